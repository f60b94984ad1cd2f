"""Whether the nights go well is told by the ledger and a moment; a run in figures is what Prometheus reads."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipeline.batch.health import EXIT_CODES, judge, metrics, success
from pipeline.batch.ledger import RunRow
from pipeline.batch.record import Counts, RunRecord, Verdict
from tests.batch.nights import Night, page

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
DAY = timedelta(hours=26)


def row(ended: str, verdict: Verdict = "published", exit_code: int = 0) -> RunRow:
    return RunRow(ended, ended, ended, verdict, exit_code, "", "", 1.0, Counts(), 0)


def test_a_night_is_fine_until_it_is_older_than_it_may_be() -> None:
    rows = [row("2026-11-23T06:00:00Z")]
    assert judge(rows, NOW, DAY).health == "fine"
    assert judge(rows, NOW + timedelta(seconds=1), DAY).health == "old"
    assert judge([], NOW, DAY).health == "none"
    assert EXIT_CODES == {"fine": 0, "failed": 1, "old": 2, "none": 2}


def test_what_was_stopped_failed_and_does_not_hide_how_old_the_last_whole_run_is() -> None:
    good = row("2026-11-24T03:00:00Z")
    stopped = row("2026-11-24T04:00:00Z", "stopped", 2)
    assert judge([stopped, good], NOW, DAY).health == "failed"
    assert judge([row("2026-11-24T04:00:00Z", exit_code=1), good], NOW, DAY).health == "failed"
    assert judge([stopped, row("2026-11-20T03:00:00Z")], NOW, DAY).health == "old"
    assert judge([stopped], NOW, DAY).health == "none"


def test_a_run_that_goes_on_and_one_put_back_by_hand_are_no_nights() -> None:
    good = row("2026-11-24T03:00:00Z")
    assert judge([row("", "running"), row("2026-11-24T07:00:00Z", "rolled-back"), good], NOW, DAY).health == "fine"
    assert success([row("2026-11-24T04:00:00Z", exit_code=1), good]) == "2026-11-24T03:00:00Z"


def test_a_run_in_figures() -> None:
    record = RunRecord(
        id="x", started="1970-01-01T00:00:00Z", ended="1970-01-01T00:01:00Z", seconds=60.0, exit_code=1,
        verdict="published", counts=Counts(documents=3, published=2, failed=1, new=2, warnings=9),
    )  # fmt: skip
    lines = metrics(record, "1970-01-01T00:00:30Z").splitlines()
    assert [line for line in lines if not line.startswith("#")] == [
        "begroting_last_run_timestamp_seconds 60",
        "begroting_last_run_duration_seconds 60.0",
        "begroting_last_run_exit_code 1",
        "begroting_documents_published 2",
        "begroting_documents_stale 0",
        'begroting_documents{status="new"} 2',
        'begroting_documents{status="changed"} 0',
        'begroting_documents{status="remade"} 0',
        'begroting_documents{status="unchanged"} 0',
        'begroting_documents{status="failed"} 1',
        'begroting_documents{status="skipped"} 0',
        'begroting_documents{status="vanished"} 0',
        "begroting_warnings 9",
        "begroting_last_success_timestamp_seconds 30",
    ]
    assert "# TYPE begroting_documents gauge" in lines
    assert "last_success" not in metrics(record, "")


def test_a_run_writes_its_figures_and_keeps_the_last_success_where_documents_fail(tmp_path: Path) -> None:
    night = Night(tmp_path)
    night.put("a.html", page("1 A"))
    night.run()
    first = night.layout.metrics.read_text()
    succeeded = next(line for line in first.splitlines() if line.startswith("begroting_last_success"))
    night.put("b.docx", "geen Word")
    night.run()
    second = night.layout.metrics.read_text()
    assert "begroting_last_run_exit_code 1\n" in second
    assert succeeded in second
    assert list(night.layout.metrics.parent.iterdir()) == [night.layout.metrics]
