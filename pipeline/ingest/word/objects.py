"""Objects that are drawn from data of their own: charts (ECMA-376-1, 21.2) become tables, SmartArt (21.4) lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pipeline.content import Cell, Content, Item, ItemList, Row, Table, is_empty, paragraph
from pipeline.diagnostics import Code, flaw
from pipeline.ingest.word.context import Part
from pipeline.ingest.word.ink import CHART_POINT, CHART_VALUE
from pipeline.ingest.word.names import A_P, A_T, CHART, DIAGRAM, Element


def _c(name: str) -> str:
    return f"{{{CHART}}}{name}"


_POINT: Final = _c("pt")
_SERIES: Final = _c("ser")
_NAMES: Final = (_c("cat"), _c("xVal"))
_VALUES: Final = (_c("val"), _c("yVal"), _c("bubbleSize"))
_NAME: Final = _c("tx")
_TITLE: Final = _c("title")


def chart(part: Part, relation_id: str | None) -> tuple[Content, ...]:
    """The titles of a chart and a table of its data: a row a category, a column a series."""
    root = _root(part, relation_id, "chart")
    if root is None:
        return ()
    series = list(root.iter(_SERIES))
    table = _table(series)
    linked = [" ".join(leaf.text or "" for leaf in title.iter(CHART_VALUE)) for title in root.iter(_TITLE)]
    titles = [*(_line(text) for text in root.iter(A_P)), *linked]
    # Charts of 2015 and later keep their data as plain points.
    loose = [] if series else [leaf.text or "" for leaf in root.iter(CHART_POINT) if not len(leaf)]
    content = (*(paragraph(text) for text in (*titles, *loose) if text.strip()), *((table,) if table else ()))
    part.kept_out.extend(_behind(root, series))
    return content


def _behind(root: Element, series: list[Element]) -> Iterator[str]:
    """The data that a chart holds and its table does not show: error bars, labels, and categories told before."""
    shown: set[Element] = set()
    for holder in (*root.iter(_TITLE), *(child for one in series for child in one.iterchildren(_NAME, *_VALUES))):
        shown.update(holder.iter(CHART_VALUE))
    told: dict[int, str] = {}
    for one in series:
        points = _points(one, _NAMES)
        if points != told:
            told = points
            shown.update(leaf for kind in one.iterchildren(*_NAMES) for leaf in kind.iter(CHART_VALUE))
    yield from (leaf.text or "" for leaf in root.iter(CHART_VALUE) if leaf not in shown)


def _table(series: list[Element]) -> Table | None:
    """A row a point. Categories stand before the first series that has them; a series with others has its own."""
    heads: list[str] = []
    columns: list[dict[int, str]] = []
    told: dict[int, str] = {}
    for one in series:
        names = _points(one, _NAMES)
        if names != told or not columns:
            told = names
            heads.append("")
            columns.append(names)
        values = [_points(one, (kind,)) for kind in _VALUES if one.find(kind) is not None] or [{}]
        # A bubble has two values, and one name.
        heads.extend([_series_name(one), *("" for _ in values[1:])])
        columns.extend(values)
    rows = sorted({at for column in columns for at in column})
    if not rows:
        return None
    grid = [heads, *([column.get(at, "") for column in columns] for at in rows)]
    cells = tuple(Row(tuple(Cell((paragraph(text),) if text else ()) for text in line)) for line in grid)
    return Table(rows=cells, header_rows=1)


def _series_name(series: Element) -> str:
    found = series.find(_NAME)
    return " ".join(leaf.text or "" for leaf in found.iter(CHART_VALUE)) if found is not None else ""


def _points(series: Element, kinds: tuple[str, ...]) -> dict[int, str]:
    result: dict[int, str] = {}
    for kind in kinds:
        found = series.find(kind)
        for point in found.iter(_POINT) if found is not None else ():
            at = point.get("idx") or ""
            text = " ".join(leaf.text or "" for leaf in point.iter(CHART_VALUE))
            key = int(at) if at.isdecimal() else len(result)
            # Categories of several levels: the outer ones come after, and stand before.
            result[key] = f"{text} {result[key]}" if key in result else text
    return result


def diagram(part: Part, relation_id: str | None) -> tuple[Content, ...]:
    """The texts of SmartArt, in order, as a list."""
    root = _root(part, relation_id, "diagram")
    if root is None:
        return ()
    lines = [[_line(text) for text in point.iter(A_P)] for point in root.iter(f"{{{DIAGRAM}}}pt")]
    items = [Item(tuple(paragraph(text) for text in texts if text.strip())) for texts in lines]
    filled = tuple(item for item in items if not is_empty(item.content))
    return (ItemList(items=filled),) if filled else ()


def _line(text: Element) -> str:
    return "".join(leaf.text or "" for leaf in text.iter(A_T))


def _root(part: Part, relation_id: str | None, kind: str) -> Element | None:
    relation = part.relation(relation_id)
    if relation is None or relation.external:
        return None
    part.context.report(flaw(Code.OBJECT_REPLACED, part.place(), kind=kind))
    return part.context.package.xml_or_report(relation.target)
