"""What is checked before anybody sees it: each result before it is kept, each release before it is shown.

A result that does not fit its schema fails its document alone. A release that does not fit together is not shown at
all: that is a fault of this program, and yesterday's is better. A link that an author wrote to nowhere is no such
fault: a site leads it nowhere.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import unquote

import msgspec

from pipeline.batch import files
from pipeline.batch.engine import Outcome
from pipeline.batch.layout import PUBLIC
from pipeline.batch.record import Problem
from pipeline.batch.work import ENTRY_FILE
from pipeline.entry import Entry
from pipeline.errors import CoverageError, SchemaError
from pipeline.profile import Profile
from pipeline.site import addresses
from pipeline.validate import validate

# Our pages are written by one serialiser: quotes are double, and `<` opens a tag and nothing else. Parsed, 1,000 pages
# would take 3 s.
_TAG: Final = re.compile(rb"<[a-z][a-z0-9]*((?:\s+[^\s=>\"'/]+(?:=\"[^\"]*\")?)+)\s*/?>")
_ADDRESS: Final = re.compile(rb"\s(?:href|src)=\"([^\"#?]*)")
_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_WITH_SCHEMA: Final = ("document.xml", "document.json")


def entry_made(folder: Path, outcome: Outcome, profile: Profile) -> Entry:
    """The entry of a result that stands in a folder, all of which is what the outcome says and fits its schema.

    Raises DocumentError for the first thing that is not so.
    """
    for name, file in outcome.files.items():
        if files.look(folder / name) != file:
            raise SchemaError("result-differs", name=name)
    for name in _WITH_SCHEMA:
        if name in outcome.files:
            for error in validate((folder / name).read_bytes(), name):
                raise error
    try:
        entry = msgspec.json.decode((folder / ENTRY_FILE).read_bytes(), type=Entry)
    except (OSError, msgspec.MsgspecError) as error:
        raise SchemaError("result-differs", name=ENTRY_FILE) from error
    if entry.coverage < profile.coverage.minimum:
        raise CoverageError("result-coverage", share=f"{entry.coverage:.1%}".replace(".", ","))
    return entry


def problems(
    folder: Path, known: Collection[str], entries: Sequence[Entry], formats: Sequence[str], base_url: str = ""
) -> Iterator[Problem]:
    """What does not fit together in a release that stands in a folder and has these files.

    `entries` are of the documents that it shows, `formats` the extensions of what stands beside the pages of each,
    `base_url` the address that pages call the site by.
    """
    yield from _of_counts(known, entries, formats)
    yield from _of_links(folder, known, base_url)


def _of_counts(known: Collection[str], entries: Sequence[Entry], formats: Sequence[str]) -> Iterator[Problem]:
    if len({entry.slug for entry in entries}) != len(entries):
        yield Problem(PUBLIC, "release-same-slug")
    for entry in entries:
        for path in (addresses.first_page(entry), *(addresses.download(entry, extension) for extension in formats)):
            if f"{PUBLIC}/{path}" not in known:
                yield Problem(f"{PUBLIC}/{path}", "release-file-missing", {"name": entry.name})


def _of_links(folder: Path, known: Collection[str], base_url: str) -> Iterator[Problem]:
    """The links of pages to files of the site that are not there."""
    for path in sorted(known):
        if path.startswith(f"{PUBLIC}/") and path.endswith(".html"):
            for target in sorted(set(_targets((folder / path).read_bytes(), path, base_url))):
                if target not in known and f"{target}/index.html" not in known:
                    yield Problem(path, "release-dead-link", {"target": target})


def _targets(data: bytes, path: str, base_url: str) -> Iterator[str]:
    for found in (address for tag in _TAG.findall(data) for address in _ADDRESS.findall(tag)):
        address, here = html.unescape(found.decode()), posixpath.dirname(path)
        if base_url and address.startswith(base_url):
            address, here = address.removeprefix(base_url), PUBLIC
        # An address from the root is the server's: the page of a lost address uses those.
        if address and not _SCHEME.match(address) and not address.startswith("/"):
            yield posixpath.normpath(posixpath.join(here, unquote(address)))
