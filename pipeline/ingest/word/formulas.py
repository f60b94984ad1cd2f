"""Formulas in a line: what of them is shown, for what is deleted or hidden is known here and not to their reader."""

from __future__ import annotations

from copy import deepcopy

from pipeline.content import LineBreak, Math, Text
from pipeline.ingest.word.line import Line
from pipeline.ingest.word.math import formulas
from pipeline.ingest.word.names import R_PR, REMOVED, Element, is_on, m, w


def read_formula(line: Line, element: Element) -> None:
    """An `oMath`."""
    if line.nodes and isinstance(line.nodes[-1], Math):
        line.nodes.append(Text(" "))
    line.nodes.extend(formulas(line.part, (_shown_formula(line, element),)))


def _shown_formula(line: Line, element: Element) -> Element:
    """A formula without what a tracked change took out of it, and without what is hidden: its reader knows neither."""
    gone = [at for at, inner in enumerate(element.iter()) if inner.tag in REMOVED or _is_hidden_formula(inner)]
    if not gone:
        return element
    inners, shown = list(element.iter()), deepcopy(element)
    copies = list(shown.iter())
    outside = {inners[at] for at in gone}
    for at in gone:
        if outside.isdisjoint(inners[at].iterancestors()):
            (line.delete if inners[at].tag in REMOVED else line.hide)(inners[at])
        parent = copies[at].getparent()
        if parent is not None:
            parent.remove(copies[at])
    return shown


def _is_hidden_formula(element: Element) -> bool:
    """Whether a run is hidden (17.3.2.41), or a phantom takes room and is not shown (22.1.2.84)."""
    if element.tag == m("r"):
        return bool(is_on(element.find(f"{R_PR}/{w('vanish')}")))
    show = element.find(f"{m('phantPr')}/{m('show')}") if element.tag == m("phant") else None
    return is_on(show, m("val")) is False


def read_formulas(line: Line, element: Element) -> None:
    """An `oMathPara`: a line a formula."""
    outermost = (found for found in element.iter(m("oMath")) if next(found.iterancestors(m("oMath")), None) is None)
    shown = (_shown_formula(line, found) for found in outermost)
    for count, found in enumerate(formulas(line.part, shown)):
        if count:
            line.nodes.append(LineBreak())
        line.nodes.append(found)
