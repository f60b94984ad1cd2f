"""`begroting check`: documents looked at one after another, what was found told, and put into copies as comments."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final
from urllib.parse import quote

import click
from msgspec.structs import replace

from pipeline import findings, storage
from pipeline.annotate import annotate
from pipeline.cli.terminal import tell
from pipeline.diagnostics import Diagnostic, Severity
from pipeline.errors import DocumentError, OutputError
from pipeline.findings import Checked
from pipeline.ingest import EXTENSIONS
from pipeline.labels import Labels
from pipeline.profile import Profile
from pipeline.storage import Job

WORD: Final = tuple(extension for extension, name in EXTENSIONS.items() if name == "docx")
"""The extensions of files that can hold comments."""


def run_checks(
    sources: Sequence[Path], folder: Path | None, profile: Profile, form: str, labels: Labels, *, quiet: bool
) -> int:
    """Check each source and tell what was found; `folder` is where annotated copies go. The exit code: 0 or 1.

    Raises NoInput and OutputError where it could not start.
    """
    jobs = storage.plan(sources, folder or Path(os.devnull), EXTENSIONS, WORD if folder else ())
    if folder is not None:
        storage.check_writable(folder)
    checked: list[Checked] = []
    failed = False
    for job in jobs:
        one, data = _check(job, profile, labels)
        if quiet:
            one = replace(one, found=tuple(found for found in one.found if found.severity is not Severity.INFO))
        checked.append(one)
        if folder is not None and data:
            failed = not _annotate(job, data, one, profile, labels) or failed
    # Not `tell`: findings have lines of their own, and each is shown as one where it is made.
    click.echo("\n".join(map(storage.shown, findings.FORMATS[form](checked, labels).split("\n"))))
    return 0 if findings.is_clean(checked) and not failed else 1


def _check(job: Job, profile: Profile, labels: Labels) -> tuple[Checked, bytes]:
    """What was found in a source, and its bytes; none where it cannot be read."""
    uri = quote(Path(os.path.relpath(job.source)).as_posix())
    try:
        if job.refusal is not None:
            raise job.refusal
        data = storage.read(job.source, profile.limits.source_bytes)
    except DocumentError as error:
        return Checked(job.name, uri, failure=labels.sentence(error)), b""
    resources = storage.resources_beside(job.source, profile.limits.media_part_bytes)
    try:
        one = findings.check(data, storage.shown(job.source.name), profile, resources, labels, uri)
    except Exception as error:  # one document's trouble costs no other
        if os.environ.get("BEGROTING_DEBUG"):
            raise
        return Checked(job.name, uri, failure=_internal(error, labels)), b""
    return replace(one, name=job.name), data


def _annotate(job: Job, data: bytes, one: Checked, profile: Profile, labels: Labels) -> bool:
    """Write a copy with comments, and say so on stderr: on stdout stand the findings. Whether it went well."""
    extension = job.source.suffix.lower()
    if extension not in WORD:
        tell(labels("findings.not-annotated", name=job.name), err=True)
        return True
    target = storage.output_path(job, extension)

    def words(found: Diagnostic) -> tuple[str, ...]:
        return tuple(" ".join(storage.shown(text).split()) for text in (labels.what(found), labels.advice(found)))

    try:
        copy = annotate(data, one.found, words, profile.limits, lambda _found: None)
        storage.write({target: copy})
    except (DocumentError, OutputError) as error:
        tell(labels("cli.failed-one", name=job.name, sentence=labels.sentence(error)), err=True)
        return False
    except Exception as error:  # as above
        if os.environ.get("BEGROTING_DEBUG"):
            raise
        tell(labels("cli.failed-one", name=job.name, sentence=_internal(error, labels)), err=True)
        return False
    tell(labels("findings.annotated", name=job.name, file=target, count=len(one.found)), err=True)
    return True


def _internal(error: Exception, labels: Labels) -> str:
    return labels("cli.internal", detail=f"{type(error).__name__}: {error}")
