"""The folders of documents on a site: words made of their names, and not of their place among others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from pipeline.slug import digest, slug


def slugs(names: Iterable[str]) -> Mapping[str, str]:
    """A word for each document's path below the input: its file's name, with the folder's where others are called so.

    Where that is not enough a hash of the path is added. A word changes only when another file of that name comes.
    """
    paths = sorted(set(names))
    short = {name: _word(PurePosixPath(name).stem) for name in paths}
    long = {name: _word(PurePosixPath(name).with_suffix("").as_posix()) for name in paths}
    alike, still = Counter(short.values()), Counter(long.values())

    def chosen(name: str) -> str:
        if alike[short[name]] == 1:
            return short[name]
        return long[name] if still[long[name]] == 1 and long[name] not in alike else f"{long[name]}-{digest(name, 8)}"

    return {name: chosen(name) for name in paths}


def _word(text: str) -> str:
    # An address may begin with a figure, unlike an id.
    word = slug(text)
    return word.removeprefix("t-") if text[:1].isdigit() else word or f"t-{digest(text)}"
