"""One call of pandoc from the tree to a format's bytes."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec

from pipeline import pandoc
from pipeline.emit.office.compose import compose
from pipeline.emit.office.target import Target
from pipeline.emit.setting import Setting
from pipeline.errors import EmitError
from pipeline.limits import Limits
from pipeline.model import BudgetDocument

_TEMPLATES: Final = Path(__file__).parent / "templates"


def template(name: str) -> str:
    """The option for a template of ours: pandoc's own set the title, where the sections have theirs."""
    return f"--template={_TEMPLATES / name}"


def make(document: BudgetDocument, setting: Setting, target: Target, **more: str) -> bytes:
    """The document in a format of pandoc's; `more` is metadata that only this format has. Raises EmitError."""
    tree = msgspec.json.encode(compose(document, setting, target, more))
    call = pandoc.Call("json", target.name, ("--standalone", *target.options))
    return pandoc.run(tree, call, Limits(), EmitError)
