"""One call of pandoc from the tree to a format's bytes."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec

from pipeline import pandoc
from pipeline.emit.office.ast import Element
from pipeline.emit.office.target import Target
from pipeline.errors import EmitError
from pipeline.limits import Limits

_TEMPLATES: Final = Path(__file__).parent / "templates"


def template(name: str) -> str:
    """The option for a template of ours: pandoc's own set the title, where the sections have theirs."""
    return f"--template={_TEMPLATES / name}"


def make(tree: Element, target: Target) -> bytes:
    """The tree in a format of pandoc's. Raises EmitError."""
    call = pandoc.Call("json", target.name, ("--standalone", *target.options))
    return pandoc.run(msgspec.json.encode(tree), call, Limits(), EmitError)
