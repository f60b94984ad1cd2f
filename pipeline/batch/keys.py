"""The key of a result: a hash of all that can change a byte of it, so that equal keys have equal results.

Two keys are made of a document. The *base* is of its bytes, its name, the profile, the publication, what outputs hold
of the house style, the program and the versions of what it stands on. Which files beside it a document names is known
only once it was made; they make the *key* of the base. What a key leaves out on purpose is redone with each release:
the frame around pages, the registers, the report.
"""

from __future__ import annotations

import hashlib
import platform
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

import msgspec
from msgspec.structs import replace

from pipeline import pandoc
from pipeline.batch.discover import Document
from pipeline.emit.theme import Theme
from pipeline.ingest import format_of
from pipeline.profile import Profile
from pipeline.publication import Publication

# What makes outputs of documents; NO_PARTS are the program's other dependencies.
PARTS: Final = (
    "beautifulsoup4",
    "charset-normalizer",
    "jinja2",
    "lxml",
    "msgspec",
    "pikepdf",
    "python-docx",
    "selectolax",
    "typst",
)
NO_PARTS: Final = frozenset({"click", "filelock", "rich", "xlsxwriter"})
OF_RELEASE: Final = ("pagefind", "xlsxwriter")
"""What makes the rest of a release."""
THROUGH_PANDOC: Final = frozenset({"odt", "epub", "md"})
"""The formats that are read by pandoc: its version changes no other document."""

PACKAGE: Final = Path(__file__).parents[1]
# Rooms of the house that only work on what was made of documents; `work.py` of the batch makes it.
_AFTERWARDS: Final = frozenset(
    {"annotate", "batch", "cli", "findings", "opendata", "proposal", "registers", "site", "validate.py"}
)
_MAKERS: Final = frozenset({"batch/work.py"})


class Recipe(msgspec.Struct, frozen=True):
    """What is the same for all documents of a run, and changes what comes of them."""

    profile: Profile
    theme: Theme
    formats: tuple[str, ...]
    program: str
    versions: Mapping[str, str]


def recipe(profile: Profile, theme: Theme, formats: tuple[str, ...]) -> Recipe:
    """The recipe of this program as it is installed here."""
    return Recipe(
        profile=profile,
        theme=_held(theme, formats),
        formats=formats,
        program=digest_of_code(_is_maker),
        versions=versions(),
    )


def _held(theme: Theme, formats: tuple[str, ...]) -> Theme:
    """As much of a house style as the outputs of documents hold: of a page's frame nothing, unless pages are made."""
    if "html" in formats:
        return theme
    bare = Theme(name="", tokens="", frame="")
    if "pdf" not in formats:
        return bare
    return replace(
        bare,
        title=theme.title,
        logo=theme.logo,
        logo_type=theme.logo_type,
        logo_alt=theme.logo_alt,
        pdf=theme.pdf,
    )


def program() -> str:
    """The version of this program, and how its code is to be known."""
    return f"{version('begroting')}+{digest_of_code(_is_any)[:12]}"


def _is_any(_name: str) -> bool:
    return True


def versions(parts: Iterable[str] = PARTS) -> Mapping[str, str]:
    """The versions of what outputs are made with; empty for what is not installed."""
    known = {"python": platform.python_version(), "unicode": unicodedata.unidata_version}
    for name in parts:
        try:
            known[name] = version(name)
        except PackageNotFoundError:
            known[name] = ""
    return known


def bases(made_by: Recipe) -> Callable[[Document, Publication | None], str]:
    """A function that gives the base of a document's key."""
    common = digest(made_by)

    def base(document: Document, publication: Publication | None) -> str:
        through = pandoc_version() if format_of(document.name) in THROUGH_PANDOC else ""
        return digest((common, through, document.name, document.seen.sha256, _shown(publication)))

    return base


@cache
def pandoc_version() -> str:
    """The version of pandoc; empty where there is none."""
    # Asked for the documents that go through it alone: it is run to be asked.
    return pandoc.version() or ""


def key(base: str, beside: Mapping[str, str]) -> str:
    """The key of a base, with the files beside the document that it names: their hashes, empty where there is none."""
    return digest((base, sorted(beside.items()))) if beside else base


def _shown(publication: Publication | None) -> Publication | None:
    """What outputs of documents say of their publication; the rest is the site's."""
    return publication and replace(publication, order=(), base_url="", accessibility="", organisation="", category="")


def digest(value: object) -> str:
    """A hash of a value, the same for equal ones."""
    return hashlib.sha256(msgspec.json.encode(value, order="deterministic")).hexdigest()


@cache
def digest_of_code(wanted: Callable[[str], bool]) -> str:
    """A hash of those files of this program (fonts, labels, templates included) whose path below it is wanted."""
    total = hashlib.sha256()
    for name, path in _files(PACKAGE):
        if wanted(name):
            total.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def _is_maker(name: str) -> bool:
    return name.partition("/")[0] not in _AFTERWARDS or name in _MAKERS


def _files(folder: Path, below: str = "") -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.iterdir()):
        name = f"{below}{path.name}"
        if path.is_dir():
            if path.name != "__pycache__":
                yield from _files(path, f"{name}/")
        elif path.suffix not in {".pyc", ".pyo"}:
            yield name, path
