"""What becomes of each document of a run: what is told of it, and what the release shows of it.

A document that fails, is being written, or cannot be read loses nothing: what the last release shows of it stays,
and is called stale with its day where its source says something else now.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec.structs import replace

from pipeline.batch import keys
from pipeline.batch.alone import runs_alone
from pipeline.batch.discover import Refused
from pipeline.batch.engine import Outcome, Task
from pipeline.batch.plan import Planned
from pipeline.batch.record import DocumentRecord, Status, severities
from pipeline.batch.release import Published, Release
from pipeline.batch.shown import Shown, kept_in
from pipeline.batch.store import Result, Store
from pipeline.diagnostics import Severity
from pipeline.entry import Entry
from pipeline.errors import DocumentError
from pipeline.profile import Profile


class Documents:
    """The documents of a run. What is said of one last counts."""

    def __init__(
        self, store: Store, before: Release | None, slugs: Mapping[str, str], day: str, profile: Profile
    ) -> None:
        self._store = store
        self._before = before
        self._old = before.manifest.by_name() if before is not None else {}
        self._slugs = slugs
        self._day = day
        self._profile = profile
        self._records: dict[str, DocumentRecord] = {}
        self._shown: dict[str, Shown] = {}

    def records(self) -> tuple[DocumentRecord, ...]:
        """What is told of each, by name."""
        return tuple(self._records[name] for name in sorted(self._records))

    def shown(self) -> tuple[Shown, ...]:
        """What the release shows, by name."""
        return tuple(self._shown[name] for name in sorted(self._shown))

    def published(self) -> Iterator[Published]:
        """The same, as the manifest has it."""
        return (each.document for each in self.shown())

    def task(self, planned: Planned, formats: tuple[str, ...]) -> Task:
        """What an engine is asked to make. Its key is the base: what stands beside is known only afterwards."""
        document = planned.document
        return Task(
            key=planned.base,
            name=document.name,
            sha256=document.seen.sha256,
            size=document.seen.size,
            profile=self._profile.name,
            formats=formats,
            alone=runs_alone(document.path),
            publication=planned.publication,
        )

    def kept(self, planned: Planned, result: Result) -> None:
        """A document is shown by a result that is there."""
        name, old = planned.document.name, self._old.get(planned.document.name)
        if old is not None and old.key == planned.key:
            status: Status = "changed" if old.stale else "unchanged"
            document = replace(old, slug=self._slugs[name], stale=False, made=result.made)
        else:
            from pipeline.batch.contents import entry_of  # noqa: PLC0415 - where nothing changed, nothing is loaded

            status = self._status(planned)
            bare = Published(name, self._slugs[name], "", planned.key, planned.base, "", result.made)
            document = _published(bare, entry_of(self._store.folder(planned.key), bare))
        self._show(planned, status, document, result)

    def made(self, planned: Planned, outcome: Outcome, folder: Path) -> DocumentRecord:
        """Take in what an engine made of a document, in a folder. Raises OutputError where it cannot be kept."""
        from pipeline.batch.check import entry_made  # noqa: PLC0415 - see `kept`

        name = planned.document.name
        if not outcome.made:
            return self._fail(planned, outcome, outcome.error())
        try:
            entry = entry_made(folder, outcome, self._profile)
        except DocumentError as error:
            return self._fail(planned, outcome, error)
        key = keys.key(planned.base, outcome.beside)
        new = Result(key, planned.base, name, self._day, outcome.files)
        result = self._same(new)
        if result is new:
            self._store.put(folder, new)
        self._store.remember(planned.base, tuple(outcome.beside))
        bare = Published(name, self._slugs[name], "", key, planned.base, "", self._day)
        self._show(planned, self._status(planned), _published(bare, entry), result)
        self._records[name] = _measured(self._records[name], outcome)
        return self._records[name]

    def _same(self, result: Result) -> Result:
        """The result that is kept already, where it is the same to the byte: releases share its files."""
        old = self._store.find(result.key)
        return old if old is not None and old.files == result.files and self._store.is_sound(old) else result

    def skipped(self, planned: Planned) -> None:
        """A document is being written; nobody looks into it."""
        document = planned.document
        record = DocumentRecord(document.name, "skipped", sha256=document.seen.sha256, reason=f"busy-{document.busy}")
        self._leave(record, planned.key)

    def refused(self, refused: Refused) -> None:
        """A document or a folder cannot be read; what was shown from below a folder stays."""
        names = [name for name in self._old if name.startswith(f"{refused.name}/")] if refused.is_folder else []
        for name in (refused.name, *names):
            error = refused.error
            self._leave(DocumentRecord(name, "failed", reason=error.reason, values=error.values), "")

    def vanished(self, name: str) -> None:
        """A document is gone, and is not shown any more."""
        self._records[name] = DocumentRecord(name, "vanished", slug=self._old[name].slug, title=self._old[name].title)

    def _status(self, planned: Planned) -> Status:
        old = self._old.get(planned.document.name)
        if old is None:
            return "new"
        return "remade" if old.sha256 == planned.document.seen.sha256 else "changed"

    def _fail(self, planned: Planned, outcome: Outcome, error: DocumentError) -> DocumentRecord:
        counts = severities(outcome.diagnostics)
        record = DocumentRecord(
            planned.document.name,
            "failed",
            sha256=planned.document.seen.sha256,
            key=planned.key,
            reason=error.reason,
            values=error.values,
            errors=counts.get(Severity.ERROR, 0),
            warnings=counts.get(Severity.WARNING, 0),
            infos=counts.get(Severity.INFO, 0),
            diagnostics=outcome.diagnostics,
        )
        return self._leave(_measured(record, outcome), planned.key)

    def _leave(self, record: DocumentRecord, key: str) -> DocumentRecord:
        """What the last release shows of a document stays. `key` is what it would be now, empty where nobody knows."""
        name = record.name
        self._shown.pop(name, None)
        old = self._old.get(name)
        if old is not None and (result := self._still(old)) is not None:
            document = replace(old, slug=self._slugs.get(name, old.slug), stale=old.key != key)
            self._shown[name] = Shown(document, result)
            stale = document.made if document.stale else ""
            record = replace(record, slug=document.slug, title=document.title, published=True, stale=stale)
        self._records[name] = record
        return record

    def _still(self, old: Published) -> Result | None:
        """The result that the last release shows of a document: from the store, else out of the release itself."""
        found = self._store.find(old.key)
        if (found is None or not self._store.is_sound(found)) and self._before is not None:
            found = self._store.restore(kept_in(self._before, old), old.key)
        return found

    def _show(self, planned: Planned, status: Status, document: Published, result: Result) -> None:
        self._shown[document.name] = Shown(document, result)
        self._records[document.name] = DocumentRecord(
            name=document.name,
            status=status,
            slug=document.slug,
            title=document.title,
            published=True,
            sha256=planned.document.seen.sha256,
            key=document.key,
            coverage=document.coverage,
            errors=document.errors,
            warnings=document.warnings,
            infos=document.infos,
        )


def _published(bare: Published, entry: Entry) -> Published:
    """A document of a release, with what its entry says."""
    counts = severities(entry.diagnostics)
    return replace(
        bare,
        title=entry.title,
        sha256=entry.sha256,
        coverage=entry.coverage,
        errors=counts.get(Severity.ERROR, 0),
        warnings=counts.get(Severity.WARNING, 0),
        infos=counts.get(Severity.INFO, 0),
    )


def _measured(record: DocumentRecord, outcome: Outcome) -> DocumentRecord:
    """What is told of a document, with what the engine measured."""
    return replace(record, seconds=outcome.seconds, cpu_seconds=outcome.cpu_seconds, peak_bytes=outcome.peak_bytes)
