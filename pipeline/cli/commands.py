"""What `begroting` can be asked: its commands and options, in words of the labels."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Final, TypeVar

import click
from msgspec.structs import replace

from pipeline import canonical, labels, profiles, storage
from pipeline.cli.batch import BATCH_COMMANDS
from pipeline.cli.options import DEFAULT_OUTPUT, load_theme, output_option, profile_option, quiet_option, theme_option
from pipeline.cli.profiles import load_profile, profile_commands
from pipeline.cli.run import Task, run_jobs
from pipeline.cli.terminal import tell
from pipeline.cli.words import DutchCommand, DutchGroup, Misuse
from pipeline.conversion import DEFAULT_FORMATS, XML, Conversion, convert, ingest_document, make
from pipeline.emit import EMITTERS
from pipeline.errors import DocumentError, NoInput, UnsupportedFormat
from pipeline.ingest import EXTENSIONS
from pipeline.limits import Limits

LABELS: Final = labels.load("nl")

_FORMATS: Final = (*EMITTERS, XML)
# Those of `findings.FORMATS`, which is loaded for one command alone.
FINDING_FORMATS: Final = ("text", "json", "sarif")
_Function = TypeVar("_Function", bound=Callable[..., object])

_sources = click.argument("sources", metavar="SOURCE…", nargs=-1, required=True, type=click.Path(path_type=Path))


def _to(default: Sequence[str]) -> Callable[[_Function], _Function]:
    text = LABELS("cli.option-to", known=",".join(_FORMATS), default=",".join(default))
    return click.option("--to", "-t", metavar="LIST", default=",".join(default), help=text)


@click.group(cls=DutchGroup, help=LABELS("cli.help"))
@click.version_option(
    version("begroting"), prog_name="begroting", message="%(prog)s %(version)s", help=LABELS("cli.version-help")
)
def commands() -> None:
    """Hold the commands."""


@commands.command("convert", cls=DutchCommand, help=LABELS("cli.convert-help"))
@_sources
@_to(DEFAULT_FORMATS)
@profile_option
@output_option
@theme_option
@quiet_option
def convert_command(sources: tuple[Path, ...], to: str, profile: str, output: Path, theme: str, quiet: bool) -> int:
    """Read documents and make their outputs."""
    wanted = _wanted(to)
    known = load_profile(profile)
    style = load_theme(theme)
    published = storage.publications(sources)

    def task(data: bytes, job: storage.Job) -> Conversion:
        return convert(
            data,
            storage.shown(job.source.name),
            to=wanted,
            profile=known,
            theme=style,
            resources=storage.resources_beside(job.source, known.limits.media_part_bytes),
            publication=published(job.source),
        )

    return _run(sources, output, EXTENSIONS, wanted, Task(task, known.limits.source_bytes), quiet=quiet)


@commands.command("ingest", cls=DutchCommand, help=LABELS("cli.ingest-help"))
@_sources
@profile_option
@output_option
@quiet_option
def ingest_command(sources: tuple[Path, ...], profile: str, output: Path, quiet: bool) -> int:
    """Read documents and write the model."""
    known = load_profile(profile)

    def task(data: bytes, job: storage.Job) -> Conversion:
        resources = storage.resources_beside(job.source, known.limits.media_part_bytes)
        document = ingest_document(data, storage.shown(job.source.name), profile=known, resources=resources)
        return Conversion(document, {XML: canonical.dumps(document)}, document.diagnostics)

    return _run(sources, output, EXTENSIONS, (XML,), Task(task, known.limits.source_bytes), quiet=quiet)


@commands.command("export", cls=DutchCommand, help=LABELS("cli.export-help"))
@_sources
@_to(("html", "pdf", "json"))
@output_option
@theme_option
@click.option("--keep-empty", is_flag=True, help=LABELS("cli.option-keep-empty"))
@quiet_option
def export_command(
    sources: tuple[Path, ...],
    to: str,
    output: Path,
    theme: str,
    keep_empty: bool,
    quiet: bool,
) -> int:
    """Make outputs of the model."""
    wanted = _wanted(to)
    style = load_theme(theme)
    published = storage.publications(sources)

    def task(data: bytes, job: storage.Job) -> Conversion:
        document = canonical.loads(data)
        made = make(document, wanted, keep_empty=keep_empty, theme=style, publication=published(job.source))
        # What was found while reading was told then.
        new = tuple(found for found in made.diagnostics if found not in document.diagnostics)
        return replace(made, diagnostics=new)

    return _run(sources, output, (".xml",), wanted, Task(task, Limits().source_bytes), quiet=quiet)


@commands.command("registers", cls=DutchCommand, help=LABELS("cli.registers-help"))
@_sources
@profile_option
@output_option
@quiet_option
def registers_command(sources: tuple[Path, ...], profile: str, output: Path, quiet: bool) -> int:
    """Read documents and write the registers of their actions and amounts."""
    from pipeline.cli.registers import make_registers  # noqa: PLC0415 - the workbooks are for this command alone

    return make_registers(sources, output, load_profile(profile), LABELS, quiet=quiet)


@commands.command("site", cls=DutchCommand, help=LABELS("cli.site-help"))
@click.argument("source", metavar="DIR", type=click.Path(path_type=Path))
@profile_option
@output_option
@theme_option
@quiet_option
def site_command(source: Path, profile: str, output: Path, theme: str, quiet: bool) -> int:
    """Make one site of all documents of a folder."""
    from pipeline.cli.site import make_site  # noqa: PLC0415 - the site is loaded for this command alone

    if not storage.is_folder(source):
        raise NoInput("site-no-folder", name=source)
    return make_site(source, output, load_profile(profile), load_theme(theme), LABELS, quiet=quiet)


@commands.command("check", cls=DutchCommand, help=LABELS("cli.check-help"))
@click.argument("sources", metavar="SOURCE…", nargs=-1, type=click.Path(path_type=Path))
@profile_option
@click.option(
    "--format",
    "-f",
    "form",
    metavar="FORM",
    default="text",
    help=LABELS("cli.option-format", known=", ".join(FINDING_FORMATS)),
)
@click.option(
    "--annotate",
    metavar="[MAP]",
    is_flag=False,
    flag_value=DEFAULT_OUTPUT,
    type=click.Path(path_type=Path),
    help=LABELS("cli.option-annotate"),
)
@quiet_option
def check_command(sources: tuple[Path, ...], profile: str, form: str, annotate: Path | None, quiet: bool) -> int:
    """Tell what an editor wants to know."""
    from pipeline.cli.check import run_checks  # noqa: PLC0415 - the writer of comments is for this command alone

    if form not in FINDING_FORMATS:
        raise Misuse(LABELS("cli.format-of-findings", name=form, known=", ".join(FINDING_FORMATS)))
    if annotate is not None and (not sources or annotate.suffix.lower() in EXTENSIONS):
        # `check --annotate a.docx`: what stands behind the option is no folder.
        sources, annotate = (annotate, *sources), Path(DEFAULT_OUTPUT)
    if not sources:
        raise Misuse(LABELS("cli.missing-argument", name="SOURCE…"))
    return run_checks(sources, annotate, load_profile(profile), form, LABELS, quiet=quiet)


@commands.command("validate", cls=DutchCommand, help=LABELS("cli.validate-help"))
@_sources
def validate_command(sources: tuple[Path, ...]) -> int:
    """Check XML and JSON against their schemas."""
    from pipeline.validate import validate  # noqa: PLC0415 - the schemas are loaded for this command alone

    for source in sources:
        storage.is_folder(source)  # raises NoInput where there is none, before the first is checked
    failed = False
    for source in sources:
        try:
            problems = validate(storage.read(source, Limits().source_bytes), source.name)
        except DocumentError as error:
            problems = (error,)
        failed = failed or bool(problems)
        for problem in problems:
            tell(f"{source}: {LABELS.sentence(problem)}", err=True)
        if not problems:
            tell(LABELS("cli.valid", name=source))
    return int(failed)


@commands.command("formats", cls=DutchCommand, help=LABELS("cli.formats-help"))
def formats_command() -> int:
    """Show what can be read and made."""
    click.echo(LABELS("cli.reads") + ":")
    for extension, name in EXTENSIONS.items():
        click.echo(f"  {extension:<9} {LABELS(f'cli.reads-{name}')}")
    click.echo(LABELS("cli.makes") + ":")
    for name in _FORMATS:
        click.echo(f"  {name:<9} {LABELS(f'cli.makes-{name}')}")
    return 0


@commands.command("profiles", cls=DutchCommand, help=LABELS("cli.profiles-help"))
def profiles_command() -> int:
    """Show the profiles."""
    known = profiles.names()
    width = max(map(len, known))
    for name in known:
        click.echo(f"{name:<{width}}  {profiles.load(name).title}")
    return 0


@commands.command("doctor", cls=DutchCommand, help=LABELS("doctor.help"))
def doctor_command() -> int:
    """Say what is here and what is active."""
    from pipeline.cli.doctor import doctor  # noqa: PLC0415 - the engine is loaded for this command alone

    return doctor()


commands.add_command(profile_commands)
for _command in BATCH_COMMANDS:
    commands.add_command(_command)


# --------------------------------------------------------------------------- what options mean


def _run(
    sources: tuple[Path, ...],
    output: Path,
    extensions: Iterable[str],
    wanted: tuple[str, ...],
    task: Task,
    *,
    quiet: bool,
) -> int:
    jobs = storage.plan(sources, output, extensions, map(extension_of, wanted))
    storage.check_writable(output)
    return run_jobs(jobs, task, {name: extension_of(name) for name in wanted}, output, LABELS, quiet=quiet)


def extension_of(name: str) -> str:
    """The extension of the files of a format."""
    return ".xml" if name == XML else EMITTERS[name].extension


def _wanted(to: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(part.strip().lower() for part in to.split(",") if part.strip()))
    for name in names:
        if name not in _FORMATS:
            raise Misuse(LABELS.sentence(UnsupportedFormat("format-unknown", name=name, known=", ".join(_FORMATS))))
    if not names:
        raise Misuse(LABELS("cli.no-format"))
    return names
