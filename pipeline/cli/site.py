"""`begroting site`: all documents of a folder as one site, made in one go."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from pipeline import labels, storage
from pipeline.cli.run import Task, run_jobs
from pipeline.cli.terminal import tell
from pipeline.conversion import Conversion, default_setting, ingest_document, make
from pipeline.emit import EMITTERS, pdf
from pipeline.emit.html.fragments import fragments
from pipeline.emit.setting import Setting
from pipeline.emit.theme import Theme
from pipeline.emit.together import Part
from pipeline.entry import Entry, entry
from pipeline.ingest import EXTENSIONS
from pipeline.labels import Labels
from pipeline.profile import Profile
from pipeline.prune import prune
from pipeline.publication import Publication
from pipeline.site import build, search
from pipeline.site.addresses import ONE_PDF
from pipeline.site.names import slugs
from pipeline.site.tree import natural

FORMATS: Final = ("pdf", "json")
"""What stands beside the pages of each document."""


def make_site(source: Path, output: Path, profile: Profile, theme: Theme, said: Labels, *, quiet: bool) -> int:
    """Make the site of a folder's documents. The exit code: 0 all well, 1 where some documents failed."""
    published = storage.publications((source,))
    publication = published(source / "-") or Publication(title=storage.shown(source.resolve().name))
    jobs = storage.plan((source,), output, EXTENSIONS, ())
    storage.check_writable(output)
    named = slugs(job.name for job in jobs)
    placed = [replace(job, target=output / named[job.name] / named[job.name]) for job in jobs]
    entries: list[Entry] = []
    parts: list[Part] = []
    kept: dict[str, Mapping[str | None, str]] = {}

    def task(data: bytes, job: storage.Job) -> Conversion:
        resources = storage.resources_beside(job.source, profile.limits.media_part_bytes)
        name = storage.shown(job.source.name)
        document = ingest_document(data, name, profile=profile, resources=resources, year=publication.year)
        made = make(
            document,
            FORMATS,
            keep_empty=not profile.prune,
            theme=theme,
            rules=profile.checks,
            publication=publication,
            source=data,
        )
        shown = prune(document, _unheard) if profile.prune else document
        slug = named[job.name]
        kept[slug] = fragments(shown, default_setting(document, theme, publication))
        parts.append(Part(job.name, slug, shown))
        entries.append(entry(document, shown, made.diagnostics, job.name, slug))
        return made

    extensions = {name: EMITTERS[name].extension for name in FORMATS}
    code = run_jobs(placed, Task(task, profile.limits.source_bytes), extensions, output, said, quiet=quiet)
    spoken = labels.load()
    one_pdf = len(parts) > 1
    if one_pdf:
        parts.sort(key=lambda part: (publication.place(part.name)[0], natural(part.name)))
        whole = pdf.emit_whole(parts, Setting(labels=spoken, theme=theme, publication=publication))
        storage.write({output / ONE_PDF: whole})
    with_search = search.available()
    files = build(
        publication,
        entries,
        lambda slug, section: kept[slug][section],
        theme,
        spoken,
        formats=tuple(extensions.values()),
        search=with_search,
        one_pdf=one_pdf,
    )
    storage.write({output / path: data for path, data in files})
    if with_search:
        search.index(output)
    tell(said("cli.site-made", path=output / "index.html"))
    return code


def _unheard(_diagnostic: object) -> None:
    """Report to nobody: what was pruned is told once."""
