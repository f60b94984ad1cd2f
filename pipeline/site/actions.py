"""All actions of the publication in one table, which a script can filter; without a script it is whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Final

import msgspec

from pipeline.emit.html.markup import Element, Part, el
from pipeline.entry import Entry, EntryAction
from pipeline.site import addresses
from pipeline.site.frame import Frame, View
from pipeline.site.pages import numbered
from pipeline.site.tree import Node, Tree, natural

_FILTERS: Final = ("programme", "type", "status", "quarter")
# A planning of more quarters than ten years have names no quarter.
_MOST_QUARTERS: Final = 40


class _Row(msgspec.Struct, frozen=True):
    """An action, the place it stands at and the programme that it belongs to."""

    action: EntryAction
    node: Node
    programme: Node
    target: str
    quarters: tuple[str, ...]

    def value(self, name: str) -> tuple[str, ...]:
        """What it is to a filter."""
        match name:
            case "programme":
                return (self.programme.full_title,)
            case "type":
                return (_folded(self.action.type),)
            case "status":
                return (_folded(self.action.status),)
            case _:
                return self.quarters or ("",)


def actions_page(tree: Tree, entries: Iterable[Entry], frame: Frame) -> View:
    """The page with all actions."""
    rows = list(_rows(tree, entries))
    labels = frame.labels
    keys = _keys(rows)
    table = el(
        "table",
        el("caption", labels("site.actions-caption"), class_="unseen"),
        el("thead", el("tr", *(el("th", labels(f"site.column-{key}"), scope="col") for key in keys))),
        *(_page(list(group), keys, frame) for _, group in groupby(rows, key=lambda row: row.node.path)),
        class_="stacked wide",
        id="acties",
    )
    heading = el("div", el("h1", labels("site.actions")), class_="page-title")
    content = el(
        "div",
        *_form(rows, frame),
        el("div", table, class_="table-frame", data_label=labels("html.table-named", title=labels("site.actions"))),
        class_="content",
    )
    return View(
        path=addresses.ACTIONS,
        title=labels("site.actions"),
        main=frame.main(heading, content),
        above=[(labels("site.start"), addresses.START)],
        menu=addresses.ACTIONS,
        description=labels("site.actions-description", title=frame.title),
    )


def _rows(tree: Tree, entries: Iterable[Entry]) -> Iterator[_Row]:
    at = {page.path: number for number, page in enumerate(tree.pages)}
    found = []
    for entry in entries:
        for action in entry.actions:
            path = tree.places[entry.slug, action.id]
            above = tree.above[path]
            row = _Row(action, above[-1], _programme(above), f"{path}#{action.id}", tuple(_quarters(action)))
            found.append((at[path], row))
    # Sorted by the page alone, so that the actions of a page stay as they stand on it.
    found.sort(key=lambda pair: pair[0])
    return (row for _, row in found)


def _programme(above: Sequence[Node]) -> Node:
    """The programme of a page: the outermost place that is one; else the chapter of its book, or the first group."""
    kinds = [node for node in above if node.kind == "programme"]
    if kinds:
        return kinds[0]
    at = next(index for index, node in enumerate(above) if node.is_document)
    return above[at + 1] if at + 1 < len(above) and not above[at + 1].is_document else above[max(0, at - 1)]


def _quarters(action: EntryAction) -> Iterator[str]:
    """The quarters that a planning covers, as `2026-3`; none where it leaves an end open, or is too long."""
    start, end = action.planning_start, action.planning_end
    if start is None or end is None:
        return
    first, last = _quarter(start), _quarter(end)
    if last - first < _MOST_QUARTERS:
        for number in range(first, last + 1):
            yield f"{number // 4}-{number % 4 + 1}"


def _quarter(day: date) -> int:
    return day.year * 4 + (day.month - 1) // 3


def _keys(rows: Sequence[_Row]) -> list[str]:
    """The columns: those that any action has something in."""
    optional = ("type", "planning", "status", "owner", "budget")
    return ["description", *(key for key in optional if any(getattr(row.action, key) for row in rows))]


def _page(rows: Sequence[_Row], keys: Sequence[str], frame: Frame) -> Element:
    """The actions of one page below its name, which leads to the first of them: said once, for a page has many."""
    first = rows[0]
    title: list[Part] = [el("a", *numbered(first.node), href=first.target)]
    if first.programme is not first.node:
        title += [" ", el("span", *numbered(first.programme), class_="quiet")]
    head = el("tr", el("th", *title, scope="rowgroup", colspan=str(len(keys))), class_="group")
    return el("tbody", head, *(_row(row, keys, frame) for row in rows), data_programme=first.value("programme")[0])


def _row(row: _Row, keys: Sequence[str], frame: Frame) -> Element:
    cells = [_cell(row, key, frame) for key in keys]
    data = {f"data_{name}": "|".join(row.value(name)) or None for name in _FILTERS if name != "programme"}
    return el("tr", *cells, **data)


def _cell(row: _Row, key: str, frame: Frame) -> Element:
    action, label = row.action, frame.labels(f"site.column-{key}")
    match key:
        case "description":
            return el("th", action.description or "–", scope="row", class_="thing")
        case "status":
            text = action.status or ""
            badge = [el("div", text, class_=f"status status-{action.status_value or 'neutral'}")] if text else []
            return el("td", *badge, data_label=label)
        case _:
            return el("td", getattr(action, key) or "", data_label=label)


# --------------------------------------------------------------------------- filters


def _form(rows: Sequence[_Row], frame: Frame) -> Iterator[Element]:
    """The filters that leave a choice; shown by the script, since they do nothing without."""
    labels = frame.labels
    fields = []
    for name in _FILTERS:
        options = _options(rows, name, frame)
        if len(options) > 1:
            id_ = f"filter--{name}"
            every = el("option", labels(f"site.filter-{name}-all"), value="*")
            choices = [el("option", label, value=value) for value, label in options]
            select = el("select", every, *choices, id=id_, name=name, autocomplete="off")
            fields.append(el("div", el("label", labels(f"site.filter-{name}"), for_=id_), select, class_="filter"))
    said = {f"data_{name}": labels(f"site.filter-{name}") for name in ("shown", "one", "none")}
    clear = el("button", labels("site.filter-clear"), type="button", class_="clear")
    if fields:
        yield el("form", *fields, clear, hidden="hidden", class_="filters", aria_label=labels("site.filters"))
    yield el("p", labels("site.filter-shown", count=len(rows), total=len(rows)), role="status", class_="found", **said)


def _options(rows: Sequence[_Row], name: str, frame: Frame) -> list[tuple[str, str]]:
    """The values of a filter with what they are called: in order; last what has none."""
    called: dict[str, str] = {}
    for row in rows:
        for value in row.value(name):
            called.setdefault(value, _called(value, row, name, frame))
    # Programmes stand as in the tree; quarters and words in their own order.
    order = list(called) if name == "programme" else sorted(called, key=natural)
    last = [value for value in order if not value]
    return [(value, called[value]) for value in order if value] + [
        (value, frame.labels("site.filter-without")) for value in last
    ]


def _called(value: str, row: _Row, name: str, frame: Frame) -> str:
    if name == "quarter" and value:
        year, _, quarter = value.partition("-")
        return frame.labels("site.quarter", year=year, quarter=quarter)
    written = {"type": row.action.type, "status": row.action.status}.get(name)
    return " ".join(written.split()) if written else value


def _folded(text: str | None) -> str:
    return " ".join((text or "").casefold().split())
