"""Objects that are drawn from data of their own: charts (ECMA-376-1, 21.2) become tables, SmartArt (21.4) lists."""

from __future__ import annotations

from typing import Final

from pipeline.content import Cell, Content, Item, ItemList, Row, Table, is_empty, paragraph
from pipeline.diagnostics import Code, flaw
from pipeline.ingest.word.context import Part
from pipeline.ingest.word.ink import ink
from pipeline.ingest.word.names import A_P, A_T, CHART, DIAGRAM, Element


def _c(name: str) -> str:
    return f"{{{CHART}}}{name}"


_VALUE: Final = _c("v")
_POINT: Final = _c("pt")
_SERIES: Final = _c("ser")
_NAMES: Final = (_c("cat"), _c("xVal"))
_VALUES: Final = (_c("val"), _c("yVal"), _c("bubbleSize"))
_TITLE: Final = _c("title")


def chart(part: Part, relation_id: str | None) -> tuple[Content, ...]:
    """The titles of a chart and a table of its data: a row a category, a column a series."""
    root = _root(part, relation_id, "chart")
    if root is None:
        return ()
    series = list(root.iter(_SERIES))
    table, told = _table(series)
    linked = [" ".join(leaf.text or "" for leaf in title.iter(_VALUE)) for title in root.iter(_TITLE)]
    titles = [*(_line(text) for text in root.iter(A_P)), *linked]
    # Charts of 2015 and later keep their data as plain points.
    loose = [] if series else [leaf.text or "" for leaf in root.iter("{*}pt") if not len(leaf)]
    content = (*(paragraph(text) for text in (*titles, *loose) if text.strip()), *((table,) if table else ()))
    texts = sum(ink(leaf.text or "") for leaf in root.iter(A_T)) + sum(map(ink, loose))
    values = sum(ink(leaf.text or "") for leaf in root.iter(_VALUE))
    # The categories are held once a series, and stand in the table once.
    part.elsewhere += texts + values
    part.kept_out += values - told - sum(map(ink, linked))
    return content


def _table(series: list[Element]) -> tuple[Table | None, int]:
    """The table, and how many characters of the data stand in it (the categories of all series but one do not)."""
    if not series:
        return None, 0
    names = next((found for one in series if (found := _points(one, _NAMES))), {})
    columns = [_points(one, (kind,)) for one in series for kind in _VALUES if one.find(kind) is not None]
    heads = [_name(one) for one in series for kind in _VALUES if one.find(kind) is not None]
    rows = sorted({at for column in (names, *columns) for at in column})
    if not rows:
        return None, 0
    grid = [["", *heads], *([names.get(at, ""), *(column.get(at, "") for column in columns)] for at in rows)]
    cells = tuple(Row(tuple(Cell((paragraph(text),) if text else ()) for text in line)) for line in grid)
    return Table(rows=cells, header_rows=1), sum(ink(text) for line in grid for text in line)


def _name(series: Element) -> str:
    found = series.find(_c("tx"))
    return " ".join(leaf.text or "" for leaf in found.iter(_VALUE)) if found is not None else ""


def _points(series: Element, kinds: tuple[str, ...]) -> dict[int, str]:
    result: dict[int, str] = {}
    for kind in kinds:
        found = series.find(kind)
        for point in found.iter(_POINT) if found is not None else ():
            at = point.get("idx") or ""
            text = " ".join(leaf.text or "" for leaf in point.iter(_VALUE))
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
    part.elsewhere += sum(ink(leaf.text or "") for leaf in root.iter(A_T))
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
