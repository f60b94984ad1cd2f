"""A format of pandoc's, and how much of a document it can hold."""

from __future__ import annotations

import msgspec


class Target(msgspec.Struct, frozen=True):
    """A format by pandoc's name, with its options.

    `levels` is how many levels of headings it has; `plain` says that its tables hold rows of cells and no more.
    """

    name: str
    levels: int = 6
    options: tuple[str, ...] = ()
    plain: bool = False
