"""The names of tables: one that scrolls is a region to a screen reader, and no two regions are called alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, count

from pipeline.emit.html.markup import Element
from pipeline.labels import Labels


def name_tables(page: Element, labels: Labels) -> None:
    """Tell each table's frame its name; `script.js` makes it the label of the region where the frame scrolls."""
    frames = list(_frames(page))
    for (frame, _), name in zip(frames, _distinct([path for _, path in frames]), strict=True):
        frame.set("data-label", labels("html.table-named", title=name))


def _frames(page: Element) -> Iterator[tuple[Element, tuple[str, ...]]]:
    """The frames of tables, each with the titles that lead to it: the headings above, and its caption."""
    above: dict[int, str] = {}
    for node in page.iter():
        if (level := _level(node)) is not None:
            above = {outer: title for outer, title in above.items() if outer < level} | {level: title(node)}
        elif node.get("class") == "table-frame":
            caption = node.find("./table/caption")
            path = (*above.values(), "" if caption is None else title(caption))
            yield node, tuple(filter(None, path))


def _distinct(paths: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """The last title of each path; the whole path where others end alike; numbered where others are wholly alike."""
    ends = Counter(path[-1:] for path in paths)
    taken: set[str] = set()
    for path in paths:
        full = " › ".join(path if ends[path[-1:]] > 1 else path[-1:])
        numbered = (f"{full} ({number})" for number in count(2))
        name = next(name for name in chain([full], numbered) if name not in taken)
        taken.add(name)
        yield name


def _level(node: Element) -> int | None:
    tag = str(node.tag)
    return int(node.get("aria-level", tag[1])) if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit() else None


def title(node: Element) -> str:
    """The words of a heading or caption, without the numbers of notes."""
    return " ".join("".join(_pieces(node)).split())


def _pieces(node: Element) -> Iterator[str]:
    if node.get("class") == "note-reference":
        return
    yield " " if node.tag == "br" else node.text or ""
    for child in node:
        yield from _pieces(child)
        yield child.tail or ""
