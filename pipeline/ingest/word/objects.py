"""Objects that are drawn from data of their own: charts (ECMA-376-1, 21.2) become tables, SmartArt (21.4) lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from pipeline.content import Cell, Content, Item, ItemList, Row, Table, is_empty, paragraph
from pipeline.diagnostics import Code, flaw
from pipeline.ingest.word.context import Part
from pipeline.ingest.word.ink import CHART_POINT, CHART_TEXT, CHART_VALUE, TREND_NAME
from pipeline.ingest.word.names import A_P, A_T, CHART, DIAGRAM, DIAGRAM_DRAWING, Element, is_on
from pipeline.ingest.word.numberformat import shown


def _c(name: str) -> str:
    return f"{{{CHART}}}{name}"


_POINT: Final = _c("pt")
_SERIES: Final = _c("ser")
_NAMES: Final = (_c("cat"), _c("xVal"))
_VALUES: Final = (_c("val"), _c("yVal"), _c("bubbleSize"))
_NAME: Final = _c("tx")
_TITLE: Final = _c("title")
_TREND_LINE: Final = _c("trendline")
_FORMAT: Final = _c("formatCode")
_SHAPES: Final = (f"{{{DIAGRAM}}}pt", f"{{{DIAGRAM_DRAWING}}}sp")


class _Format(msgspec.Struct, frozen=True):
    """How a chart shows its numbers: in this language, with its days counted from 1904 or not."""

    language: str
    since_1904: bool

    def shown(self, value: str, code: str | None) -> str:
        return shown(value, code, self.language, since_1904=self.since_1904) if code is not None else value


_Points = dict[int, tuple[str, str]]
"""By place, what the file holds and what the chart shows for it."""


def chart(part: Part, relation_id: str | None) -> tuple[Content, ...]:
    """The titles of a chart, a table of its data (a row a category, a column a series), and what is drawn over it."""
    relation = part.relation(relation_id)
    root = _root(part, relation_id, "chart")
    if root is None or relation is None:
        return ()
    stated = root.find(_c("lang"))
    language = stated.get("val") if stated is not None else None
    form = _Format(language or part.context.styles.language, bool(is_on(root.find(_c("date1904")), "val")))
    series = list(root.iter(_SERIES))
    linked = [" ".join(leaf.text or "" for leaf in title.iter(CHART_VALUE)) for title in root.iter(_TITLE)]
    titles = [*(_line(text) for text in root.iter(A_P)), *linked]
    columns = _columns(series, form)
    table = _table(columns)
    # Without a value a series is its name alone, in the legend.
    names = [] if table is not None else [name for name, _ in columns]
    before = [*titles, *_said_once(part, root, titles), *names, *(() if series else _loose(part, root, form))]
    part.kept_out.extend(_behind(root, series, form))
    for _, points in columns:
        _retell(part, points.values())
    return (
        *_paragraphs(before),
        *((table,) if table is not None else ()),
        *_paragraphs(_over(part, root, relation.target)),
    )


def _paragraphs(texts: Iterable[str]) -> Iterator[Content]:
    return (paragraph(text) for text in texts if text.strip())


def _retell(part: Part, told: Iterable[tuple[str, str]]) -> None:
    """Count what is shown in the place of what was written."""
    for written, text in told:
        if written != text:
            part.kept_out.append(written)
            part.added.append(text)


def _over(part: Part, root: Element, path: str) -> Iterator[str]:
    """The names of trend lines, and what an author has drawn over the chart of this path."""
    yield from (name.text or "" for line in root.iter(_TREND_LINE) for name in line.iterchildren(TREND_NAME))
    shapes = Part(part.context, part.name, path).shapes(root)
    yield from (_line(text) for text in (shapes.iter(A_P) if shapes is not None else ()))


def _said_once(part: Part, root: Element, titles: list[str]) -> list[str]:
    """The plain texts of a chart of 2015 or later, which says each title twice: as it is and as it looks."""
    result = []
    for leaf in root.iter(CHART_TEXT):
        text = leaf.text or ""
        if text in titles:
            part.kept_out.append(text)
        else:
            result.append(text)
    return result


def _loose(part: Part, root: Element, form: _Format) -> list[str]:
    """The data of a chart of 2015 or later, which are plain points."""
    told = []
    for leaf in root.iter(CHART_POINT):
        level = leaf.getparent()
        if not len(leaf) and level is not None:
            told.append((leaf.text or "", form.shown(leaf.text or "", level.get("formatCode"))))
    _retell(part, told)
    return [text for _, text in told]


def _behind(root: Element, series: list[Element], form: _Format) -> Iterator[str]:
    """The data that a chart holds and its table does not show: error bars, labels, and categories told before."""
    seen: set[Element] = set()
    for holder in (*root.iter(_TITLE), *(child for one in series for child in one.iterchildren(_NAME, *_VALUES))):
        seen.update(holder.iter(CHART_VALUE))
    told: _Points = {}
    for one in series:
        points = _points(one, _NAMES, form)
        if points != told:
            told = points
            seen.update(leaf for kind in one.iterchildren(*_NAMES) for leaf in kind.iter(CHART_VALUE))
    yield from (leaf.text or "" for leaf in root.iter(CHART_VALUE) if leaf not in seen)


def _columns(series: list[Element], form: _Format) -> list[tuple[str, _Points]]:
    """Heads and points. Categories stand before the first series that has them; a series with others has its own."""
    columns: list[tuple[str, _Points]] = []
    told: _Points = {}
    for one in series:
        names = _points(one, _NAMES, form)
        if names != told or not columns:
            told = names
            columns.append(("", names))
        values = [_points(one, (kind,), form) for kind in _VALUES if one.find(kind) is not None] or [{}]
        # A bubble has two values, and one name.
        columns.extend((_series_name(one) if not at else "", points) for at, points in enumerate(values))
    return columns


def _table(columns: list[tuple[str, _Points]]) -> Table | None:
    """A row a point; None where there is none."""
    rows = sorted({at for _, points in columns for at in points})
    if not rows:
        return None
    heads = [head for head, _ in columns]
    grid = [heads, *([points.get(at, ("", ""))[1] for _, points in columns] for at in rows)]
    cells = tuple(Row(tuple(Cell((paragraph(text),) if text else ()) for text in line)) for line in grid)
    return Table(rows=cells, header_rows=1)


def _series_name(series: Element) -> str:
    found = series.find(_NAME)
    return " ".join(leaf.text or "" for leaf in found.iter(CHART_VALUE)) if found is not None else ""


def _points(series: Element, kinds: tuple[str, ...], form: _Format) -> _Points:
    result: _Points = {}
    for kind in kinds:
        found = series.find(kind)
        usual = found.find(f".//{_FORMAT}") if found is not None else None
        for point in found.iter(_POINT) if found is not None else ():
            at = point.get("idx") or ""
            text = " ".join(leaf.text or "" for leaf in point.iter(CHART_VALUE))
            told = form.shown(text, point.get("formatCode") or (usual.text or "" if usual is not None else None))
            key = int(at) if at.isdecimal() else len(result)
            # Categories of several levels: the outer ones come after, and stand before.
            before = result.get(key)
            result[key] = (f"{text} {before[0]}", f"{told} {before[1]}") if before is not None else (text, told)
    return result


def diagram(part: Part, relation_id: str | None) -> tuple[Content, ...]:
    """The texts of SmartArt, in order, as a list."""
    root = part.smart_art(relation_id)
    if root is None:
        return ()
    part.context.report(flaw(Code.OBJECT_REPLACED, part.place(), kind="diagram"))
    lines = [[_line(text) for text in point.iter(A_P)] for point in root.iter(*_SHAPES)]
    items = [Item(tuple(_paragraphs(texts))) for texts in lines]
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
