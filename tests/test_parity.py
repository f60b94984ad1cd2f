"""Each format holds the words of the document, all of them and in order, except what it leaves out by rule.

The rules. Web page: labels of lists that the browser counts, and numbers of notes, are no text; formulas are MathML;
notes stand at the end. Text: a label before each item, `[1]` for a note, a description for a picture; bars, dashes and
rules between. PDF: guidance is for screens only; notes stand apart; before the first section may stand the title page
and the contents; hyphens may be those of a broken word. JSON and XML: the values are equal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pytest
from hypothesis import given, settings
from lxml import html
from msgspec.structs import replace

import pipeline
from pipeline import canonical, conversion, labels
from pipeline.content import Figure, Image, inline_text, is_blank
from pipeline.diagnostics import Diagnostic
from pipeline.emit import emitter
from pipeline.emit.json import JsonDocument
from pipeline.model import Block, BlockContent, BudgetDocument, Detail, Section
from pipeline.prune import prune
from tests import words
from tests.strategies import PROPERTY, documents
from tests.tools.structure import structured

INPUT = Path(__file__).parent.parent / "input"
SAMPLES = sorted(path for path in INPUT.rglob("*") if path.suffix in {".docx", ".html", ".htm"})


def ignored(_diagnostic: Diagnostic) -> None:
    """Report to nobody."""


def sample(path: Path) -> BudgetDocument:
    return prune(pipeline.ingest_document(path.read_bytes(), path.name), ignored)


def made(document: BudgetDocument, name: str) -> bytes:
    return emitter(name)(document, conversion.default_setting(document))


each_sample = pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)


# ------------------------------------------------------------------------------------ web page

_MADE_UP = (
    "nav",
    "*[@class='tools']",
    "*[@class='label']",
    "*[@class='note-reference']",
    "*[@class='note-back']",
    "*[@class='picture-instead']",
    "*[@class='formula']",
    "*[local-name()='math']",
)
_EMPTY_NOTE = labels.load()("html.note-empty").split()
_BLOCKS = "address|br|caption|div|dd|dl|dt|figcaption|figure|h\\d|li|main|ol|p|section|table|tbody|td|th|thead|tr|ul"


def of_page(data: bytes) -> tuple[list[str], list[list[str]]]:
    """The words of the sections, and those of each note."""
    main: Any = html.fromstring(data.decode()).find(".//main")
    for found in main.xpath("|".join(f".//{each}" for each in _MADE_UP)):
        found.drop_tree()
    title = main.find("./div[@class='page-title']")
    if title.get("id") is None:
        # The name of the whole page; where the page is one section, it is that section's title.
        title.drop_tree()
    said = [_words(note) for note in main.xpath(".//section[@role='doc-endnotes']/ol/li")]
    said = [[] if note == _EMPTY_NOTE else note for note in said]
    for found in main.xpath(".//section[@role='doc-endnotes']"):
        found.drop_tree()
    return _words(main), said


def _words(node: Any) -> list[str]:
    for block in node.iter():
        if isinstance(block.tag, str) and re.fullmatch(_BLOCKS, block.tag):
            block.text = f"\n{block.text or ''}"
            block.tail = f"\n{block.tail or ''}"
    return words.visible(node.text_content())


def check_page(document: BudgetDocument) -> None:
    body, notes = of_page(made(document, "html"))
    assert body == words.words(words.body(document))
    assert notes == [words.words(note) for note in words.notes(document)]


@each_sample
def test_the_page_holds_the_words_of_a_sample(path: Path) -> None:
    check_page(sample(path))


# ------------------------------------------------------------------------------------ text

_BETWEEN = re.compile(r"[|=-]")


def check_text(document: BudgetDocument) -> None:
    numbers = {name: f"[{count}]" for count, name in enumerate(_noted(document), 1)}
    expected = [*words.body(document)]
    for name, note in zip(numbers.values(), words.notes(document), strict=True):
        expected += [("label", name), *note]
    text = "".join(_shown(kind, text, numbers) for kind, text in expected)
    assert _BETWEEN.sub("", words.seen(made(document, "text").decode())) == _BETWEEN.sub("", words.seen(text))


def _shown(kind: words.Kind, text: str, numbers: Mapping[str, str]) -> str:
    match kind:
        case "note":
            return numbers[text]
        case "image":
            return "" if is_blank(text) else f"[{text}]"
        case _:
            return text


def _noted(document: BudgetDocument) -> list[str]:
    order = [text for kind, text in words.body(document) if kind == "note"]
    inside = [text for note in words.notes(document) for kind, text in note if kind == "note"]
    return list(dict.fromkeys([*order, *inside]))


@each_sample
def test_the_text_holds_the_words_of_a_sample(path: Path) -> None:
    check_text(sample(path))


# ------------------------------------------------------------------------------------ JSON and XML


def check_data(document: BudgetDocument) -> None:
    read = msgspec.json.decode(made(document, "json"), type=JsonDocument)
    assert read.sections == document.sections
    kept = replace(document, notes=read.notes)
    assert list(words.notes(kept)) == list(words.notes(document))
    assert canonical.loads(canonical.dumps(document)) == document


@each_sample
def test_the_data_hold_the_values_of_a_sample(path: Path) -> None:
    check_data(sample(path))


# ------------------------------------------------------------------------------------ PDF

_HYPHENS = re.compile("[-\u2010\u2011\u00ad]")


def solid(text: str) -> str:
    """What can be seen of a text, hyphens apart."""
    return _HYPHENS.sub("", words.seen(text))


def check_pdf(document: BudgetDocument) -> None:
    found = structured(made(document, "pdf"))
    expected = solid("".join(words.words(words.body(document, guidance=False), "math")))
    body = solid(found.body)
    assert body[len(body) - len(expected) :] == expected
    notes = list(words.notes(document, guidance=False))
    # A note inside a note stands in its tag, and so before the next one of the text.
    in_order = sorted if any(kind == "note" for note in notes for kind, _ in note) else list
    said = [solid("".join(words.words(note, "math"))) for note in notes]
    assert in_order(filter(None, map(solid, found.notes))) == in_order(filter(None, said))


@each_sample
def test_the_pdf_holds_the_words_of_a_sample(path: Path) -> None:
    check_pdf(sample(path))


# ------------------------------------------------------------------------------------ documents made by Hypothesis


def consistent(document: BudgetDocument) -> BudgetDocument:
    """The same with titles that are the words of their headings, as the structure makes them."""
    return prune(replace(document, sections=tuple(map(_section, document.sections))), ignored)


def _section(section: Section) -> Section:
    return replace(
        _titled(section),
        intro=tuple(map(_node, section.intro)),
        blocks=tuple(replace(_titled(block), content=tuple(map(_node, block.content))) for block in section.blocks),
        sections=tuple(map(_section, section.sections)),
    )


def _node(node: BlockContent) -> BlockContent:
    return replace(_titled(node), content=tuple(map(_node, node.content))) if isinstance(node, Detail) else node


Titled = TypeVar("Titled", Section, Block, Detail)


def _titled(titled: Titled) -> Titled:
    return replace(titled, title=" ".join(inline_text(titled.heading).split())) if titled.heading else titled


@PROPERTY
@given(documents())
def test_page_text_and_data_hold_all_of_any_document(document: BudgetDocument) -> None:
    whole = consistent(document)
    check_page(whole)
    check_text(whole)
    check_data(whole)


@settings(PROPERTY, max_examples=25)
@given(documents())
def test_the_pdf_holds_the_words_of_any_document(document: BudgetDocument) -> None:
    # A line that runs from the right is stored as it is drawn.
    check_pdf(consistent(settable(replace(document, meta=replace(document.meta, language="nl")))))


_ODD = re.compile(r"[^\w\s€.,:;()/%+-]|[^\x00-\u017f€]")
_TITLES = frozenset("text title number label description type owner budget explanation objective".split())


def settable(value: Any, name: str = "") -> Any:
    """The same without pictures, and with letters that all fonts have: what stands for others is said elsewhere."""
    match value:
        case msgspec.Struct():
            fields = {field: settable(getattr(value, field), field) for field in value.__struct_fields__}
            return replace(value, **fields)
        case tuple():
            return tuple(settable(inner) for inner in value if not isinstance(inner, Image | Figure))
        case str() if name in _TITLES:
            return _ODD.sub("x", value)
        case _:
            return value
