"""What stands beside the pages: the map for search engines, what robots may fetch, and pages that have moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from pipeline.emit.html.markup import Element, el, serialise
from pipeline.entry import Entry
from pipeline.labels import Labels
from pipeline.publication import Publication
from pipeline.site import addresses
from pipeline.site.addresses import relative
from pipeline.site.frame import canonical, policy, root_of
from pipeline.site.tree import Tree

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(base: str, paths: Iterable[str]) -> bytes:
    """The pages for search engines (sitemaps.org, protocol 0.9), without dates: nobody keeps when a page changed."""
    # The stubs of lxml know no default namespace.
    root = etree.Element(f"{{{_SITEMAP}}}urlset", nsmap={None: _SITEMAP})  # type: ignore[dict-item]
    for path in paths:
        entry = etree.SubElement(root, f"{{{_SITEMAP}}}url")
        etree.SubElement(entry, f"{{{_SITEMAP}}}loc").text = base + canonical(path)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def robots(publication: Publication, formats: Iterable[str]) -> bytes:
    """What robots may fetch (RFC 9309). It counts at the root of a host alone.

    Pages of a concept may be fetched, for they say themselves that they are not to be listed; files and fragments
    cannot say it.
    """
    root = root_of(publication)
    lines = ["User-agent: *", f"Disallow: {root}{addresses.FRAGMENTS}/", f"Disallow: {root}{addresses.INDEX}/"]
    if publication.is_concept:
        lines += [f"Disallow: {root}*{extension}$" for extension in formats]
    elif publication.base_url:
        lines += ["", f"Sitemap: {publication.base_url}{addresses.SITEMAP}"]
    return ("\n".join(lines) + "\n").encode()


def moved(
    before: Tree, tree: Tree, entries: Iterable[Entry], known: Mapping[str, str] | None = None
) -> Mapping[str, str]:
    """Where the pages of an earlier tree are now that are no longer where they were: new path by old path.

    `known` are the moves that the earlier release told of; they are kept, and lead on. A page is known again by its
    document's source path and its section's number and title; else it leads to its document, else to the start.
    """
    now = {page.path for page in tree.pages} | set(tree.wholes.values())
    by_name = {entry.name: entry for entry in entries}
    found: dict[tuple[str, str], str] = {}
    for node in tree.order:
        if node.page:
            found.setdefault((node.page.entry.name, node.title), node.page.path)

    def new_home(path: str) -> str:
        node = before.above[path][-1]
        entry = by_name.get(node.page.entry.name) if node.page else None
        if entry is None:
            return addresses.START
        return found.get((entry.name, node.title), addresses.first_page(entry))

    moves = {path: new_home(path) for path in before.above if path not in now}
    for slug, path in before.wholes.items():
        if path not in now:
            first = before.above[f"{slug}/{addresses.FIRST}.html"][-1].page
            entry = by_name.get(first.entry.name) if first else None
            moves[path] = (tree.wholes.get(entry.slug) or addresses.first_page(entry)) if entry else addresses.START
    old = {path: moves.get(target, target) for path, target in (known or {}).items()}
    return {path: target for path, target in (old | moves).items() if path not in now and path != target}


def redirects(moves: Mapping[str, str], publication: Publication, labels: Labels) -> Iterator[tuple[str, bytes]]:
    """A page at each old address that leads to the new one, without a script and without a server's help."""
    for path, target in sorted(moves.items()):
        yield path, _redirect(path, target, publication, labels)


def _redirect(path: str, target: str, publication: Publication, labels: Labels) -> bytes:
    there = relative(path, target)
    head: list[Element] = [
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=policy("'none'")),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="robots", content="noindex"),
        el("meta", http_equiv="refresh", content=f"0; url={there}"),
        el("title", labels("site.moved")),
        el("link", rel="canonical", href=publication.base_url + canonical(target) if publication.base_url else there),
    ]
    link = el("a", labels("site.moved-link"), href=there)
    body = el("main", el("h1", labels("site.moved")), el("p", link))
    page = el("html", el("head", *head), el("body", body), lang=labels.language)
    return f"<!doctype html>\n{serialise(page)}\n".encode()
