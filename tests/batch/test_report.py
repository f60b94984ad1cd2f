"""The report tells what failed and why, what to do, and what differs from the release before."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from pipeline import labels
from pipeline.batch.differences import Difference, differences
from pipeline.batch.record import DocumentRecord, RunRecord, counted
from pipeline.batch.report import report
from pipeline.diagnostics import Code, Diagnostic, Place, Severity
from pipeline.entry import Entry, EntryAction, EntryAmount
from pipeline.publication import Publication
from pipeline.site import search
from tests.batch.nights import Night, page
from tests.tools.axe import Axe
from tests.tools.nu import Nu

NL = labels.load("nl")
FLAW = Diagnostic(Code.IMAGE_MISSING, Place(table=2), Severity.ERROR)


def _action(description: str, status: str) -> EntryAction:
    return EntryAction("a", "s", "1.1", "Wegen", description, status=status)


def _amount(row: str, text: str) -> EntryAmount:
    return EntryAmount("s", "1.1", "Wegen", "Lasten", row, "", "2027", "", text)


OLD = Entry(
    "a.docx", "a", "A", "", actions=(_action("Blijft", "loopt"), _action("Weg", "")), amounts=(_amount("Asfalt", "10"),)
)
NEW = replace(
    OLD,
    actions=(_action("Blijft", "klaar"), _action("Erbij", "")),
    amounts=(_amount("Asfalt", "12"), _amount("Asfalt", "3")),
)


def test_what_came_went_and_changed_is_told() -> None:
    amount = "1.1 · Lasten · Asfalt · 2027"
    assert differences((OLD,), (NEW,)) == (
        Difference("a.docx", "action", "1.1 Blijft", "loopt", "klaar"),
        Difference("a.docx", "action", "1.1 Erbij", is_added=True),
        Difference("a.docx", "action", "1.1 Weg", is_removed=True),
        Difference("a.docx", "amount", amount, "10", "12"),
        Difference("a.docx", "amount", amount, after="3", is_added=True),
    )
    assert differences((NEW,), (NEW,)) == ()


def _page() -> bytes:
    failed = DocumentRecord("b.docx", "failed", reason="empty", diagnostics=(FLAW,), errors=1)
    documents = (DocumentRecord("a.docx", "changed", published=True, stale="2026-11-23"), failed)
    record = RunRecord("1", "2026-11-24T02:30:00Z", "published", documents=documents, counts=counted(documents))
    return report(record, (NEW,), (OLD,), Publication(title="P"), NL)


def test_axe_and_the_nu_checker_find_nothing(axe: Axe, nu: Nu) -> None:
    assert (axe(_page(), opened=True), axe(_page(), width=360), nu(_page())) == ([], [], [])


def test_an_earlier_release_that_cannot_be_read_stops_no_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "available", lambda: False)
    night = Night(tmp_path)
    night.put("x.html", page("1.2 X"))
    night.run()
    (entry,) = (night.layout.current.resolve() / "intern").rglob("entry.json")
    entry.unlink()
    entry.write_bytes(b'{"older": 1}')
    night.put("x.html", page("1.2 X", "Anders."))
    assert night.run().verdict == "published"
    assert NL("report.no-comparison") in night.files("intern")["report.html"].decode()


def test_a_failed_document_has_its_reason_and_what_to_do() -> None:
    failed = DocumentRecord("b.docx", "failed", reason="empty")
    text = _page().decode()
    assert "1 van 2 gepubliceerd, 1 mislukt, 0 waarschuwingen" in text
    assert "Actie gewijzigd: 1.1 Blijft (was loopt; is klaar)" in text
    for said in (NL.sentence(failed.error()), NL.place(FLAW.place), NL.advice(FLAW)):
        assert said in text
    assert text.index("Actie nodig") < text.index("Alle documenten")
