"""The command's help and its usage errors in the words of the labels: click's own are English."""

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


class Misuse(click.UsageError):
    """A mistake in the command line, its sentence in the language of the labels."""


def usage_sentence(error: click.UsageError) -> str:
    """A mistake in the command line, in one sentence, and where to read more."""
    path = error.ctx.command_path if error.ctx else "begroting"
    return f"{_sentence(error)} {LABELS('cli.see-help', command=path)}"


def _sentence(error: click.UsageError) -> str:
    match error:
        case Misuse():
            return error.message
        case click.NoSuchOption():
            sentence = LABELS("cli.no-such-option", name=error.option_name)
            near = ", ".join(error.possibilities or ())
            return f"{sentence} {LABELS('cli.did-you-mean', name=near)}" if near else sentence
        case click.BadOptionUsage():
            return LABELS(f"cli.option-{'alone' if _is_flag(error) else 'wants-value'}", name=error.option_name)
        case click.MissingParameter():
            return LABELS("cli.missing-argument", name=_name(error))
        case click.BadParameter():
            return LABELS("cli.bad-value", name=_name(error))
    return LABELS("cli.not-understood")


def _is_flag(error: click.BadOptionUsage) -> bool:
    parameters = error.ctx.command.get_params(error.ctx) if error.ctx else []
    return any(
        isinstance(parameter, click.Option) and parameter.is_flag and error.option_name in parameter.opts
        for parameter in parameters
    )


def _name(error: click.BadParameter) -> str:
    if error.param is None or error.ctx is None:
        return "?"
    return error.param.opts[0] if isinstance(error.param, click.Option) else error.param.make_metavar(error.ctx)


class DutchCommand(click.Command):
    """A command whose help is in the language of the labels."""

    context_class = _Context
    allow_extra_args = True  # refused below, in the language of the labels

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        settings.setdefault("options_metavar", LABELS("cli.options-metavar"))
        super().__init__(*arguments, **settings)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the arguments apart. Raises UsageError where there are more than the command takes."""
        try:
            extra = super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx  # click's parser does not say which command it was
            raise
        if extra and not isinstance(self, click.Group):
            raise Misuse(LABELS("cli.extra-arguments", names=" ".join(extra)), ctx)
        return extra

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
            raise Misuse(LABELS("cli.no-such-command", name=args[0]), ctx)
        return super().resolve_command(ctx, args)
