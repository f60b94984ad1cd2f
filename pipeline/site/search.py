"""The index of a site's words, made by Pagefind of the written pages.

Pagefind is a program that reads files and writes files: this is the one step of a site that needs a folder, and it
comes last. What it makes is read by the page to search on, from any server, without a program of its own. It knows the
stems of Dutch words by the `lang` of the pages.
"""

from __future__ import annotations

import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from pipeline.errors import OutputError
from pipeline.site import addresses

_PACKAGE: Final = "pagefind_bin"
_SECONDS: Final = 600
_DETAIL: Final = 200


def available() -> bool:
    """Whether Pagefind is installed. Without it a site has no page to search on, and no word of searching."""
    return _program() is not None


def index(folder: Path) -> None:
    """Make the index of the pages in the site's folder, in that folder. Raises OutputError where it cannot be made."""
    program = _program()
    if program is None:
        raise OutputError("search-missing", package="begroting[site]")
    # The names of files in full: so the results lead somewhere without a server that knows what an index is, too.
    options = ("--site", str(folder), f"--output-subdir={addresses.INDEX}", "--keep-index-url", "--quiet")
    try:
        done = subprocess.run(  # noqa: S603 - our own program and options, no shell
            (str(program), *options), capture_output=True, timeout=_SECONDS, check=False, stdin=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired as error:
        raise OutputError("search-time", limit=_SECONDS) from error
    if done.returncode:
        complaint = done.stderr.decode("utf-8", "replace").strip().replace("\n", " ")
        raise OutputError("search-refused", detail=complaint[:_DETAIL] or f"exit {done.returncode}")


@cache
def _program() -> Path | None:
    package = find_spec(_PACKAGE)
    folders = package.submodule_search_locations if package is not None else None
    names = [Path(folder) / name for folder in folders or () for name in ("pagefind", "pagefind.exe")]
    return next((file for file in names if file.is_file()), None)
