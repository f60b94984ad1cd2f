"""Profiles on the command line: found by name or file; proposed, shown and checked."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline import labels, profiles, storage
from pipeline.cli.terminal import tell
from pipeline.cli.words import DutchCommand, DutchGroup
from pipeline.errors import DocumentError, ProfileError
from pipeline.ingest import EXTENSIONS
from pipeline.profile import Profile

_LABELS = labels.load("nl")


def load_profile(name: str) -> Profile:
    """The profile of this name, or the one in this file; what it extends ships along, or stands beside it.

    Raises ProfileError.
    """
    path = Path(name)
    if path.suffix.lower() != profiles.SUFFIX:
        return profiles.load(name)

    def find(other: str) -> str | None:
        shipped = profiles.shipped(other)
        beside = path.parent / profiles.file_name(other)
        return _toml(beside) if shipped is None and beside.exists() else shipped

    return profiles.parse(_toml(path), storage.shown(path.name), find)


def _toml(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ProfileError("profile-file", name=path, errno=storage.cause(error)) from error
    except UnicodeDecodeError as error:
        raise ProfileError("profile-encoding", name=path) from error


@click.group("profile", cls=DutchGroup, help=_LABELS("cli.profile-help"))
def profile_commands() -> None:
    """Hold the commands about profiles."""


@profile_commands.command("new", cls=DutchCommand, help=_LABELS("cli.profile-new-help"))
@click.argument("name", metavar="NAME")
@click.option(
    "--from",
    "sources",
    metavar="DOC…",
    required=True,
    multiple=True,
    type=click.Path(path_type=Path),
    help=_LABELS("cli.option-from"),
)
@click.argument("more", metavar="", nargs=-1, type=click.Path(path_type=Path))
@click.option("--profile", "-p", "base", metavar="NAME", default="nl", help=_LABELS("cli.option-base"))
@click.option(
    "--output", "-o", metavar="FILE", type=click.Path(path_type=Path), help=_LABELS("cli.option-profile-output")
)
def new_command(name: str, sources: tuple[Path, ...], more: tuple[Path, ...], base: str, output: Path | None) -> int:
    """Propose a profile from documents."""
    from pipeline import proposal  # noqa: PLC0415 - the readers are loaded for this command alone

    known = profiles.load(base)
    stem = name.removesuffix(profiles.SUFFIX)
    target = output or Path(profiles.file_name(name))
    if target.exists():
        raise ProfileError("profile-exists", name=target)
    found: list[proposal.Surveyed] = []
    failed = 0
    for job in storage.plan((*sources, *more), target, EXTENSIONS, ()):
        try:
            if job.refusal is not None:
                raise job.refusal
            data = storage.read(job.source, known.limits.source_bytes)
            resources = storage.resources_beside(job.source, known.limits.media_part_bytes)
            found.append(proposal.read(data, storage.shown(job.source.name), known, resources))
        except DocumentError as error:
            failed += 1
            tell(_LABELS("cli.failed-one", name=job.name, sentence=_LABELS.sentence(error)), err=True)
    if not found:
        return 1
    findings = proposal.survey(found, known)
    storage.write({target: proposal.write(Path(stem).name, findings, known, _LABELS).encode()})
    count = proposal.count(findings)
    told = "cli.profile-made" if count else "cli.profile-nothing"
    tell(_LABELS(told, output=target, count=count, documents=len(found), base=base))
    return int(bool(failed))


@profile_commands.command("show", cls=DutchCommand, help=_LABELS("cli.profile-show-help"))
@click.argument("name", metavar="NAME")
def show_command(name: str) -> int:
    """Show all that a profile knows."""
    from pipeline.profiles import toml  # noqa: PLC0415 - for this command alone

    click.echo(toml.dumps(load_profile(name)), nl=False)
    return 0


@profile_commands.command("check", cls=DutchCommand, help=_LABELS("cli.profile-check-help"))
@click.argument("names", metavar="FILE…", nargs=-1, required=True)
def check_command(names: tuple[str, ...]) -> int:
    """Check profiles."""
    failed = False
    for name in names:
        try:
            load_profile(name)
        except ProfileError as error:
            failed = True
            tell(f"{name}: {_LABELS.sentence(error)}", err=True)
        else:
            tell(_LABELS("cli.valid", name=name))
    return int(failed)
