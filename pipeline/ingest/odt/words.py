"""The text of elements, for counting and for quoting."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from pipeline.ingest.odt.names import NOTE, Element, H, P, dc, draw, math, meta, office, svg, text

# What is no text of the document: who wrote a comment and when, the number of a note, names of pictures, templates of
# generated lists, and all that only programs read.
NO_TEXT: Final = frozenset(
    (
        *(office("change-info"), office("binary-data"), office("forms"), office("event-listeners")),
        *(dc("creator"), dc("date"), meta("creator-initials"), text("sender-initials")),
        *(text("note-citation"), svg("title"), svg("desc"), text("script")),
        *(text(f"{kind}-source") for kind in ("table-of-content", "illustration-index", "table-index", "object-index")),
        *(text(f"{kind}-source") for kind in ("user-index", "alphabetical-index", "bibliography")),
        *(math("annotation"), draw("glue-point")),
    )
)
# Formulas stand between these (`formulas.mark`): private characters, so that no document has them.
BEGIN: Final = "\ue0f2"
END: Final = "\ue0f3"
TENS: Final = "\ue100\ue101\ue102\ue103\ue104\ue105\ue106\ue107\ue108\ue109"
_MARKS: Final = str.maketrans(dict.fromkeys(BEGIN + END + TENS))
_BLANKS: Final = {text("tab"): "\t", text("s"): " ", text("line-break"): " "}
_ENDS: Final = frozenset((P, H))


def texts(root: Element, without: frozenset[str] = NO_TEXT) -> Iterator[str]:
    """All texts under an element in order, less those under elements of these names; a line end after a paragraph."""
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "start":
            if element.tag in without:
                walker.skip_subtree()
            else:
                yield _BLANKS.get(element.tag) or unmarked(element.text or "")
            continue
        if element.tag in _ENDS:
            yield "\n"
        if element is not root:
            yield element.tail or ""


def unmarked(text: str) -> str:
    """Text without the marks of formulas."""
    return text.translate(_MARKS)


def leaves(root: Element) -> str:
    """The text of all leaves of an element, without its notes."""
    return "".join(texts(root, NO_TEXT | {NOTE}))


def note_leaves(root: Element) -> str:
    """The text of all leaves of the notes in an element."""
    return "\n".join("".join(texts(note)) for note in root.iter(NOTE))


def words(root: Element) -> str:
    """The text of an element in one line, for quoting."""
    return " ".join("".join(texts(root)).split())


def line(paragraph: Element) -> str:
    """The text of a paragraph itself, without its notes."""
    return leaves(paragraph).strip("\n")
