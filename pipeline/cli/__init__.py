"""The command `begroting`."""

from __future__ import annotations

import os
import sys

import click

from pipeline.cli.commands import LABELS, commands
from pipeline.errors import PipelineError

INTERRUPTED = 130  # 128 + SIGINT, as shells have it


def main() -> None:
    """Run the command, and end with its exit code. Users never see a traceback, unless BEGROTING_DEBUG is set."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """The exit code of the command with these arguments: 0 all well, 1 some documents failed, 2 could not start."""
    try:
        return int(commands.main(arguments, prog_name="begroting", standalone_mode=False) or 0)
    except PipelineError as error:
        _say(LABELS("cli.stopped", sentence=LABELS.sentence(error)))
        return error.exit_code
    except click.UsageError as error:
        _say(_usage_sentence(error))
        return 2
    except (click.Abort, KeyboardInterrupt):
        _say(LABELS("cli.interrupted"))
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone (`| head`); Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        if os.environ.get("BEGROTING_DEBUG"):
            raise
        _say(LABELS("cli.stopped", sentence=LABELS("cli.internal", detail=f"{type(error).__name__}: {error}")))
        return 2


def _say(sentence: str) -> None:
    click.echo(sentence, err=True)


def _usage_sentence(error: click.UsageError) -> str:
    """A mistake in the command line, in the user's language where it is one of the usual ones."""
    match error:
        case click.exceptions.NoArgsIsHelpError():
            return error.format_message()
        case click.NoSuchOption():
            near = ", ".join(error.possibilities or ())
            sentence = LABELS("cli.no-such-option", name=error.option_name)
            if near:
                sentence += " " + LABELS("cli.did-you-mean", name=near)
        case click.MissingParameter():
            sentence = LABELS(
                "cli.missing-argument", name=error.param.make_metavar(error.ctx) if error.param and error.ctx else ""
            )
        case _:
            sentence = error.format_message()
    path = error.ctx.command_path if error.ctx else "begroting"
    return f"{sentence} {LABELS('cli.see-help', command=path)}"
