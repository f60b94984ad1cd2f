"""A run: what there is, what must be made, what is kept, and a release of it; and what came of it, whatever came of it.

    discover → plan → engine → store → site → check → publish → ledger

Nobody sees anything of a run before the last step of publishing, which moves one link. A run that ends before it, in
whatever way, has changed nothing that is shown.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

import msgspec
from msgspec.structs import replace

from pipeline import storage
from pipeline.batch import clock, files, health, keys, ledger, release
from pipeline.batch.discover import GONE_SHARE, SETTLE_SECONDS, Found, Seen, discover, remembered, vanished
from pipeline.batch.engine import Caps, Engine, Setup
from pipeline.batch.layout import INTERN, Layout
from pipeline.batch.lock import locked
from pipeline.batch.outcomes import Documents
from pipeline.batch.plan import Planned, ingredients, named, plan, sound
from pipeline.batch.record import DocumentRecord, RunRecord, counted
from pipeline.batch.release import Manifest, Staging
from pipeline.batch.store import Store
from pipeline.emit.theme import Theme
from pipeline.errors import NoInput, PipelineError, ReleaseError
from pipeline.labels import Labels
from pipeline.profile import Profile
from pipeline.publication import Publication

INTERRUPTED = 130  # 128 + SIGINT, as shells have it
RUN_FILE = f"{INTERN}/run.json"
REPORT_FILE = f"{INTERN}/report.html"


class Request(msgspec.Struct, frozen=True):
    """What is asked of a run.

    `load` gives the profile and the house style; what it raises is told of the run. `keep` is how many releases stay.
    `force` makes every document anew. `gone` is the share (0 to 1) of the documents of the last release that may be
    gone. A file that was changed less than `settle` seconds ago is not looked into. `wait` is how long to wait for
    another run, in seconds; below zero without end.
    """

    source: Path
    output: Path
    load: Callable[[], tuple[Profile, Theme]]
    labels: Labels
    formats: tuple[str, ...]
    keep: int = release.KEEP
    force: bool = False
    gone: float = GONE_SHARE
    settle: float = SETTLE_SECONDS
    wait: float = 0.0
    caps: Caps = Caps()


class Watch(Protocol):
    """How a run tells whoever looks on what happens."""

    def begin(self, count: int) -> None:
        """So many documents are to be made."""

    def done(self, record: DocumentRecord) -> None:
        """One was made, or failed."""

    def building(self) -> None:
        """All are done, and a release is being built."""


class Unwatched:
    """Nobody looks on."""

    def begin(self, count: int) -> None:
        """Tell nobody."""

    def done(self, record: DocumentRecord) -> None:
        """Tell nobody."""

    def building(self) -> None:
        """Tell nobody."""


def run(request: Request, engine: Callable[[Setup], Engine], watch: Watch | None = None) -> RunRecord:
    """Do a run, and say what came of it. Its exit code: 0 all well, 1 where documents failed.

    Raises LockedError where another run is busy, and any other PipelineError for what stopped it; the ledger and
    `runs/<id>.json` then say so too. So they do after an interruption, which is raised on.
    """
    layout = Layout(request.output)
    with locked(layout.lock, request.wait), ledger.opened(layout.ledger) as book:
        release.tidy(layout, book.unfinished())
        work = _Run(request, layout, book, watch or Unwatched())
        book.begin(work.id, work.started)
        with work.recorded():
            work.do(engine)
    return work.record


class _Run:
    """A run under way; `record` is what can be said of it now."""

    def __init__(self, request: Request, layout: Layout, book: ledger.Ledger, watch: Watch) -> None:
        moment = clock.now()
        self.request = request
        self.layout = layout
        self.book = book
        self.watch = watch
        self.id = release.next_id(layout, clock.stamp(moment), book.last())
        self.started = clock.written(moment)
        self.day = moment.date().isoformat()
        self.before = release.current(layout)
        self.store = Store(layout.store)
        self.source = request.source.absolute()
        self.clock = time.perf_counter()
        here = self.before.id if self.before else ""
        self.record = RunRecord(
            id=self.id,
            started=self.started,
            verdict="stopped",
            source=storage.shown(request.source),
            release=here,
            previous=here,
        )
        self.documents: Documents | None = None

    @contextmanager
    def recorded(self) -> Iterator[None]:
        """Take down how it ended, whatever ends it."""
        try:
            yield
        except PipelineError as error:
            self._end("stopped", error.exit_code, error)
            raise
        except KeyboardInterrupt:
            self._end("interrupted", INTERRUPTED)
            raise
        except BaseException as error:
            self._end(
                "stopped", 2, PipelineError("run-internal", detail=storage.shown(f"{type(error).__name__}: {error}"))
            )
            raise
        self._take_down()

    def _end(self, verdict: str, code: int, error: PipelineError | None = None) -> None:
        """Take down a run that did not come to its end, as far as that can be done: what ended it is raised on."""
        documents = self.documents.records() if self.documents else ()
        here = release.current(self.layout)
        values = {"reason": error.reason, "values": error.values} if error else {}
        self.record = replace(
            self.record,
            verdict=verdict,
            exit_code=code,
            release=here.id if here else "",
            documents=documents,
            counts=counted(documents),
            **values,
        )
        release.tidy(self.layout)
        with suppress(PipelineError, OSError):
            self._take_down()

    def _take_down(self) -> None:
        seconds = round(time.perf_counter() - self.clock, 3)
        self.record = replace(self.record, ended=clock.written(clock.now()), seconds=seconds)
        with files.telling(self.layout.runs):
            files.replace_whole(self.layout.runs / f"{self.id}.json", encoded(self.record))
            for old in sorted(self.layout.runs.glob("*.json"))[: -ledger.RUNS_KEPT]:
                old.unlink()
        self.book.end(self.record)
        with files.telling(self.layout.metrics):
            files.replace_whole(self.layout.metrics, health.measured(self.record, self.book.runs(ledger.RUNS_KEPT)))

    def do(self, engine: Callable[[Setup], Engine]) -> None:
        """Do all of it. Raises PipelineError."""
        profile, theme = self.request.load()
        storage.check_writable(self.layout.root)
        published = storage.publications((self.source,))
        publication = published(self.source / "-") or Publication(title=storage.shown(self.source.name))
        found = self._discover()
        gone = vanished(list(self.before.manifest.by_name()) if self.before else [], found, self.request.gone)
        recipe = keys.recipe(profile, theme, self.request.formats)
        self.record = replace(
            self.record,
            profile=profile.name,
            theme=theme.name,
            program=keys.program(),
            versions=dict(recipe.versions),
        )
        planned = plan(found, self.store, recipe, published, force=self.request.force)
        self.documents = Documents(self.store, self.before, named(found, self.before), self.day, profile)

        def decided() -> str:
            return ingredients(self.documents_now.published(), recipe, theme, publication)

        self._settle(planned, found, gone)
        if self.request.force or any(each.is_wanted for each in planned) or not self._is_current(decided()):
            planned = sound(planned, self.store)
            self._settle(planned, found, gone)
            self._make([each for each in planned if each.is_wanted], engine, profile, theme)
            made_of = decided()
            if self.request.force or not self._is_current(made_of):
                self._release(made_of, publication, theme)
        self._conclude()

    @property
    def documents_now(self) -> Documents:
        """The documents, once they are known."""
        if self.documents is None:
            raise RuntimeError("before the documents are known")
        return self.documents

    def _discover(self) -> Found:
        known = self._known()
        found = discover(self.source, self.layout.root, known, clock.seconds(), self.request.settle)
        now = dict(remembered(found))
        if now != known:
            with files.telling(self.layout.store):
                files.replace_whole(self._seen, msgspec.json.encode(now))
        return found

    @property
    def _seen(self) -> Path:
        return self.layout.store / "seen.json"

    def _known(self) -> dict[str, Seen]:
        with suppress(OSError, msgspec.MsgspecError):
            return msgspec.json.decode(self._seen.read_bytes(), type=dict[str, Seen])
        return {}

    def _settle(self, planned: list[Planned], found: Found, gone: tuple[str, ...]) -> None:
        """Say of each document that is not made what becomes of it."""
        documents = self.documents_now
        for each in planned:
            if each.result is not None:
                documents.kept(each, each.result)
            elif each.document.busy:
                documents.skipped(each)
        for refused in found.refused:
            documents.refused(refused)
        for name in gone:
            documents.vanished(name)

    def _is_current(self, made_of: str) -> bool:
        """Whether the release that counts is made of the same, and all there."""
        return self.before is not None and self.before.manifest.ingredients == made_of and self.before.is_whole()

    def _make(self, wanted: list[Planned], engine: Callable[[Setup], Engine], profile: Profile, theme: Theme) -> None:
        """Have documents made, and keep what comes of them."""
        self.watch.begin(len(wanted))
        if not wanted:
            return
        work = self.layout.work.absolute()
        with files.telling(work):
            work.mkdir(parents=True, exist_ok=True)
        setup = Setup(str(self.source), str(work), {profile.name: profile}, theme)
        by_base = {each.base: each for each in wanted}
        tasks = (self.documents_now.task(each, self.request.formats) for each in wanted)
        outcomes = engine(setup).run(tasks, self.request.caps)
        try:
            for outcome in outcomes:
                record = self.documents_now.made(by_base[outcome.key], outcome, work / outcome.key)
                self.book.documents(self.id, (record,))
                self.watch.done(record)
        finally:
            # An engine whose iterator is closed leaves no process behind.
            if (close := getattr(outcomes, "close", None)) is not None:
                close()

    def _release(self, made_of: str, publication: Publication, theme: Theme) -> None:
        """Build a release, check it, and show it."""
        # The site is loaded for a run that builds one.
        from pipeline.batch.check import problems  # noqa: PLC0415
        from pipeline.batch.contents import beside_pages, entries_before, fill  # noqa: PLC0415
        from pipeline.batch.report import report  # noqa: PLC0415

        self.watch.building()
        shown = self.documents_now.shown()
        if not shown:
            raise NoInput("nothing-published", count=len(self.documents_now.records()))
        staging = Staging(self.layout, self.id, self.before)
        staging.open()
        beside = beside_pages(self.request.formats)
        entries = fill(staging, shown, self.store, publication, theme, self.request.labels, self.before, beside)
        wrong = tuple(problems(staging.folder, staging.files, entries, beside, publication.base_url))
        self.record = replace(self.record, problems=wrong)
        if wrong:
            first = wrong[0]
            raise ReleaseError("release-wrong", count=len(wrong), path=first.path, what=first.what)
        documents = self.documents_now.records()
        self.record = replace(
            self.record,
            verdict="published",
            release=self.id,
            documents=documents,
            counts=counted(documents),
            exit_code=self._code(documents),
        )
        old = entries_before(self.before)
        staging.write(REPORT_FILE, report(self.record, entries, old, publication, self.request.labels))
        staging.write(RUN_FILE, encoded(self.record))
        manifest = Manifest(
            self.id, self.started, made_of, tuple(each.document for each in shown), dict(sorted(staging.files.items()))
        )
        staging.publish(manifest)

    def _conclude(self) -> None:
        """Say what came of it, and remove what is not needed any more."""
        documents = self.documents_now.records()
        self.record = replace(
            self.record,
            verdict="published" if self.record.release == self.id else "unchanged",
            documents=documents,
            counts=counted(documents),
            exit_code=self._code(documents),
        )
        release.prune(self.layout, self.request.keep)
        if self.record.verdict == "published":
            kept = [document for each in release.every(self.layout) for document in each.manifest.documents]
            self.store.keep_only({each.key for each in kept}, {each.base for each in kept})
            self.record = replace(self.record, disk_bytes=files.used_bytes(self.layout.root))
        release.tidy(self.layout)
        self.record = replace(self.record, releases=len(release.names(self.layout)))

    @staticmethod
    def _code(documents: tuple[DocumentRecord, ...]) -> int:
        return int(any(document.status == "failed" for document in documents))


def encoded(record: RunRecord) -> bytes:
    """A run as `run.json` has it."""
    return msgspec.json.format(msgspec.json.encode(record), indent=1) + b"\n"
