"""Pages of small documents, and their parts as markup in one form: attributes in order, no line ends between."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lxml import etree, html
from msgspec.structs import replace

from pipeline import labels
from pipeline.content import Note
from pipeline.diagnostics import Report
from pipeline.emit import html as emitter
from pipeline.emit import theme
from pipeline.emit.setting import Setting, silent
from pipeline.model import Block, BlockContent, BudgetDocument, Section
from tests.builders import document

Element = etree._Element
NL = labels.load("nl")
DEFAULT = theme.load()


def emitted(made: BudgetDocument, *, style: theme.Theme = DEFAULT, report: Report = silent) -> bytes:
    """The bytes of a page."""
    return emitter.emit(made, Setting(NL, style, report))


def page(*sections: Section, notes: Iterable[Note] = (), report: Report = silent, title: str = "Titel") -> Any:
    """The page of a document of sections, as a browser reads it."""
    return parsed(emitted(replace(document(*sections, title=title), notes=tuple(notes)), report=report))


def parsed(data: bytes) -> Any:
    """A page as a browser reads it. Any, for what XPath gives has no narrower type."""
    return html.document_fromstring(data.decode())


def section(*content: BlockContent, blocks: Iterable[Block] = (), **more: str) -> Section:
    """A section without a title, whose content stands right below the page's own heading."""
    return Section(
        id=more.get("id", "s1"),
        number=more.get("number", ""),
        title=more.get("title", ""),
        level=1,
        intro=content,
        blocks=tuple(blocks),
    )


def shown(*content: BlockContent, notes: Iterable[Note] = (), report: Report = silent) -> str:
    """What becomes of content."""
    return inner(page(section(*content), notes=notes, report=report), "intro")


def inner(node: Element, class_: str) -> str:
    """The markup inside the first element of a class; nothing where there is none."""
    found = next(iter(node.iterfind(f".//*[@class='{class_}']")), None)
    return "" if found is None else f"{found.text or ''}{''.join(markup(child, tail=True) for child in found)}"


def outer(node: Element, tag: str) -> str:
    """The markup of the first element with this tag."""
    return markup(next(node.iter(tag)))


def markup(node: Element, *, tail: bool = False) -> str:
    """An element as markup in one form, without the anchors of headings (test_fragments.py is about them)."""
    for part in node.iter():
        part.tail = None if part.tail == "\n" else part.tail
        attributes = sorted((name, value) for name, value in part.attrib.items() if name != "id" or "---" not in value)
        part.attrib.clear()
        part.attrib.update(attributes)
    # lxml reads and writes HTML 4, which knows no `wbr`.
    return str(html.tostring(node, encoding="unicode", with_tail=tail)).replace("</wbr>", "")
