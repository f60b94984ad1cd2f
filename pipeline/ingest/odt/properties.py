"""What a document says of itself (`meta.xml`)."""

from __future__ import annotations

import re
from typing import Final, TypedDict

from pipeline.content import clean
from pipeline.ingest.odt.names import Element, dc, meta

_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d")


class Properties(TypedDict):
    """The fields of a Source that hold them."""

    title: str
    author: str
    subject: str
    keywords: str
    language: str
    date: str


def properties(root: Element | None, language: str) -> Properties:
    """The properties; `language` is that of the default style, where none is stated."""
    date = _DATE.match(_text(root, dc("date")))
    return Properties(
        title=_text(root, dc("title")),
        author=_text(root, dc("creator")) or _text(root, meta("initial-creator")),
        subject=_text(root, dc("subject")) or _text(root, dc("description")),
        keywords=", ".join(_texts(root, meta("keyword"))),
        language=_text(root, dc("language")) or language,
        date=date[0] if date else "",
    )


def _text(root: Element | None, name: str) -> str:
    return next(iter(_texts(root, name)), "")


def _texts(root: Element | None, name: str) -> list[str]:
    found = root.iter(name) if root is not None else ()
    return [words for element in found if (words := " ".join(clean(element.text or "").split()))]
