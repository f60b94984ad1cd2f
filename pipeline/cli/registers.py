"""`begroting registers`: all actions and amounts of documents in one place, made in one go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from pipeline import labels, opendata, registers, storage
from pipeline.cli.run import Task, run_jobs
from pipeline.cli.terminal import tell
from pipeline.conversion import Conversion, ingest_document, make
from pipeline.entry import Entry, entry
from pipeline.ingest import EXTENSIONS
from pipeline.labels import Labels
from pipeline.opendata import File
from pipeline.profile import Profile
from pipeline.prune import prune


def make_registers(sources: Sequence[Path], output: Path, profile: Profile, said: Labels, *, quiet: bool) -> int:
    """Read documents and write their registers. The exit code: 0 all well, 1 where some documents failed.

    The publication is that of the first source: registers are of one publication.
    """
    first = sources[0]
    publication = storage.publications(sources)(first / "-" if storage.is_folder(first) else first)
    jobs = storage.plan(sources, output, EXTENSIONS, ())
    storage.check_writable(output)
    entries: list[Entry] = []
    named = _names(jobs, output)

    def task(data: bytes, job: storage.Job) -> Conversion:
        resources = storage.resources_beside(job.source, profile.limits.media_part_bytes)
        year = publication.year if publication else None
        name = storage.shown(job.source.name)
        document = ingest_document(data, name, profile=profile, resources=resources, year=year)
        made = make(document, (), keep_empty=not profile.prune, rules=profile.checks, publication=publication)
        shown = prune(document, _unheard) if profile.prune else document
        entries.append(entry(document, shown, made.diagnostics, named[job.target], slug=_slug(job, output)))
        return made

    code = run_jobs(jobs, Task(task, profile.limits.source_bytes), {}, output, said, quiet=quiet)
    spoken = labels.load()
    files = dict(registers.build(publication, entries, spoken))
    told = [File(name, sha256(data).hexdigest(), len(data)) for name, data in files.items()]
    files.update(opendata.build(publication, entries, told, spoken))
    storage.write({output / name: data for name, data in files.items()})
    actions, amounts = (sum(len(getattr(each, key)) for each in entries) for key in ("actions", "amounts"))
    tell(said("cli.registers-made", actions=actions, amounts=amounts, output=output))
    return code


def _slug(job: storage.Job, output: Path) -> str:
    return job.target.relative_to(output).as_posix()


def _names(jobs: Sequence[storage.Job], output: Path) -> dict[Path, str]:
    """What each document is called in the registers: its path below the source folder, whatever folder that is in.

    Files of one name that were given each by itself are told apart as their outputs are.
    """
    paths = {job.target: job.target.relative_to(output).with_name(job.source.name) for job in jobs if not job.refusal}
    counts = Counter(paths.values())
    return {
        target: storage.shown(path.as_posix() if counts[path] == 1 else f"{target.relative_to(output)}{path.suffix}")
        for target, path in paths.items()
    }


def _unheard(_diagnostic: object) -> None:
    """Report to nobody: what was pruned is told once."""
