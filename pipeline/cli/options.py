"""Options that several commands have, and what they mean."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from pipeline import labels, storage
from pipeline.emit import theme as themes
from pipeline.errors import ThemeError

LABELS: Final = labels.load("nl")

DEFAULT_OUTPUT: Final = "output"
# A folder with none of these is no house style, but perhaps a slip of the pen.
_THEME_FILES: Final = ("theme.toml", "tokens.css", "dark.css", "frame.html.j2", "site.html.j2")

output_option = click.option(
    "--output",
    "-o",
    metavar="DIR",
    type=click.Path(path_type=Path),
    default=Path(DEFAULT_OUTPUT),
    help=LABELS("cli.option-output"),
)
profile_option = click.option("--profile", "-p", metavar="NAME|FILE", default="nl", help=LABELS("cli.option-profile"))
theme_option = click.option("--theme", metavar="NAME|DIR", default="default", help=LABELS("cli.option-theme"))
quiet_option = click.option("--quiet", "-q", is_flag=True, help=LABELS("cli.option-quiet"))


def load_theme(name: str) -> themes.Theme:
    """The house style of this name, or the one in this folder. Raises ThemeError."""
    folder = Path(name)
    if name in themes.names() or not folder.is_dir():
        return themes.load(name)
    try:
        reader = storage.folder_reader(folder)
        if all(reader(file) is None for file in _THEME_FILES):
            raise ThemeError("theme-empty", name=name, files=", ".join(_THEME_FILES))
        return themes.read(folder.resolve().name, reader)
    except OSError as error:
        raise ThemeError("theme-file", name=error.filename or name, errno=storage.cause(error)) from error
