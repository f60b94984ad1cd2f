"""What of a document may be published as data: what a reader of the page may see, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec.structs import replace

from pipeline.content import Image
from pipeline.emit.lower import note_numbers
from pipeline.labels import Labels
from pipeline.model import BudgetDocument


def published(document: BudgetDocument, labels: Labels) -> BudgetDocument:
    """The document without flaws (they quote deleted and hidden text), places, text that was kept apart and author.

    Notes and pictures that nothing shown refers to are left out; notes stand in the order of their numbers.
    """
    known = {note.id: note for note in document.notes}
    notes = tuple(known[name] for name in note_numbers(document, labels) if name in known)
    shown = {node.asset for node in _nodes((document.sections, notes)) if isinstance(node, Image)}
    return replace(
        document,
        meta=replace(document.meta, author=""),
        notes=notes,
        assets={key: asset for key, asset in document.assets.items() if key in shown},
        running=(),
        places={},
        diagnostics=(),
    )


def _nodes(value: Any) -> Iterator[msgspec.Struct]:
    """Every Struct inside a value, whatever its type: also in semantic tables that are yet to come."""
    todo = [value]
    while todo:
        inner = todo.pop()
        if isinstance(inner, msgspec.Struct):
            yield inner
            todo.extend(getattr(inner, field) for field in inner.__struct_fields__)
        elif isinstance(inner, tuple):
            todo.extend(inner)
