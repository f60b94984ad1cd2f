"""The command `begroting`."""

from __future__ import annotations

import io
import os
import sys

import click

from pipeline.cli.commands import LABELS, commands
from pipeline.cli.terminal import tell
from pipeline.cli.words import usage_sentence
from pipeline.errors import PipelineError

INTERRUPTED = 130  # 128 + SIGINT, as shells have it


def main() -> None:
    """Run the command, and end with its exit code. Users never see a traceback, unless BEGROTING_DEBUG is set."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that is not UTF-8 shows ? for what it cannot: it is no reason to stop.
            stream.reconfigure(errors="replace")
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """The exit code of the command with these arguments: 0 all well, 1 some documents failed, 2 could not start."""
    try:
        return int(commands.main(arguments, prog_name="begroting", standalone_mode=False) or 0)
    except PipelineError as error:
        tell(LABELS("cli.stopped", sentence=LABELS.sentence(error)), err=True)
        return error.exit_code
    except click.UsageError as error:
        _tell_misuse(error)
        return 2
    except (click.Abort, KeyboardInterrupt):
        tell(LABELS("cli.interrupted"), err=True)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone (`| head`); Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        if os.environ.get("BEGROTING_DEBUG"):
            raise
        sentence = LABELS("cli.internal", detail=f"{type(error).__name__}: {error}")
        tell(LABELS("cli.stopped", sentence=sentence), err=True)
        return 2


def _tell_misuse(error: click.UsageError) -> None:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.format_message(), err=True)  # the help: lines of our own
    else:
        tell(usage_sentence(error), err=True)
