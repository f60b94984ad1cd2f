"""The command's help in the words of the labels: click's own headings are English."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import click

from pipeline import labels

LABELS: Final = labels.load("nl")

_HEADINGS: Final = {"Options": "cli.heading-options", "Commands": "cli.heading-commands"}


class _Formatter(click.HelpFormatter):
    """Headings in the language of the labels."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or LABELS("cli.heading-usage") + " ")

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        with super().section(LABELS(_HEADINGS[name]) if name in _HEADINGS else name):
            yield


class _Context(click.Context):
    formatter_class = _Formatter


class DutchCommand(click.Command):
    """A command whose help is in the language of the labels."""

    context_class = _Context

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        settings.setdefault("options_metavar", LABELS("cli.options-metavar"))
        super().__init__(*arguments, **settings)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option that shows the help, itself explained in the language of the labels."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = LABELS("cli.help-help")
        return option


class DutchGroup(DutchCommand, click.Group):
    """A group of commands whose help is in the language of the labels."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, subcommand_metavar=LABELS("cli.command-metavar"), **settings)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first argument names. Raises UsageError where there is none."""
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            raise click.UsageError(LABELS("cli.no-such-command", name=args[0]), ctx)
        return super().resolve_command(ctx, args)
