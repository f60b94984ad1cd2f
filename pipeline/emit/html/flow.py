"""What stands under one another: paragraphs, lists, tables, figures, and details with their sub-heading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.content import Figure, ItemList, Paragraph, Table, is_empty_line
from pipeline.emit.context import Context
from pipeline.emit.html.heading import heading, is_heading
from pipeline.emit.html.inline import line
from pipeline.emit.html.lists import item_list
from pipeline.emit.html.markup import Element, Part, el
from pipeline.emit.html.pictures import picture
from pipeline.emit.html.tables import table
from pipeline.emit.lower import lower
from pipeline.model import ActionList, BlockContent, Detail


def flow(content: Iterable[BlockContent], context: Context) -> list[Part]:
    """Block content as elements, in order."""
    return [part for node in content for part in _parts(node, context)]


def _parts(node: BlockContent, context: Context) -> Iterator[Part]:
    if isinstance(node, ActionList):
        yield from _told(node, context)
        return
    match lower(node, context.labels):
        case Paragraph() as paragraph:
            if not is_empty_line(paragraph.content):
                yield el("p", *line(paragraph.content, context))
        case ItemList() as items:
            if items.items:
                yield item_list(items, context, flow)
        case Table() as cells:
            framed = table(cells, context, flow)
            if framed is not None:
                yield framed
        case Figure() as figure:
            yield from _figure(figure, context)
        case Detail() as detail:
            inside = context
            if is_heading(detail.title, detail.heading):
                inside = context.under()
                yield heading(detail.title, detail.heading, inside)
            yield from flow(detail.content, inside)


def _told(node: ActionList, context: Context) -> Iterator[Part]:
    """Content with the ids of the actions that it tells of, each where its words stand, else after all of it."""
    parts = flow(node.content, context)
    left = list(node.actions)
    for element in _places(parts):
        words = _words("".join(map(str, element.itertext())))
        action = next((each for each in left if _words(each.description) in words), None)
        if action is not None and element.get("id") is None:
            element.set("id", action.id)
            left.remove(action)
    yield from parts
    yield from (el("span", id=action.id) for action in left)


def _places(parts: Iterable[Part]) -> Iterator[Element]:
    """What an action may stand in: headings, paragraphs, the items of lists."""
    for part in parts:
        if not isinstance(part, str):
            yield from part if part.tag in {"ol", "ul"} else (part,)


def _words(text: str) -> str:
    return " ".join(text.split())


def _figure(node: Figure, context: Context) -> Iterator[Element]:
    shown = list(picture(node.image, context))
    caption = line(node.caption, context)
    if caption:
        shown.append(el("figcaption", *caption))
    if shown:
        yield el("figure", *shown)
