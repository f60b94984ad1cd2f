"""The start page: all pages of the publication as a tree; and what a page says that is not there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.emit.html.markup import Element, Part, el
from pipeline.site import addresses
from pipeline.site.frame import Frame, View, root_of
from pipeline.site.pages import numbered
from pipeline.site.tree import Node, Page, Tree


def start(tree: Tree, frame: Frame, formats: Sequence[str], actions: int, *, one_pdf: bool) -> View:
    """The start page; `one_pdf` says that all documents stand there as one PDF too."""
    labels, publication = frame.labels, frame.publication
    title = el("div", el("h1", frame.title), class_="page-title")
    if lead := _lead(frame):
        title.append(el("p", lead, class_="lead"))
    content = el("div", class_="content")
    if actions:
        link = el("a", labels("site.all-actions", count=actions), href=addresses.ACTIONS)
        content.append(el("p", link, class_="call"))
    if one_pdf:
        content.append(el("p", el("a", labels("site.one-pdf"), href=addresses.ONE_PDF), class_="call"))
    nodes = tree.nodes
    if len(nodes) == 1 and nodes[0].nodes:
        # A book by itself: its chapters are what there is to choose from.
        (book,) = nodes
        if book.page is not None:
            content.append(el("p", el("a", *numbered(book), href=book.page.path), " ", *_files(book, frame, formats)))
        nodes = book.nodes
    content.append(el("div", *(_branch(node, frame, formats) for node in nodes), class_="tree"))
    return View(
        path=addresses.START,
        title=frame.title,
        main=frame.main(title, content),
        menu=addresses.START,
        description=" – ".join(filter(None, (frame.title, publication.municipality))),
    )


def _lead(frame: Frame) -> str:
    """The municipality and the year, as far as they are known and the title does not say them."""
    publication = frame.publication
    said = frame.title.casefold()
    parts = [
        frame.labels("site.municipality", name=publication.municipality) if publication.municipality else "",
        str(publication.year) if publication.year and str(publication.year) not in said else "",
    ]
    return " · ".join(filter(None, parts))


def _branch(node: Node, frame: Frame, formats: Sequence[str]) -> Element:
    """One of the outermost places, under a heading of its own."""
    title: list[Part] = numbered(node)
    if node.page is not None:
        title = [el("a", *title, href=node.page.path)]
    branch = el("section", el("h2", *title), class_="branch")
    branch.extend(_files(node, frame, formats, tag="p"))
    if node.nodes:
        branch.append(el("ul", *_items(node.nodes, frame, formats)))
    return branch


def _items(nodes: Iterable[Node], frame: Frame, formats: Sequence[str]) -> Iterator[Element]:
    for node in nodes:
        item = el("li", *([el("a", *numbered(node), href=node.page.path)] if node.page else numbered(node)))
        item.extend(_files(node, frame, formats))
        if node.nodes:
            item.append(el("ul", *_items(node.nodes, frame, formats)))
        yield item


def _files(node: Node, frame: Frame, formats: Sequence[str], tag: str = "span") -> list[Element]:
    """The document in its other formats; nothing for what is no document."""
    files = list(_downloads(node.page, node.full_title, frame, formats)) if node.is_document and node.page else []
    return [el(tag, *files, class_="files")] if files else []


def _downloads(page: Page, title: str, frame: Frame, formats: Sequence[str]) -> Iterator[Element]:
    for extension in formats:
        label = frame.labels(f"site.download{extension.replace('.', '-')}-short")
        unseen = el("span", frame.labels("site.download-of", title=title), class_="unseen")
        yield el("a", label, " ", unseen, href=addresses.download(page.entry, extension), class_="file")


def not_found(frame: Frame) -> View:
    """The page for an address that leads nowhere. A server shows it at any address, so its links begin at the root."""
    labels = frame.labels
    heading = el("div", el("h1", labels("site.not-found")), class_="page-title")
    root = root_of(frame.publication)
    text = el("p", labels("site.not-found-text"))
    link = el("p", el("a", labels("site.to-start"), href=root + addresses.START))
    return View(
        path=addresses.NOT_FOUND,
        title=labels("site.not-found"),
        main=frame.main(heading, el("div", text, link, class_="content")),
        is_listed=False,
        root=root,
    )


def search_page(frame: Frame, script: str) -> View:
    """The page to search on. All that it needs is a file of the site; the script says what comes of it."""
    labels = frame.labels
    said = {
        f"data_{name.replace('-', '_')}": labels(f"site.search-{name}")
        for name in ("none", "one", "some", "more", "busy", "failed")
    }
    form = el(
        "form",
        el("label", labels("site.search-label"), for_="search--words"),
        el(
            "div",
            el("input", type="search", name="q", id="search--words", autocomplete="off", spellcheck="false"),
            el("button", labels("site.search-button"), type="submit"),
            class_="field",
        ),
        role="search",
        action=addresses.SEARCH.rpartition("/")[2],
        method="get",
        class_="search",
    )
    content = el(
        "div",
        # The script takes this away.
        el("p", labels("site.search-needs-script"), class_="without-script"),
        form,
        el("p", role="status", class_="found"),
        el("ol", class_="results", data_index=f"{addresses.INDEX}/pagefind.js", **said),
        class_="content",
    )
    return View(
        path=addresses.SEARCH,
        title=labels("site.search"),
        main=frame.main(el("div", el("h1", labels("site.search")), class_="page-title"), content),
        above=[(labels("site.start"), addresses.START)],
        menu=addresses.SEARCH,
        script_policy="'self' 'wasm-unsafe-eval'",
        more_policy="connect-src 'self'; ",
        more_scripts=(script,),
        is_listed=False,
    )
