"""Who publishes, as the thesaurus of the government's information names it (TOOI)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pipeline.publication import Publication

TOOI: Final = "https://identifier.overheid.nl/tooi"
CONCEPTS: Final = f"{TOOI}/def/thes/kern"
"""Below it stand the concepts: categories of information (Woo, article 3.3), acts that a document underwent."""

_REGISTERS: Final[Mapping[str, str]] = {
    "gm": "gemeente",
    "pv": "provincie",
    "ws": "waterschap",
    "gr": "samenwerkingsorganisatie",
}


def identifier(publication: Publication) -> str:
    """The IRI of the organisation; empty where the publication does not name its code."""
    code = publication.organisation
    return f"{TOOI}/id/{_REGISTERS[code[:2]]}/{code}" if code else ""


def category(publication: Publication) -> str:
    """The IRI of the category of information; empty where the publication names none."""
    return f"{CONCEPTS}/{publication.category}" if publication.category else ""
