"""Formulas as TeX, which is how pandoc's tree has them: pandoc itself reads the MathML, all of it at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from pipeline import pandoc
from pipeline.content import Math
from pipeline.emit.office.nodes import every
from pipeline.errors import EmitError
from pipeline.limits import Limits
from pipeline.model import BudgetDocument


def formulas(document: BudgetDocument) -> Mapping[str, str]:
    """TeX by MathML. A formula that pandoc does not know is not among them. Raises EmitError."""
    found = list(dict.fromkeys(math.mathml for math in every(Math, (document.sections, document.notes)) if math.mathml))
    if not found:
        return {}
    page = "".join(f"<p>{mathml}</p>" for mathml in found).encode()
    made = msgspec.json.decode(pandoc.run(page, pandoc.Call("html", "json"), Limits(), EmitError))
    if len(made["blocks"]) != len(found):
        return {}
    texts = map(_tex, made["blocks"])
    return {mathml: tex for mathml, tex in zip(found, texts, strict=True) if tex}


def _tex(paragraph: Any) -> str:
    """The TeX of a paragraph that is a formula and nothing else."""
    match paragraph:
        case {"c": [{"t": "Math", "c": [_, str(tex)]}]}:
            return tex
        case _:
            return ""
