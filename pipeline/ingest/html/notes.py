"""Footnotes and endnotes of a page: which links are references, and which elements are the notes."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final, Literal

import msgspec
from bs4 import Tag

from pipeline.ingest.html.survey import Survey
from pipeline.ingest.html.tree import attribute

# Word: `<a href="#_ftn1" name="_ftnref1">` and, below, `<div id=ftn1><p><a href="#_ftnref1" name="_ftn1">`.
_WORD_REFERENCE: Final = re.compile(r"#_(ftn|edn)\d+")
_WORD_BACK: Final = re.compile(r"#_(?:ftn|edn)ref\d+")
# Word's filtered pages leave the property out and keep the id.
_WORD_NOTE: Final = re.compile(r"mso-element:\s*(?:foot|end)note\b(?!-)")
_WORD_ID: Final = re.compile(r"(?:ftn|edn)\d+")
_BACK_CLASS: Final = re.compile(r"(?:^|\s)footnote-back(?:link|ref)?(?=$|\s)")
_REFERENCE_CLASS: Final = re.compile(r"(?:^|\s)footnote-ref(?:erence)?(?=$|\s)")
_NOTES: Final = frozenset({"li", "p", "div", "aside", "section", "dd"})
_CLIMB: Final = 6


class FoundNote(msgspec.Struct, frozen=True):
    """A note: the id it gets, the element that holds its text, its kind."""

    id: str
    tag: Tag
    kind: Literal["footnote", "endnote"]


class FoundNotes:
    """The notes of a page in the order of their references; elements are known by `id()`.

    `references` maps a link to the id of its note, `back` are the links from a note to its place, `targets` the
    elements that are notes, and `lost` the links that look like references to a note that is not there.
    """

    def __init__(self) -> None:
        self.notes: list[FoundNote] = []
        self.references: dict[int, str] = {}
        self.back: set[int] = set()
        self.targets: set[int] = set()
        self.lost: set[int] = set()


def find_notes(page: Survey) -> FoundNotes:
    """The notes that the links of a page point to (DPUB-ARIA 1.1 roles, pandoc's classes, Word's names)."""
    found = FoundNotes()
    ids: dict[int, str] = {}
    counts: Counter[str] = Counter()
    for link in page.links:
        href = attribute(link, "href")
        role = attribute(link, "role")
        class_ = attribute(link, "class")
        if role == "doc-backlink" or _BACK_CLASS.search(class_) or _WORD_BACK.fullmatch(href):
            found.back.add(id(link))
            continue
        word = _WORD_REFERENCE.fullmatch(href)
        if not (word or role == "doc-noteref" or _REFERENCE_CLASS.search(class_)):
            continue
        target = _block(page.names.get(href[1:]))
        if target is None or _within(link, target):
            found.lost.add(id(link))
            continue
        if id(target) not in ids:
            kind: Literal["footnote", "endnote"] = "endnote" if word and word[1] == "edn" else "footnote"
            counts[kind] += 1
            ids[id(target)] = f"{kind}-{counts[kind]}"
            found.notes.append(FoundNote(ids[id(target)], target, kind))
            found.targets.add(id(target))
        found.references[id(link)] = ids[id(target)]
    return found


def _block(target: Tag | None) -> Tag | None:
    """The block that is the note: the target itself, or around an anchor Word's `div`, else the paragraph."""
    if target is None or target.name not in {"a", "span", "sup"}:
        return target if target is None or target.name in _NOTES else None
    block: Tag | None = None
    tag = target.parent
    for _ in range(_CLIMB):
        if tag is None or tag.name in {"body", "td", "main", "article", "section"}:
            break
        if tag.name in {"p", "li"} and block is None:
            block = tag
        if tag.name == "div" and (
            _WORD_NOTE.search(attribute(tag, "style")) or _WORD_ID.fullmatch(attribute(tag, "id"))
        ):
            return tag
        tag = tag.parent
    return block


def _within(link: Tag, target: Tag) -> bool:
    """Whether a note would hold its own reference."""
    tag: Tag | None = link
    for _ in range(_CLIMB):
        if tag is None:
            return False
        if tag is target:
            return True
        tag = tag.parent
    return False
