"""The addresses of a site, below its folder. Readers see them, and they last: so they are no labels.

A document's folder is its slug, which is never a hyphen: what the site itself needs stands in `-/`.
"""

from __future__ import annotations

import posixpath
from typing import Final

from pipeline.entry import Entry

START: Final = "index.html"
ACTIONS: Final = "acties.html"
ONE_PDF: Final = "geheel.pdf"
SEARCH: Final = "zoeken.html"
NOT_FOUND: Final = "404.html"
SITEMAP: Final = "sitemap.xml"
ROBOTS: Final = "robots.txt"
OWN: Final = "-"
FRAGMENTS: Final = f"{OWN}/cms"
INDEX: Final = f"{OWN}/pagefind"

FIRST: Final = "index"
WHOLE: Final = "geheel"


def first_page(entry: Entry) -> str:
    """The path of a document's first page; of its only one, where it is no book."""
    return f"{entry.slug}/{FIRST}.html"


def whole(entry: Entry) -> str:
    """The path of the page with all of a book."""
    return f"{entry.slug}/{WHOLE}.html"


def download(entry: Entry, extension: str) -> str:
    """The path of a document in another format, where whoever publishes puts it; `extension` is `.pdf`, `.json`."""
    return f"{entry.slug}/{entry.slug}{extension}"


def fragment(path: str) -> str:
    """The path of the inside of a page, for a content management system."""
    return f"{FRAGMENTS}/{path}"


def relative(here: str, there: str) -> str:
    """The address of a file as seen from a page."""
    return posixpath.relpath(there, posixpath.dirname(here) or ".")
