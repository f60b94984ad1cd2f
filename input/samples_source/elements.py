"""WordprocessingML elements by name, and the few groups of them that Word always writes together."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

    from .markup import Span


def w(tag: str, *children: BaseOxmlElement, **attributes: str | int) -> BaseOxmlElement:
    """Make the element `w:tag` with attributes in the same namespace."""
    element = cast("BaseOxmlElement", OxmlElement(f"w:{tag}"))
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    element.extend(children)
    return element


def run(
    text: str = "", *, style: str = "", bold: bool = False, italic: bool = False, tab: bool = False
) -> BaseOxmlElement:
    """Make a run of text, or of one tab."""
    properties = [w("rStyle", val=style)] if style else []
    properties += [w("b"), w("bCs")] if bold else []
    properties += [w("i"), w("iCs")] if italic else []
    content = w("tab") if tab else w("t")
    if not tab:
        content.text = text
        content.set(qn("xml:space"), "preserve")
    return w("r", *([w("rPr", *properties)] if properties else []), content)


def dressed(span: Span, *, bold: bool = False) -> BaseOxmlElement:
    """Make the run of a span; `bold` for a span in a header or a total."""
    style = "Hyperlink" if span.target else ""
    return run(span.text, style=style, bold=bold or span.bold, italic=span.italic)


def paragraph(style: str, *content: BaseOxmlElement, properties: tuple[BaseOxmlElement, ...] = ()) -> BaseOxmlElement:
    """Make a paragraph; without a style it is in the default one."""
    marks = [w("pStyle", val=style)] if style else []
    return w("p", *([w("pPr", *marks, *properties)] if marks or properties else []), *content)


def field(instruction: str, *result: BaseOxmlElement) -> list[BaseOxmlElement]:
    """Make the runs of a complex field with the result that was last computed (ECMA-376-1, 17.16.18)."""
    code = w("instrText")
    code.text = instruction
    code.set(qn("xml:space"), "preserve")
    return [
        w("r", w("fldChar", fldCharType="begin")),
        w("r", code),
        w("r", w("fldChar", fldCharType="separate")),
        *result,
        w("r", w("fldChar", fldCharType="end")),
    ]
