"""The report of the morning: one page that tells what was published, what failed, what to do and what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pipeline.batch.differences import Difference, differences
from pipeline.batch.record import DocumentRecord, RunRecord
from pipeline.diagnostics import Diagnostic
from pipeline.emit.html.markup import Element, broken_into_lines, el, serialise
from pipeline.entry import Entry
from pipeline.labels import Labels
from pipeline.publication import Publication
from pipeline.site import addresses

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_STYLE: Final = """
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 64rem; padding: 1rem; color: #1a1a1a;
  background: #fff; overflow-wrap: anywhere }
.verdict { font-size: 1.25rem; font-weight: bold }
table { border-collapse: collapse; width: 100% }
th, td { border-bottom: 1px solid #767676; padding: .25rem .5rem; text-align: left; vertical-align: top }
td { overflow-wrap: normal }
a { color: #00468b }
"""
_ORDER: Final = {"error": 0, "warning": 1}


def report(
    record: RunRecord,
    entries: Sequence[Entry],
    before: Sequence[Entry] | None,
    publication: Publication,
    labels: Labels,
) -> bytes:
    """The page, as it stands in `intern/` of a release; it asks for nothing outside itself.

    `entries` are those of the release, `before` those of the release before it; None where there is nothing
    to compare with, which the page then says.
    """
    by_name = {entry.name: entry for entry in entries}
    title = labels("report.title")
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="robots", content="noindex"),
        el("title", title),
        el("style", _STYLE),
    )
    main = el(
        "main",
        el("h1", title),
        el("p", _verdict(record, labels), class_="verdict"),
        el("p", _standing(record, publication, labels)),
        *_part("todo", tuple(_todo(record, by_name, labels)), labels),
        *_part("documents", (_documents(record, by_name, labels),), labels),
        *_part("dropped", tuple(_dropped(entries, labels)), labels),
        *_part("differences", _since(before, entries, labels), labels),
        _technical(record, labels),
    )
    page = el("html", head, el("body", broken_into_lines(main)), lang=labels.language)
    return f"<!doctype html>\n{serialise(page)}\n".encode()


def _verdict(record: RunRecord, labels: Labels) -> str:
    counts = record.counts
    key = "report.verdict-one" if counts.warnings == 1 else "report.verdict"
    return labels(key, published=counts.published, all=counts.documents, failed=counts.failed, warnings=counts.warnings)


def _standing(record: RunRecord, publication: Publication, labels: Labels) -> str:
    standing = "concept" if publication.is_concept else "final"
    return labels(f"report.{standing}-failed" if record.counts.failed else f"report.{standing}")


def _part(name: str, parts: Sequence[Element], labels: Labels) -> Iterator[Element]:
    yield el("h2", labels(f"report.{name}"))
    yield from parts or (el("p", labels("report.nothing")),)


def _todo(record: RunRecord, by_name: dict[str, Entry], labels: Labels) -> Iterator[Element]:
    def weight(document: DocumentRecord) -> tuple[bool, bool, str]:
        return (document.status != "failed", not document.errors, document.name)

    for document in sorted(record.documents, key=weight):
        entry = by_name.get(document.name)
        found = document.diagnostics or (entry.diagnostics if entry else ())
        wanted = sorted((each for each in found if each.severity in _ORDER), key=lambda each: _ORDER[each.severity])
        items = [el("li", _flaw(each, labels)) for each in wanted]
        if document.reason:
            items.insert(0, el("li", labels.sentence(document.error())))
        if items:
            yield el("h3", document.name)
            yield el("ul", *items)


def _flaw(flaw: Diagnostic, labels: Labels) -> str:
    place = labels.place(flaw.place)
    said = f"{labels.what(flaw)} {labels.advice(flaw)}"
    return f"{place}: {said}" if place else said


def _documents(record: RunRecord, by_name: dict[str, Entry], labels: Labels) -> Element:
    rows = []
    for document in sorted(record.documents, key=lambda each: each.name):
        entry = by_name.get(document.name)
        name = el("a", document.name, href=f"../public/{addresses.first_page(entry)}") if entry else document.name
        status = labels(f"report.status.{document.status}")
        stale = labels("report.stale", date=document.stale) if document.stale else ""
        rows.append(el("tr", el("th", name, scope="row"), el("td", status), el("td", stale)))
    heads = (el("th", labels(f"report.{each}"), scope="col") for each in ("document", "outcome", "shown"))
    return el("table", el("thead", el("tr", *heads)), el("tbody", *rows))


def _dropped(entries: Iterable[Entry], labels: Labels) -> Iterator[Element]:
    for entry in entries:
        if entry.dropped:
            yield el("h3", entry.name)
            lines = (": ".join(filter(None, (each.title, labels.place(each.place)))) for each in entry.dropped)
            yield el("ul", *(el("li", line) for line in lines))


def _since(before: Sequence[Entry] | None, entries: Sequence[Entry], labels: Labels) -> tuple[Element, ...]:
    if before is None:
        return (el("p", labels("report.no-comparison")),)
    return tuple(_different(differences(before, entries), labels))


def _different(found: Sequence[Difference], labels: Labels) -> Iterator[Element]:
    for name in dict.fromkeys(each.document for each in found):
        yield el("h3", name)
        yield el("ul", *(el("li", _change(each, labels)) for each in found if each.document == name))


def _change(change: Difference, labels: Labels) -> str:
    how = "added" if change.is_added else "removed" if change.is_removed else "changed"
    kind = labels(f"report.{change.kind}")
    return labels(f"report.{how}", kind=kind, what=change.what, before=change.before, after=change.after)


def _technical(record: RunRecord, labels: Labels) -> Element:
    known = {"id": record.id, "started": record.started, "previous": record.previous, "profile": record.profile}
    lines = (f"{name}: {value}" for name, value in {**known, **record.versions}.items() if value)
    return el("details", el("summary", labels("report.technical")), el("ul", *(el("li", line) for line in lines)))
