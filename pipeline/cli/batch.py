"""The commands of a publication that is kept up by itself: `run`, `releases`, `rollback`, `history`, `status`."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Final

import click

from pipeline import labels
from pipeline.cli.options import load_theme, output_option, profile_option, quiet_option, theme_option
from pipeline.cli.profiles import load_profile
from pipeline.cli.words import DutchCommand

LABELS: Final = labels.load("nl")

# `--wait` without a number of seconds.
_WITHOUT_END: Final = -1.0
_wait = click.option(
    "--wait",
    metavar="[SECONDS]",
    type=click.FloatRange(min=-1),
    is_flag=False,
    flag_value=_WITHOUT_END,
    default=0.0,
    help=LABELS("run.option-wait"),
)
_most = click.option("--last", metavar="N", type=click.IntRange(min=1), default=30, help=LABELS("run.option-last"))


@click.command("run", cls=DutchCommand, help=LABELS("run.help"))
@click.argument("source", metavar="INPUT", type=click.Path(path_type=Path))
@output_option
@profile_option
@theme_option
@click.option("--force", is_flag=True, help=LABELS("run.option-force"))
@click.option("--workers", metavar="N", type=click.IntRange(min=1), help=LABELS("run.option-workers"))
@click.option("--keep", metavar="N", type=click.IntRange(min=1), default=14, help=LABELS("run.option-keep"))
@click.option("--gone", metavar="PERCENT", type=click.IntRange(0, 100), default=20, help=LABELS("run.option-gone"))
@click.option(
    "--settle", metavar="SECONDS", type=click.FloatRange(min=0), default=10.0, help=LABELS("run.option-settle")
)
@_wait
@click.option("--log", type=click.Choice(["text", "json"]), default="text", help=LABELS("run.option-log"))
@quiet_option
def run_command(
    source: Path,
    output: Path,
    profile: str,
    theme: str,
    force: bool,
    workers: int | None,
    keep: int,
    gone: int,
    settle: float,
    wait: float,
    log: str,
    quiet: bool,
) -> int:
    """Convert what has changed, and publish a release."""
    # Loaded for this command alone, as those below.
    from pipeline.batch.run import Request  # noqa: PLC0415
    from pipeline.cli.night import FORMATS, run_batch  # noqa: PLC0415

    request = Request(
        source=source,
        output=output,
        load=lambda: (load_profile(profile), load_theme(theme)),
        labels=LABELS,
        formats=FORMATS,
        keep=keep,
        force=force,
        gone=gone / 100,
        settle=settle,
        wait=wait,
    )
    return run_batch(request, workers, quiet=quiet, as_json=log == "json")


@click.command("releases", cls=DutchCommand, help=LABELS("run.releases-help"))
@output_option
def releases_command(output: Path) -> int:
    """Show the releases."""
    from pipeline.cli.night import list_releases  # noqa: PLC0415

    return list_releases(output)


@click.command("rollback", cls=DutchCommand, help=LABELS("run.rollback-help"))
@click.argument("release", metavar="[ID]", required=False)
@output_option
@_wait
def rollback_command(release: str | None, output: Path, wait: float) -> int:
    """Let an earlier release count again."""
    from pipeline.cli.night import roll_back  # noqa: PLC0415

    return roll_back(output, release, wait)


@click.command("history", cls=DutchCommand, help=LABELS("run.history-help"))
@click.argument("document", metavar="[DOC]", required=False)
@output_option
@_most
def history_command(document: str | None, output: Path, last: int) -> int:
    """Show what came of runs, or of one document in them."""
    from pipeline.cli.night import tell_history  # noqa: PLC0415

    return tell_history(output, document, last)


def _age(_context: click.Context, _parameter: click.Parameter, text: str) -> timedelta:
    found = re.fullmatch(r"(\d{1,6})([mhd])", text)
    if found is None:
        raise click.BadParameter(LABELS("run.age-wrong", text=text))
    return int(found[1]) * {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}[found[2]]


@click.command("status", cls=DutchCommand, help=LABELS("run.status-help"))
@click.argument("output", metavar="[DIR]", type=click.Path(path_type=Path), default=Path("output"))
@click.option("--max-age", metavar="AGE", default="26h", callback=_age, help=LABELS("run.option-max-age"))
def status_command(output: Path, max_age: timedelta) -> int:
    """Tell whether the last run was well and not too long ago."""
    from pipeline.cli.night import tell_status  # noqa: PLC0415

    return tell_status(output, max_age)


BATCH_COMMANDS: Final = (run_command, releases_command, rollback_command, history_command, status_command)
