"""`begroting doctor`: what is here, and what of the protection around documents is active; each is tried, not asked."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import Final

import msgspec

from pipeline import labels, pandoc
from pipeline.batch.engine import Caps
from pipeline.batch.kernel import available_bytes
from pipeline.batch.local import workers_for
from pipeline.batch.trial import trial
from pipeline.cli.terminal import tell
from pipeline.conversion import convert
from pipeline.emit.pdf.glyphs import FONTS
from pipeline.errors import PipelineError

LABELS: Final = labels.load("nl")

# Two workers, their keeper and the run.
_WANTED_BYTES: Final = 1_500_000_000
_PARTS: Final = ("lxml", "python-docx", "beautifulsoup4", "selectolax", "msgspec", "typst", "jinja2")
_PAGE: Final = b"<!doctype html><html lang='nl'><title>Proef</title><h1>1 Proef</h1><p>Proef.</p></html>"


class Finding(msgspec.Struct, frozen=True):
    """Something that was looked at: the labels `doctor.<name>-good` and `-bad` say how it is."""

    name: str
    good: bool
    values: dict[str, str] = {}


def doctor() -> int:
    """Say what is active and what is not. The exit code is 1 where anything is not."""
    tell(LABELS("doctor.versions", begroting=version("begroting"), python=platform.python_version(), system=_system()))
    tell(LABELS("doctor.parts", parts=", ".join(_parts())))
    bad = 0
    for title, findings in (("doctor.protection", protection()), ("doctor.programs", programs())):
        tell("")
        tell(LABELS(title))
        for finding in findings:
            bad += not finding.good
            tell(line(finding))
    tell("")
    tell(LABELS("doctor.some-bad", count=bad) if bad else LABELS("doctor.all-good"))
    return int(bad > 0)


def line(finding: Finding) -> str:
    """A finding in words."""
    how = "good" if finding.good else "bad"
    return f"  {LABELS(f'doctor.{how}')}  {LABELS(f'doctor.{finding.name}-{how}', **finding.values)}"


def _system() -> str:
    return f"{platform.system()} {platform.release()} ({platform.machine()})"


def _parts() -> Iterator[str]:
    for name in _PARTS:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield LABELS("doctor.part-missing", name=name)


def protection() -> Iterator[Finding]:
    """What is active of the protection around a document."""
    tried = trial()
    yield Finding("files", tried.files, {"version": str(tried.landlock)})
    yield Finding("network", tried.network)
    yield Finding("signals", tried.signals, {"version": str(tried.landlock)})
    yield Finding("strays", tried.strays)
    caps, most = Caps(), available_bytes()
    limits = {"each": str(caps.megabytes), "alone": str(caps.alone_megabytes), "count": str(workers_for(caps))}
    yield Finding("memory", most >= _WANTED_BYTES, {**limits, "most": str(most // 1_000_000)})


def programs() -> Iterator[Finding]:
    """What outputs are made with."""
    try:
        convert(_PAGE, "proef.html", to=("pdf",))
        yield Finding("pdf", good=True, values={"fonts": str(len(fonts()))})
    except (PipelineError, OSError, ImportError) as error:
        detail = LABELS.sentence(error) if isinstance(error, PipelineError) else str(error)
        yield Finding("pdf", good=False, values={"detail": detail})
    found = pandoc.version()
    yield Finding("pandoc", found is not None, {"version": found or ""})


def fonts() -> list[str]:
    """The files of the fonts that ship along."""
    return sorted(path.name for path in FONTS.iterdir() if path.suffix in {".ttf", ".otf"})
