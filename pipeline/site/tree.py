"""The tree of a site: groups, documents and sections, each with the page that it is on, in reading order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Final

import msgspec

from pipeline.entry import Entry, EntrySection, walk
from pipeline.labels import Labels
from pipeline.publication import Publication
from pipeline.rules import SectionKind
from pipeline.site import addresses
from pipeline.slug import digest, slug

START: Final = ""
_DIGITS: Final = re.compile(r"(\d+)")
_NAME_BYTES: Final = 120


class Page(msgspec.Struct, frozen=True):
    """A page of a document: `path` is below the site's folder, `section` says which fragment it shows.

    `section` is the id of a section, None for the whole document, and empty for a book's own page.
    """

    path: str
    entry: Entry
    section: str | None


class Node(msgspec.Struct, frozen=True):
    """A place in the tree. A group of documents has no page; `is_document` tells a document from its sections.

    `kind` is that of the section (`programme` …).
    """

    title: str
    number: str = ""
    page: Page | None = None
    is_document: bool = False
    kind: SectionKind = "other"
    nodes: tuple[Node, ...] = ()

    @property
    def full_title(self) -> str:
        """Number and title in one line."""
        return " ".join(f"{self.number} {self.title}".split())

    @property
    def path(self) -> str:
        """The path of its page; empty where it has none."""
        return self.page.path if self.page else ""


class Tree(msgspec.Struct, frozen=True):
    """The tree of a publication, and what is looked up in it.

    `above` gives the nodes from the outermost to a page itself, by the page's path. `order` are the nodes that have a
    page, in reading order. `wholes` gives the path of the page with all of a book, by its slug. `places` gives the path
    of the page that an id of a document stands on, by slug and id.
    """

    nodes: tuple[Node, ...]
    order: tuple[Node, ...]
    above: Mapping[str, tuple[Node, ...]]
    wholes: Mapping[str, str]
    places: Mapping[tuple[str, str], str]

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages in reading order, without those that hold a book as a whole."""
        return tuple(node.page for node in self.order if node.page)


def plant(publication: Publication, entries: Iterable[Entry], labels: Labels) -> Tree:
    """The tree of a publication. Documents stand in the order of the publication, else by the numbers in their names.

    Folders of the input are groups; so are documents of one folder whose numbers go on from one that is not there.
    """
    ordered = sorted(entries, key=lambda entry: (publication.place(entry.name)[0], natural(entry.name)))
    nodes = _folders([(PurePosixPath(entry.name).parts, entry) for entry in ordered], labels)
    above = {path[-1].path: path for path in _paths(nodes) if path[-1].page}
    order = tuple(path[-1] for path in above.values())
    return Tree(
        nodes=nodes,
        order=order,
        above=above,
        wholes={entry.slug: addresses.whole(entry) for entry in ordered if is_book(entry)},
        places={key: page for entry in ordered for key, page in _places(entry)},
    )


def is_book(entry: Entry) -> bool:
    """Whether a document has several pages (`emit/html/fragments.py` has the same rule)."""
    return sum(section.is_titled for section in walk(entry.sections)) > 1


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts 2.10 behind 2.9, and words without regard to case."""
    return tuple(
        (0, int(part), "") if part.isdecimal() else (1, 0, part.casefold()) for part in _DIGITS.split(text) if part
    )


# --------------------------------------------------------------------------- documents and their sections


def _document(entry: Entry, labels: Labels) -> Node:
    sections = list(walk(entry.sections))
    titled = [section for section in sections if section.is_titled]
    about = next((section for section in titled if section.id == entry.opening), None)
    title = entry.title or labels("html.untitled")
    number, kind = "", about.kind if about is not None else "other"
    if about is not None:
        number, title = about.number, about.title or about.number
        number = "" if title == number else number
    if not is_book(entry):
        page = Page(addresses.first_page(entry), entry, None)
        return Node(title, number, page, is_document=True, kind=kind)
    page = Page(addresses.first_page(entry), entry, entry.opening or START)
    inside = about.sections if about is not None else entry.sections
    return Node(title, number, page, is_document=True, kind=kind, nodes=tuple(_sections(inside, entry)))


def _sections(sections: Iterable[EntrySection], entry: Entry) -> Iterator[Node]:
    for section in sections:
        below = tuple(_sections(section.sections, entry))
        if section.is_titled:
            page = Page(_path(section, entry), entry, section.id)
            title, number = (section.title, section.number) if section.title.strip() else (section.number, "")
            yield Node(" ".join(title.split()), number, page, kind=section.kind, nodes=below)
        else:
            yield from below


def _path(section: EntrySection, entry: Entry) -> str:
    """The path of a section's page: the steps of its id, without that of the section that the document is about."""
    if section.id == entry.opening:
        return addresses.first_page(entry)
    steps = section.id.removeprefix(f"{entry.opening}--").split("--") if entry.opening else section.id.split("--")
    path = "/".join(_step(step) for step in steps)
    # No id ends in a hyphen.
    return f"{entry.slug}/{path}{'-' if path in {addresses.FIRST, addresses.WHOLE} else ''}.html"


