"""The schemas, wherever the program stands: beside the package in a checkout, inside it once installed."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Final

DOCUMENT_XSD: Final = "budget-document.xsd"
DOCUMENT_JSON_SCHEMA: Final = "budget-document.schema.json"
RUN_SCHEMA: Final = "run.schema.json"
REGISTER_JSON_SCHEMA: Final = "{key}-register.schema.json"
"""Of a register, by the key of its rows (`actions`)."""


def schema(name: str) -> bytes:
    """The bytes of a schema by its file name. Raises FileNotFoundError: that is a broken installation."""
    # The wheel takes `schemas` along as `pipeline/schemas` (pyproject.toml, force-include).
    installed = files("pipeline") / "schemas" / name
    if installed.is_file():
        return installed.read_bytes()
    return (Path(__file__).parent.parent / "schemas" / name).read_bytes()
