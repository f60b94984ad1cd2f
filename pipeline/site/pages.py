"""The pages of documents: what was kept of each, with what leads on from it: tools, contents, parts, turning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec.structs import replace

from pipeline import xmldoor
from pipeline.emit.html.markup import Element, Part, el
from pipeline.site import addresses
from pipeline.site.addresses import relative
from pipeline.site.frame import Frame, View
from pipeline.site.tree import Node, Page, Tree


class DocumentPages:
    """Makes the view of each page of documents. `formats` are the extensions of the files that stand beside them."""

    def __init__(self, tree: Tree, frame: Frame, formats: Sequence[str]) -> None:
        self._tree = tree
        self._frame = frame
        self._labels = frame.labels
        self._formats = formats
        self._turns = _turns(tree.order)

    def view(self, page: Page, part: Element) -> View:
        """A page of a document in what leads on from it; `part` is what was kept of it, its links already led."""
        path = self._tree.above[page.path]
        node = path[-1]
        before, after = self._turns[page.path]
        heading, content = _pieces(part)
        heading.append(self._tools(page))
        contents = self._contents(page, path)
        if node.nodes:
            # Before the notes, which end a page.
            notes = content.find("./section[@role='doc-endnotes']")
            content.insert(len(content) if notes is None else content.index(notes), self._below(node, page))
        content.append(self._turn(page, before, after))
        main = self._frame.main(heading, *contents, content)
        # What search finds: the words of the document, and not what leads on.
        main.set("data-pagefind-body", "")
        for aside in main.iter("nav", "p", "ul", "div"):
            if aside.tag == "nav" or aside.get("class", "").split(" ")[0] in {"standing", "page-tools", "tools"}:
                aside.set("data-pagefind-ignore", "")
        return View(
            path=page.path,
            title=node.full_title,
            main=main,
            above=[(self._frame.labels("site.start"), addresses.START), *_crumbs(path[:-1])],
            language=page.entry.language,
            description=self._description(path),
            fragment=addresses.fragment(page.path),
            before=before.path if before else "",
            after=after.path if after else "",
        )

    def whole(self, page: Page, part: Element) -> View:
        """The page with all of a book."""
        first = addresses.first_page(page.entry)
        path = self._tree.above[first]
        heading, *rest = part
        heading.append(self._tools(page))
        title = self._labels("site.whole-title", title=path[-1].full_title)
        crumbs = [(self._labels("site.start"), addresses.START), *_crumbs(path)]
        return View(
            path=page.path,
            title=title,
            main=self._frame.main(heading, *rest),
            above=crumbs,
            language=page.entry.language,
            fragment=addresses.fragment(page.path),
            is_listed=False,
        )

    def _description(self, path: Sequence[Node]) -> str:
        above = [node.full_title for node in path[:-1]]
        publication = self._frame.publication
        return " – ".join(filter(None, (path[-1].full_title, *reversed(above), publication.municipality)))

    def _tools(self, page: Page) -> Element:
        """Print, the whole, and the document in its other formats."""
        labels, entry = self._labels, page.entry
        title = self._tree.above[addresses.first_page(entry)][-1].full_title
        items = [el("li", el("button", labels("site.print"), type="button", hidden="hidden", data_print=""))]
        if entry.slug in self._tree.wholes:
            if page.section is None:
                items.append(_item(labels("site.in-parts"), addresses.first_page(entry), page))
            else:
                items.append(_item(labels("site.whole"), self._tree.wholes[entry.slug], page))
        for extension in self._formats:
            label = labels(f"site.download{extension.replace('.', '-')}")
            unseen = el("span", labels("site.download-of", title=title), class_="unseen")
            items.append(_item(label, addresses.download(entry, extension), page, " ", unseen))
        return el("ul", *items, class_="page-tools")

    def _contents(self, page: Page, path: Sequence[Node]) -> list[Element]:
        """The contents of the book that a page is in: its chapters, and what stands beside and below the page."""
        at = next(index for index, node in enumerate(path) if node.is_document)
        book, inside = path[at], path[at + 1 :]
        if not book.nodes or page.entry.slug not in self._tree.wholes:
            return []
        label = self._labels("html.contents")
        own = [node for node in book.nodes if not node.is_document]
        listed = el("ul", el("li", self._entry(book, page)), *self._entries(own, inside, page))
        details = el("details", el("summary", label), listed, open="open")
        return [el("nav", details, aria_label=label, class_="contents")]

    def _entries(self, nodes: Iterable[Node], path: Sequence[Node], page: Page) -> Iterator[Element]:
        for node in nodes:
            item = el("li", self._entry(node, page))
            if path and node is path[0] and node.nodes:
                item.append(el("ul", *self._entries(node.nodes, path[1:], page)))
            yield item

    def _entry(self, node: Node, page: Page) -> Element:
        current = "page" if node.path == page.path else None
        return el("a", *numbered(node), href=relative(page.path, node.path), aria_current=current)

    def _below(self, node: Node, page: Page) -> Element:
        title_id = "below--title"
        return el(
            "nav",
            el("h2", self._labels("site.below"), id=title_id),
            el("ul", *(el("li", self._entry(below, page)) for below in node.nodes)),
            aria_labelledby=title_id,
            class_="below",
        )

    def _turn(self, page: Page, before: Node | None, after: Node | None) -> Element:
        items: list[Element] = []
        for node, name in ((before, "before"), (after, "after")):
            if node is not None:
                label = el("span", self._labels(f"site.{name}"), class_="turn-label")
                link = el(
                    "a",
                    label,
                    " ",
                    el("span", *numbered(node)),
                    href=relative(page.path, node.path),
                    rel="prev" if name == "before" else "next",
                )
                items.append(el("li", link, class_=f"turn-{name}"))
        return el("nav", el("ul", *items), aria_label=self._labels("site.turn"), class_="turn")


def parsed(text: str) -> Element:
    """What was kept of a page, as elements. Raises UnreadableSource where it is no longer what was kept."""
    return xmldoor.parse(text.encode(), what="HTML", huge=True)


def numbered(node: Node) -> list[Part]:
    """The number and the title of a place in the tree."""
    number: list[Part] = [el("span", node.number, class_="number"), " "] if node.number else []
    return [*number, node.title]


def _item(label: str, target: str, page: Page, *more: Part) -> Element:
    return el("li", el("a", label, *more, href=relative(page.path, target)))


def _pieces(part: Element) -> tuple[Element, Element]:
    """The heading and the content of what was kept of a page; a list of contents of its own is not wanted here."""
    pieces = [node for node in part if node.get("class") != "contents"]
    return pieces[0], pieces[-1]


def _crumbs(path: Iterable[Node]) -> list[tuple[str, str]]:
    return [(node.full_title, node.path) for node in path]


def _turns(nodes: Sequence[Node]) -> Mapping[str, tuple[Node | None, Node | None]]:
    """The places before and after each page, in reading order."""
    turns: dict[str, tuple[Node | None, Node | None]] = {node.path: (None, None) for node in nodes}
    for one, other in pairwise(nodes):
        turns[one.path] = (turns[one.path][0], other)
        turns[other.path] = (one, None)
    return turns


def without_tools(part: Element) -> Element:
    """A fragment for another site, without the button that our script would show."""
    for tools in part.findall(".//div[@class='tools']"):
        around = tools.getparent()
        if around is not None:
            around.remove(tools)
    return part


def of_book(page: Page) -> Page:
    """The page with all of the book that a page is of."""
    return replace(page, path=addresses.whole(page.entry), section=None)
