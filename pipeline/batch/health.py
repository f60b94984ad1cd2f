"""How it stands with the nights: whether the last run was well and not too long ago, and the figures for Prometheus."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final, Literal

import msgspec

from pipeline.batch.ledger import RunRow
from pipeline.batch.record import RunRecord

Health = Literal["fine", "failed", "old", "none"]
EXIT_CODES: Final[dict[Health, int]] = {"fine": 0, "failed": 1, "old": 2, "none": 2}

_COMPLETE: Final = frozenset({"published", "unchanged"})
# Neither is a night that ended: one goes on (or was killed, which the next run takes down), one was done by hand.
_NO_NIGHT: Final = frozenset({"running", "rolled-back"})


class State(msgspec.Struct, frozen=True):
    """How it stands; `last` is the last run that ended, `complete` the last one that came to its end."""

    health: Health
    last: RunRow | None = None
    complete: RunRow | None = None


def judge(rows: Iterable[RunRow], now: datetime, most: timedelta) -> State:
    """How it stands now, by the runs, the newest first.

    `none` where no run ever came to its end, `old` where the last that did ended more than `most` ago; `failed` where
    documents of it failed, or a later run was stopped.
    """
    nights = [row for row in rows if row.verdict not in _NO_NIGHT]
    last = nights[0] if nights else None
    complete = next((row for row in nights if row.verdict in _COMPLETE), None)
    if complete is None:
        return State("none", last)
    if now - datetime.fromisoformat(complete.ended) > most:
        return State("old", last, complete)
    return State("fine" if complete is last and complete.exit_code == 0 else "failed", last, complete)


def measured(record: RunRecord, rows: Iterable[RunRow]) -> bytes:
    """A run as its file for Prometheus, by the runs up to and with it, the newest first."""
    return metrics(record, success(rows)).encode()


def success(rows: Iterable[RunRow]) -> str:
    """When the last run ended in which nothing failed (UTC, ISO 8601); empty where there was none."""
    return next((row.ended for row in rows if row.verdict in _COMPLETE and row.exit_code == 0), "")


def metrics(record: RunRecord, succeeded: str) -> str:
    """A run in the text format of Prometheus; `succeeded` is when the last one ended in which nothing failed.

    Source: Prometheus, "Exposition formats", and "Metric and label naming" (base units at the end of names).
    """
    counts = record.counts
    figures: list[tuple[str, str, list[tuple[str, float]]]] = [
        ("last_run_timestamp_seconds", "When the last run ended.", [("", _seconds(record.ended))]),
        ("last_run_duration_seconds", "How long it took.", [("", record.seconds)]),
        ("last_run_exit_code", "Its exit code.", [("", record.exit_code)]),
        ("documents_published", "Documents that are shown.", [("", counts.published)]),
        ("documents_stale", "Documents that are shown as they were before.", [("", counts.stale)]),
        (
            "documents",
            "Documents by what the run made of them.",
            [(f'{{status="{name}"}}', getattr(counts, name)) for name in _STATUSES],
        ),
        ("warnings", "Warnings about all documents.", [("", counts.warnings)]),
    ]
    if record.disk_bytes:
        figures.append(("disk_bytes", "What the output takes on disk.", [("", record.disk_bytes)]))
    if succeeded:
        help_ = "When the last run ended in which nothing failed."
        figures.append(("last_success_timestamp_seconds", help_, [("", _seconds(succeeded))]))
    return "".join(
        f"# HELP begroting_{name} {text}\n# TYPE begroting_{name} gauge\n"
        + "".join(f"begroting_{name}{labels} {value}\n" for labels, value in values)
        for name, text, values in figures
    )


_STATUSES: Final = ("new", "changed", "remade", "unchanged", "failed", "skipped", "vanished")


def _seconds(moment: str) -> int:
    return int(datetime.fromisoformat(moment).timestamp())
