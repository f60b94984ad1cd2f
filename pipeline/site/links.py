"""Links and pictures of a page, led to where these stand on the site."""

from __future__ import annotations

import base64
import hashlib
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from urllib.parse import unquote

from pipeline.emit.html.markup import Element
from pipeline.entry import Entry
from pipeline.site import addresses
from pipeline.site.addresses import OWN, relative
from pipeline.site.tree import Page, Tree

_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_PICTURE: Final = re.compile(r"data:image/([a-z]+);base64,(.+)", re.DOTALL)
_EXTENSIONS: Final[Mapping[str, str]] = {"jpeg": "jpg"}


class Links:
    """Where an address in a document leads to on the site.

    A document is known by its path below the input, without regard to case where that is needed; what else stands
    beside the sources is no part of the site.
    """

    def __init__(self, tree: Tree, entries: Iterable[Entry]) -> None:
        self._tree = tree
        documents = list(entries)
        self._named = {entry.name.casefold(): entry for entry in documents} | {entry.name: entry for entry in documents}

    def target(self, href: str, page: Page) -> str | None:
        """The path of the page that an address leads to, with its `#id`; None where it leads to nothing on the site."""
        path, _, fragment = href.partition("#")
        fragment = unquote(fragment)
        if not path:
            return self._inside(page.entry, fragment, page)
        name = posixpath.normpath(posixpath.join(posixpath.dirname(page.entry.name), unquote(path.partition("?")[0])))
        entry = self._named.get(name) or self._named.get(name.casefold())
        if entry is None:
            return None
        # A bookmark of Word is no id of ours: such a link leads to the document.
        return self._inside(entry, fragment, page) or addresses.first_page(entry)

    def _inside(self, entry: Entry, id_: str, page: Page) -> str | None:
        """The page of an id of a document. On the page with all of it, that page."""
        found = self._tree.places.get((entry.slug, id_))
        if found is None:
            return None
        if entry.slug == page.entry.slug and page.section is None:
            return f"{page.path}#{id_}"
        top = self._tree.above[found][-1].page
        return found if top is not None and top.section == id_ else f"{found}#{id_}"


def lead(part: Element, page: Page, links: Links, here: str, base: str = "") -> None:
    """Lead the links of a fragment to the site's pages, as seen from the path `here`, or from the address `base`.

    A link to a file that is no part of the site becomes plain text; `dead_links` tells of them.
    """
    for link in list(part.iter("a")):
        href = link.get("href", "")
        if _SCHEME.match(href):
            continue
        target = links.target(href, page)
        if target is not None:
            path, mark, fragment = target.partition("#")
            on_page = path == page.path and mark and not base
            link.set("href", f"#{fragment}" if on_page else f"{base or ''}{_seen(path, here, base)}{mark}{fragment}")
        elif not href.startswith("#"):
            link.tag = "span"
            for name in {"href", "aria-label"} & set(link.keys()):
                del link.attrib[name]


def _seen(path: str, here: str, base: str) -> str:
    return path if base else relative(here, path)


def dead_links(tree: Tree, entries: Iterable[Entry]) -> Iterator[tuple[Entry, str]]:
    """The links of documents that lead to nothing on the site: each with its document."""
    documents = list(entries)
    links = Links(tree, documents)
    for entry in documents:
        page = Page(addresses.first_page(entry), entry, None)
        for href in entry.links:
            if not _SCHEME.match(href) and links.target(href, page) is None:
                yield entry, href


def take_pictures(part: Element, here: str, base: str = "") -> dict[str, bytes]:
    """Take the pictures out of a fragment: files by their path, which pages share and browsers fetch when needed."""
    files: dict[str, bytes] = {}
    for node in part.iter("img"):
        if found := _PICTURE.fullmatch(node.get("src", "")):
            data = base64.b64decode(found[2])
            kind = found[1]
            path = f"{OWN}/{hashlib.sha256(data).hexdigest()[:16]}.{_EXTENSIONS.get(kind, kind)}"
            files[path] = data
            node.set("src", f"{base or ''}{_seen(path, here, base)}")
            node.set("loading", "lazy")
    return files
