"""The style names of a page's paragraphs: elements, classes, and Word's classes by the names of Word's styles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from bs4 import Tag

from pipeline.content import clean
from pipeline.ingest.html.survey import HEADINGS
from pipeline.ingest.html.tree import attribute, style

# What Word calls the styles whose classes it makes up (ECMA-376-1, 17.7.4.9: the primary names).
_WORD_STYLES: Final[Mapping[str, str]] = {
    "MsoNormal": "Normal",
    "MsoTitle": "Title",
    "MsoSubtitle": "Subtitle",
    "MsoCaption": "caption",
    "MsoTocHeading": "TOC Heading",
    "MsoListParagraph": "List Paragraph",
    "MsoQuote": "Quote",
    "MsoIntenseQuote": "Intense Quote",
    "MsoFootnoteText": "footnote text",
    "MsoEndnoteText": "endnote text",
    "MsoHeader": "header",
    "MsoFooter": "footer",
    "MsoBodyText": "Body Text",
    "MsoNoSpacing": "No Spacing",
}
_WORD_LEVEL: Final = re.compile(r"Mso(Toc|Heading)(\d)")
_SPACED: Final = re.compile(r"(?:CxSp(?:First|Middle|Last))$")
_LEVEL: Final = re.compile(r"\s*(\d+)")


def styles(tag: Tag, style_names: Mapping[str, str]) -> tuple[str, ...]:
    """The names of a block's style, nearest first: a heading is one before all else; elsewhere a class says more."""
    if "class" not in tag.attrs:
        return (tag.name,)
    classes = [_word_style(name, style_names) for name in clean(attribute(tag, "class")).split()]
    own = (tag.name, *classes) if tag.name in HEADINGS else (*classes, tag.name)
    return tuple(dict.fromkeys(own))


def _word_style(name: str, style_names: Mapping[str, str]) -> str:
    if name in style_names:
        return style_names[name]
    if match := _WORD_LEVEL.fullmatch(name):
        return f"{match[1].lower()} {match[2]}"
    plain = _SPACED.sub("", name)
    return _WORD_STYLES.get(plain, plain) if name.startswith("Mso") else name


def outline(tag: Tag) -> int | None:
    """The outline level that an element states: h1 to h6, role=heading, Word's heading classes and property."""
    if not tag.attrs:
        return int(tag.name[1]) if tag.name in HEADINGS else None
    role = attribute(tag, "role")
    if role == "heading" or (tag.name in HEADINGS and role not in {"presentation", "none"}):
        match = _LEVEL.match(attribute(tag, "aria-level") if role == "heading" else "")
        own = int(tag.name[1]) if tag.name in HEADINGS else 2
        return max(1, min(int(match[1]), 9)) if match else own
    for word in attribute(tag, "class").split():
        if (heading := _WORD_LEVEL.fullmatch(word)) and heading[1] == "Heading":
            return int(heading[2])
    match = _LEVEL.fullmatch(style(tag).get("mso-outline-level", "")) if tag.name == "p" else None
    return int(match[1]) if match and 1 <= int(match[1]) <= 9 else None


def is_contents(names: tuple[str, ...]) -> bool:
    """Whether a paragraph is a line of a table of contents that Word made."""
    return any(name.casefold().startswith("toc ") for name in names)
