"""Sites of small documents and of the samples, in memory."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from pipeline import labels
from pipeline.conversion import ingest_document
from pipeline.emit import theme
from pipeline.emit.html.fragments import fragments
from pipeline.emit.setting import Setting
from pipeline.entry import Entry, entry
from pipeline.model import BudgetDocument
from pipeline.prune import prune
from pipeline.publication import Publication, parse
from pipeline.site import addresses, build
from pipeline.site.names import slugs
from pipeline.site.tree import Tree, plant
from pipeline.storage import resources_beside
from tests.builders import ignored
from tests.emit.html import parsed

INPUT = Path(__file__).parents[2] / "input"
NL = labels.load("nl")
FORMATS = (".pdf", ".json")
CONCEPT = Publication(title="Begroting 2026", municipality="Lindermeer", year=2026)


def entries(documents: Mapping[str, BudgetDocument]) -> list[Entry]:
    """The entries of documents by their path below the input."""
    named = slugs(documents)
    return [entry(made, prune(made, ignored), (), name, named[name]) for name, made in documents.items()]


def planted(documents: Mapping[str, BudgetDocument], publication: Publication = CONCEPT) -> Tree:
    """The tree of documents."""
    return plant(publication, entries(documents), NL)


def site(
    documents: Mapping[str, BudgetDocument],
    publication: Publication = CONCEPT,
    *,
    style: str = "default",
    formats: Sequence[str] = FORMATS,
    moves: Mapping[str, str] | None = None,
    search: bool = False,
) -> dict[str, bytes]:
    """The files of a site of documents by their path below the input."""
    chosen = theme.load(style)
    named = slugs(documents)
    kept = {
        named[name]: fragments(prune(made, ignored), Setting(NL, chosen, publication=publication))
        for name, made in documents.items()
    }
    made = build(
        publication,
        entries(documents),
        lambda slug, section: kept[slug][section],
        chosen,
        NL,
        formats=formats,
        moves=moves,
        search=search,
    )
    files = list(made)
    assert len(dict(files)) == len(files), "a path is given twice"
    return dict(files)


@cache
def samples() -> Mapping[str, BudgetDocument]:
    """The samples by their path below the input."""
    found = sorted(path for path in INPUT.rglob("*") if path.suffix in {".docx", ".html", ".htm"})
    return {
        path.relative_to(INPUT).as_posix(): ingest_document(
            path.read_bytes(), path.name, resources=resources_beside(path, 10**7)
        )
        for path in found
    }


@cache
def sample_site(style: str = "default") -> Mapping[str, bytes]:
    """The site of the samples as they are published, with the page to search on."""
    publication = parse((INPUT / "publicatie.toml").read_text(encoding="utf-8"))
    return site(samples(), publication, style=style, search=True)


def pages(files: Mapping[str, bytes]) -> dict[str, Any]:
    """The pages of a site that have a frame, parsed."""
    return {
        path: parsed(data)
        for path, data in files.items()
        if path.endswith(".html") and not path.startswith(f"{addresses.OWN}/")
    }


def broken_links(files: Mapping[str, bytes], beside: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
    """The addresses of a site's pages and fragments that lead to no file of it, or to no id of a page."""
    ids: dict[str, set[str]] = {
        path: {str(id_) for id_ in parsed(data).xpath("//@id")}
        for path, data in files.items()
        if path.endswith(".html")
    }
    for path, data in files.items():
        if not path.endswith(".html"):
            continue
        for address in map(str, parsed(data).xpath("//@href | //@src")):
            parts = urlsplit(address)
            if parts.scheme or address.startswith("/"):
                continue
            target = (
                posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path))) if parts.path else path
            )
            if target in beside:
                continue
            if target not in files or (parts.fragment and unquote(parts.fragment) not in ids.get(target, set())):
                yield path, address


def downloads(files: Mapping[str, bytes]) -> list[str]:
    """The files that whoever publishes puts beside the documents."""
    folders = {path.partition("/")[0] for path in files if path.endswith("/index.html") and path.count("/") == 1}
    return [f"{folder}/{folder}{extension}" for folder in folders for extension in FORMATS]
