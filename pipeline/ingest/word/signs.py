"""What a run writes in a line: text, symbols, hyphens, tabs and breaks (ECMA-376-1, 17.3.3)."""

from __future__ import annotations

from typing import Final

from pipeline.content import LineBreak, Text
from pipeline.diagnostics import Code, flaw
from pipeline.ingest.word.ink import leaf_text
from pipeline.ingest.word.line import Line
from pipeline.ingest.word.names import Element, w
from pipeline.ingest.word.symbols import REPLACEMENT, in_unicode

_PAGE_BREAK: Final = "page"


def read_text(line: Line, element: Element) -> None:
    """A `t`."""
    text = leaf_text(element) if len(element) else element.text or ""
    if line.shown.font or not text.isascii():
        text = _unicode(line, text)
    if "\n" in text or "\r" in text:
        text = text.replace("\r", " ").replace("\n", " ")
    line.put(text)


def _unicode(line: Line, text: str) -> str:
    result = in_unicode(text, line.shown.font)
    if REPLACEMENT in result and REPLACEMENT not in text:
        code = next(f"{ord(sign):04X}" for sign in text if "\ue000" <= sign <= "\uf8ff")
        named = f"{line.shown.font} {code}".strip()
        line.part.context.report(flaw(Code.CHARACTER_REPLACED, line.part.place(), character=named))
    if result != text:
        line.part.kept_out.append(text)
        line.part.added.append(result)
    return result


def read_symbol(line: Line, element: Element) -> None:
    """A `sym`: a character of a font of symbols (17.3.3.30)."""
    sign = leaf_text(element)
    if sign == REPLACEMENT:
        named = f"{(element.get(w('font')) or '').lower()} {element.get(w('char')) or ''}"
        line.part.context.report(flaw(Code.CHARACTER_REPLACED, line.part.place(), character=named))
    line.put(sign)


def read_tab(line: Line, _element: Element) -> None:
    """A `tab` or `ptab`."""
    line.put("\t")


def read_no_break_hyphen(line: Line, _element: Element) -> None:
    """A `noBreakHyphen`."""
    line.put("\u2011")


def read_soft_hyphen(line: Line, _element: Element) -> None:
    """A `softHyphen`."""
    line.put("\u00ad")


def read_break(line: Line, element: Element) -> None:
    """A `br` or `cr`; one of a page is told, and ends the line too."""
    if line.is_silent:
        return
    if element.get(w("type")) == _PAGE_BREAK:
        if any(not isinstance(node, Text) or node.text.strip() for node in line.nodes):
            line.breaks_after = True
        else:
            line.breaks_before = True
    line.nodes.append(LineBreak())
