"""A document that was checked."""

from __future__ import annotations

import msgspec

from pipeline.diagnostics import Diagnostic


class Checked(msgspec.Struct, frozen=True):
    """What was found in a document.

    `name` is what users call it, `uri` its address relative to where they are (RFC 3986). `failure` says in a sentence
    why it could not be read as a whole; empty where it could.
    """

    name: str
    uri: str
    found: tuple[Diagnostic, ...] = ()
    failure: str = ""
