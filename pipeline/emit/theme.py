"""House style: the frame, the colours and the logo of a municipality, as a folder of files.

    theme.toml        title, logo, logo-alt, root-class, [pdf]     all of it optional
    tokens.css        custom properties, named as NL Design System names them; rules of the own frame
    dark.css          the same for readers who prefer a dark screen
    frame.html.j2     the page around the content (Jinja2)
    site.html.j2      the same for a page of a site
    logo.svg          or whatever file `logo` names

A file that is missing is that of the `default` theme, and tokens add to the default's: a municipality writes down only
what is different. An existing token file of NL Design System drops in as `tokens.css`; the class that it sets its
properties on (`.utrecht-theme`) is the `root-class`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Final

import msgspec

from pipeline.errors import ThemeError

Reader = Callable[[str], bytes | None]
"""The bytes of a file of the theme, by its name; None where there is no such file."""

DEFAULT: Final = "default"

LOGO_TYPES: Final[Mapping[str, str]] = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
}

# A page asks for nothing outside itself; and what ends the style element would end the style.
_OUTSIDE = re.compile(r"@import|</style|url\(\s*[\"']?(?!data:|#)", re.IGNORECASE)


class Theme(msgspec.Struct, frozen=True):
    """A house style, read.

    `tokens` and `dark` are style sheets, the default's included; `frame` is the Jinja2 template of a page that stands
    by itself, `site` that of a page of a site. `logo` holds the bytes of a picture (empty: none), with its media type
    and its alternative text. `root_class` is the class of the `html` element. `pdf` holds the colours and names that
    the PDF template takes, by name.
    """

    name: str
    tokens: str
    frame: str
    site: str = ""
    dark: str = ""
    title: str = ""
    root_class: str = ""
    logo: bytes = b""
    logo_type: str = ""
    logo_alt: str = ""
    pdf: Mapping[str, str] = {}


class _Card(msgspec.Struct, frozen=True, rename="kebab", forbid_unknown_fields=True):
    """What `theme.toml` may hold."""

    title: str = ""
    root_class: str = ""
    logo: str = ""
    logo_alt: str = ""
    pdf: dict[str, str] = {}


def names() -> tuple[str, ...]:
    """The house styles that ship with the package."""
    return tuple(sorted(entry.name for entry in files("pipeline.themes").iterdir() if (entry / "theme.toml").is_file()))


@cache
def load(name: str = DEFAULT) -> Theme:
    """A house style that ships with the package. Raises ThemeError where there is none of that name."""
    if name not in names():
        raise ThemeError("theme-unknown", name=name, known=", ".join(names()))
    return read(name, _shipped(name))


def read(name: str, reader: Reader) -> Theme:
    """A house style from the files that `reader` gives. Raises ThemeError for one that cannot be used."""
    card = _card(name, reader)
    base = _shipped(DEFAULT)
    logo, logo_type = _logo(name, card.logo, reader)
    return Theme(
        name=name,
        tokens=_added(name, "tokens.css", base, reader),
        dark=_added(name, "dark.css", base, reader),
        frame=_text(name, "frame.html.j2", reader) or _text(DEFAULT, "frame.html.j2", base),
        site=_text(name, "site.html.j2", reader) or _text(DEFAULT, "site.html.j2", base),
        title=card.title,
        root_class=card.root_class,
        logo=logo,
        logo_type=logo_type,
        logo_alt=card.logo_alt or card.title,
        pdf=_card(DEFAULT, base).pdf | card.pdf,
    )


def _shipped(name: str) -> Reader:
    folder = files("pipeline.themes") / name

    def reader(file: str) -> bytes | None:
        return (folder / file).read_bytes() if (folder / file).is_file() else None

    return reader


def _card(name: str, reader: Reader) -> _Card:
    try:
        return msgspec.convert(tomllib.loads(_text(name, "theme.toml", reader)), _Card)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise ThemeError("theme-toml", name=name, detail=error) from error


def _added(name: str, file: str, base: Reader, reader: Reader) -> str:
    own = _text(name, file, reader)
    if found := _OUTSIDE.search(own):
        raise ThemeError("theme-outside", name=name, file=file, what=found.group())
    default = _text(DEFAULT, file, base)
    return default if own == default else default + own


def _logo(name: str, file: str, reader: Reader) -> tuple[bytes, str]:
    if not file:
        return b"", ""
    data = reader(file)
    media_type = LOGO_TYPES.get(file.rpartition(".")[2].lower())
    if data is None or media_type is None:
        raise ThemeError("theme-logo", name=name, file=file, known=", ".join(LOGO_TYPES))
    return data, media_type


def _text(name: str, file: str, reader: Reader) -> str:
    """A file as text with LF; empty where there is none."""
    try:
        return (reader(file) or b"").decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise ThemeError("theme-encoding", name=name, file=file) from error
