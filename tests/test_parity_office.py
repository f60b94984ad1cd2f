"""Word, OpenDocument, EPUB and Markdown hold the words of the document, all of them and in order.

Read back without our readers: the parts of the ZIP by lxml; Markdown as pandoc understands it. The rules: guidance is
for screens only; a label is text where the program does not count as the source does; a formula is one, or its text
where it cannot be; a picture that cannot be shown is its description; notes stand apart, their number is text where
they are referred to again; what says the title of the whole once more is not counted.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from docx import Document
from hypothesis import given, settings
from lxml import etree, html
from msgspec.structs import replace

from pipeline import labels, pandoc, xmldoor
from pipeline.content import Note, NoteReference
from pipeline.errors import EmitError
from pipeline.limits import Limits
from pipeline.model import BudgetDocument
from pipeline.pandoc import Call
from tests import words
from tests.strategies import PROPERTY, documents
from tests.test_parity import consistent, each_sample, made, sample, settable

FORMULA = "\ufffc"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
OASIS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TEXT, DRAW, SVG = OASIS % "text", OASIS % "drawing", OASIS % "svg-compatible"
_INSTEAD = labels.load()("office.picture-instead", alt=FORMULA)

Held = tuple[str, list[str]]
"""What the body of a file says, and each of its notes, in the order of the references."""


def part(data: bytes, name: str) -> Any:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return xmldoor.parse(archive.read(name), what=name)


def said(root: Any, leaves: frozenset[str], without: frozenset[str], formulas: frozenset[str]) -> Iterator[str]:
    """The texts of the elements that hold text; all do, where `leaves` is empty."""
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, node in walker:
        if event == "start":
            if node.tag in without or node.tag in formulas:
                yield FORMULA if node.tag in formulas else ""
                walker.skip_subtree()
            elif not leaves or node.tag in leaves:
                yield node.text or ""
        elif node is not root and not leaves:
            yield node.tail or ""


def of_docx(data: bytes) -> Held:
    document = Document(io.BytesIO(data))
    for paragraph in document.paragraphs:
        if paragraph.style is not None and paragraph.style.name in {"Title", "Subtitle", "Author", "Date"}:
            paragraph._element.clear()
    read = (frozenset({f"{WORD}t"}), frozenset[str](), frozenset({f"{MATH}oMath"}))
    body: Any = document.element.body
    notes = {note.get(f"{WORD}id"): "".join(said(note, *read)) for note in part(data, "word/footnotes.xml")}
    order = [reference.get(f"{WORD}id") for reference in body.iter(f"{WORD}footnoteReference")]
    return "".join(said(body, *read)), [notes[name] for name in order]


def of_odt(data: bytes) -> Held:
    body = part(data, "content.xml").find(f".//{OASIS % 'office'}text")
    for paragraph in body.findall(f"{TEXT}p"):
        if paragraph.get(f"{TEXT}style-name") in {"Title", "Subtitle", "Author", "Date"}:
            body.remove(paragraph)
    for frame in list(body.iter(f"{DRAW}frame")):
        if frame.find(f"{DRAW}object") is not None:
            frame.tag = "formula"
    without = frozenset({f"{TEXT}note-citation", f"{SVG}desc", f"{SVG}title", f"{TEXT}sequence-decls"})
    formulas = frozenset({"formula"})
    notes = ["".join(said(note, frozenset(), without, formulas)) for note in body.iter(f"{TEXT}note")]
    return "".join(said(body, frozenset(), without | {f"{TEXT}note"}, formulas)), notes


def of_pages(pages: Iterable[Any]) -> Held:
    """Pages as pandoc writes them."""
    texts: list[str] = []
    notes: list[str] = []
    for page in pages:
        for found in page.xpath("//*[local-name()='math' or contains(@class, 'math')]"):
            found.text, found[:] = FORMULA, []
        for mark in ("noteref", "backlink"):
            for found in page.xpath(f"//*[@role='doc-{mark}']"):
                found.drop_tree()
        apart = page.xpath("//*[@role='doc-footnote'] | //*[@role='doc-endnotes']//li[starts-with(@id, 'fn')]")
        notes.extend(found.text_content() for found in apart)
        for found in page.xpath("//head | //*[@role='doc-footnote'] | //*[@role='doc-endnotes']"):
            found.drop_tree()
        texts.append(page.text_content())
    return "".join(texts), notes


def of_epub(data: bytes) -> Held:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = sorted(name for name in archive.namelist() if re.fullmatch(r"EPUB/text/ch\d+\.xhtml", name))
        return of_pages([html.fromstring(re.sub(rb"<\?xml[^>]*>", b"", archive.read(name))) for name in names])


def of_markdown(data: bytes) -> Held:
    call = Call("markdown-smart-implicit_figures", "html", ("--mathml", "--wrap=none"))
    page = pandoc.run(data, call, Limits(), EmitError)
    return of_pages([html.fromstring(f"<html><body>{page.decode()}</body></html>")])


READ: dict[str, Callable[[bytes], Held]] = {"docx": of_docx, "odt": of_odt, "epub": of_epub, "md": of_markdown}


def expected(tokens: Iterable[words.Token]) -> str:
    """The pattern of what is to be there: what may be text by the rules, and may not, is in brackets with a mark."""
    return "".join(_pattern(kind, words.seen(text)) for kind, text in tokens)


def _pattern(kind: words.Kind, text: str) -> str:
    match kind:
        case "text":
            return re.escape(text)
        case "math":
            return f"(?:{FORMULA}|{re.escape(text)})"
        case "label":
            return f"(?:{re.escape(text)})?" if text else ""
        case "image":
            return f"(?:{re.escape(words.seen(_INSTEAD)).replace(FORMULA, re.escape(text))})?"
        case "note":
            return r"(?:\d+)?"
        case "end":
            return ""


def _title(document: BudgetDocument, form: str) -> str:
    """A book that does not begin with a heading begins with the title of the whole."""
    titles = [document.meta.title, labels.load()("html.untitled"), *(each.full_title for each in document.sections)]
    return f"(?:{'|'.join(re.escape(words.seen(title)) for title in titles)})?" if form == "epub" else ""


def check(document: BudgetDocument, form: str) -> None:
    body, notes = READ[form](made(document, form))
    assert re.fullmatch(_title(document, form) + expected(words.body(document, guidance=False)), words.seen(body))
    # A note of nothing stands in no format: Markdown would write what refers to it as words.
    patterns = [pattern for note in words.notes(document, guidance=False) if (pattern := expected(note))]
    said = [text for note in notes if (text := words.seen(note))]
    assert len(said) == len(patterns)
    for pattern, text in zip(patterns, said, strict=True):
        assert re.fullmatch(pattern, text)


@pytest.mark.parametrize("form", READ)
@each_sample
def test_what_is_made_holds_the_words_of_a_sample(path: Path, form: str) -> None:
    check(sample(path), form)


@pytest.mark.parametrize("form", READ)
@settings(PROPERTY, max_examples=5)
@given(documents())
def test_what_is_made_holds_the_words_of_any_document(form: str, document: BudgetDocument) -> None:
    check(consistent(settable(flat(document))), form)


def flat(value: Any, *, in_note: bool = False) -> Any:
    """The same without notes in notes, whose words stand in brackets where they are referred to."""
    match value:
        case Note():
            return replace(value, content=flat(value.content, in_note=True))
        case msgspec.Struct():
            return replace(
                value, **{name: flat(getattr(value, name), in_note=in_note) for name in value.__struct_fields__}
            )
        case tuple():
            kept = (inner for inner in value if not (in_note and isinstance(inner, NoteReference)))
            return tuple(flat(inner, in_note=in_note) for inner in kept)
        case _:
            return value
