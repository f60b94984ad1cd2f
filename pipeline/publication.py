"""The publication that documents are part of: what `publicatie.toml` beside the input says.

The file holds keys of `Publication`, with hyphens; docs/publicatie.md explains each.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from datetime import date
from fnmatch import fnmatchcase
from typing import Any, Final, Literal, TypeAlias, get_args
from urllib.parse import urlsplit

import msgspec

from pipeline.errors import PublicationError

FILE: Final = "publicatie.toml"

Status = Literal["concept", "vastgesteld"]
Kind = Literal["programmabegroting", "kadernota", "bestuursrapportage", "jaarstukken", "anders"]

Day: TypeAlias = date
"""A day, where a field is called `date`."""

_YEARS: Final = (1990, 2100)
# TOOI: `gm` and the four digits that CBS gives a municipality.
_ORGANISATION: Final = re.compile(r"(?:gm|pv|ws|gr)\d{4}")
_EMAIL: Final = re.compile(r"[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+")
_PLACE: Final = re.compile(r"line (\d+), column (\d+)")


class Publication(msgspec.Struct, frozen=True, rename="kebab"):
    """What a run publishes as one whole.

    `year` is the budget year. `order` names the parts in order: paths below the input, or patterns (`programma-*`);
    what none names comes last, by name. `base_url` ends with a slash; empty where the publication has no address yet.
    `date` is that of the council's decision, which a status of `vastgesteld` needs. `accessibility` is the address of
    the accessibility statement (Besluit digitale toegankelijkheid overheid, art. 3). `organisation` is the
    municipality's code in TOOI (`gm0362`), `category` the name of the Woo's category of information (art. 3.3) as the
    thesaurus writes it (`c_db4862c3`). `license` is the address of the licence that the data may be used under,
    `contact` an e-mail address or a web page for questions about them; catalogues of data ask for both. `attach` puts
    the XML, the JSON and, where nothing in it is kept from readers, the source into the PDF (PDF/A-3a).
    """

    title: str = ""
    municipality: str = ""
    year: int | None = None
    kind: Kind = "anders"
    status: Status = "concept"
    date: date | None = None
    order: tuple[str, ...] = ()
    base_url: str = ""
    accessibility: str = ""
    organisation: str = ""
    category: str = ""
    license: str = ""
    contact: str = ""
    attach: bool = False

    @property
    def is_concept(self) -> bool:
        """Whether the council has not decided yet."""
        return self.status == "concept"

    @property
    def decided(self) -> Day | None:
        """When the council decided; None while it is a concept."""
        return None if self.is_concept else self.date

    def place(self, name: str) -> tuple[int, str]:
        """Where a document (its path below the input) stands among the others: a key to sort by."""
        found = (at for at, pattern in enumerate(self.order) if fnmatchcase(name, pattern))
        return next(found, len(self.order)), name


def parse(text: str, name: str = FILE) -> Publication:
    """The publication that this TOML describes. Raises PublicationError, which names the key and what it may hold."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        line = place[1] if place else text.count("\n") + 1
        raise PublicationError("publication-toml", name=name, line=line) from error
    known = {field.encode_name: field for field in msgspec.structs.fields(Publication)}
    for key, value in table.items():
        if key not in known:
            near = next(iter(difflib.get_close_matches(key, known, n=1)), "")
            raise PublicationError("publication-key", name=name, key=key, known=", ".join(known), nearest=near)
        _check_type(key, value, known[key].type, name)
    publication = msgspec.convert(table, Publication)
    _check(publication, name)
    return publication


def _check_type(key: str, value: Any, kind: Any, name: str) -> None:
    # A date of TOML is one already; text that looks like one is a date too, for that is what people write.
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        words = get_args(kind) if kind in {Kind, Status} else ()
        reason = f"publication-{_EXPECTED.get(key, 'text')}" if not words else "publication-word"
        raise PublicationError(
            reason, name=name, key=key, value=_written(value), known=", ".join(words), nearest=_nearest(value, words)
        ) from error


_EXPECTED: Final = {"year": "year", "date": "date", "order": "list", "attach": "switch"}


def _nearest(value: Any, words: tuple[str, ...]) -> str:
    return next(iter(difflib.get_close_matches(str(value).lower(), words, n=1)), "")


def _written(value: Any) -> str:
    return msgspec.json.encode(value, enc_hook=str).decode()


def _check(publication: Publication, name: str) -> None:
    low, high = _YEARS
    if publication.year is not None and not low <= publication.year <= high:
        raise PublicationError("publication-year", name=name, key="year", value=publication.year)
    if not publication.is_concept and publication.date is None:
        raise PublicationError("publication-undecided", name=name)
    if publication.organisation and not _ORGANISATION.fullmatch(publication.organisation):
        raise PublicationError("publication-organisation", name=name, value=publication.organisation)
    for key, address in (
        ("base-url", publication.base_url),
        ("accessibility", publication.accessibility),
        ("license", publication.license),
    ):
        if address and not _is_address(address):
            raise PublicationError("publication-address", name=name, key=key, value=address)
    contact = publication.contact
    if contact and not _EMAIL.fullmatch(contact) and not _is_address(contact):
        raise PublicationError("publication-contact", name=name, value=contact)
    if publication.base_url and not publication.base_url.endswith("/"):
        raise PublicationError("publication-slash", name=name, value=publication.base_url)


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.query and not parts.fragment