def _step(step: str) -> str:
    return step if len(step) <= _NAME_BYTES else f"{step[:_NAME_BYTES]}-{digest(step, 8)}"


def _places(entry: Entry) -> Iterator[tuple[tuple[str, str], str]]:
    """The page of each id of a document."""
    start = addresses.first_page(entry)
    of_section: dict[str, str] = {}

    def look(sections: Iterable[EntrySection], page: str) -> Iterator[tuple[str, str]]:
        for section in sections:
            own = _path(section, entry) if section.is_titled and is_book(entry) else page
            of_section[section.id] = own
            yield section.id, own
            for block in section.blocks:
                yield block.id, own
            yield from look(section.sections, own)

    for id_, page in look(entry.sections, start):
        yield (entry.slug, id_), page
    for action in entry.actions:
        yield (entry.slug, action.id), of_section.get(action.section, start)


# --------------------------------------------------------------------------- groups

_Placed = tuple[tuple[str, ...], Entry]


def _folders(placed: Sequence[_Placed], labels: Labels) -> tuple[Node, ...]:
    """The documents of a folder, and its folders as groups, each where its first document stands."""
    here: dict[str, list[_Placed]] = {}
    for parts, entry in placed:
        here.setdefault(parts[0] if len(parts) > 1 else "", []).append((parts[1:], entry))
    nodes: list[Node] = []
    for name, found in here.items():
        if not name:
            nodes.extend(_numbered([_document(entry, labels) for _, entry in found], labels))
            continue
        inside = _folders(found, labels)
        title = _shown(name)
        # A folder that is called as the one document in it says nothing.
        is_said = len(inside) == 1 and slug(inside[0].full_title) == slug(title)
        nodes.extend(inside if is_said else (Node(title, nodes=inside),))
    return tuple(nodes)


def _shown(name: str) -> str:
    """The name of a folder as a title."""
    title = " ".join(re.sub(r"(?<=\w)[-_]+(?=\w)", " ", name).split())
    return title[:1].upper() + title[1:]


def _numbered(documents: Sequence[Node], labels: Labels) -> Iterator[Node]:
    """Documents under the one whose number theirs go on from; without such a one, two or more make a group."""
    parent_of: Callable[[Node], str] = lambda node: node.number.rpartition(".")[0]  # noqa: E731
    numbers = {node.number for node in documents if node.number}
    children: dict[str, list[Node]] = {}
    for node in documents:
        children.setdefault(_nearest(parent_of(node), numbers), []).append(node)

    def grown(node: Node) -> Node:
        below = children.get(node.number, []) if node.number else []
        return msgspec.structs.replace(node, nodes=(*node.nodes, *map(grown, below)))

    alike: dict[str, list[Node]] = {}
    for node in children.get("", []):
        alike.setdefault(parent_of(node), []).append(node)
    done: set[str] = set()
    for node in children.get("", []):
        parent = parent_of(node)
        if not parent or len(alike[parent]) < 2:
            yield grown(node)
        elif parent not in done:
            done.add(parent)
            title = labels("site.numbered", number=parent)
            yield Node(title, nodes=tuple(map(grown, alike[parent])))


def _nearest(number: str, numbers: set[str]) -> str:
    """The number itself, or the one that it goes on from, that a document has; empty where none has."""
    while number and number not in numbers:
        number = number.rpartition(".")[0]
    return number


def _paths(nodes: Iterable[Node], above: tuple[Node, ...] = ()) -> Iterator[tuple[Node, ...]]:
    for node in nodes:
        path = (*above, node)
        yield path
        yield from _paths(node.nodes, path)
