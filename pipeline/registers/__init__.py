"""Registers: all actions and all amounts of a publication, as workbook, CSV and JSON. Pure functions of entries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from pipeline.entry import Entry
from pipeline.labels import Labels
from pipeline.publication import Publication
from pipeline.registers import data, separated, sheet
from pipeline.registers.columns import REGISTERS, Register, Row
from pipeline.registers.rows import Address, in_order, nowhere

Emitter = Callable[[Register, Iterable[Row], Publication | None, Labels], bytes]

EMITTERS: Final[Mapping[str, Emitter]] = {".xlsx": sheet.emit, ".csv": separated.emit, ".json": data.emit}
"""How a register is written, by the extension of the file."""


def build(
    publication: Publication | None, entries: Iterable[Entry], labels: Labels, address: Address = nowhere
) -> Iterator[tuple[str, bytes]]:
    """The files of all registers, each once: its name and its bytes. `address` tells where a section can be read.

    Registers without a row are written too: that there is none is an answer.
    """
    ordered = in_order(entries, publication)
    for register in REGISTERS:
        rows = tuple(register.rows(ordered, labels, address))
        for extension, emit in EMITTERS.items():
            yield f"{register.name}{extension}", emit(register, rows, publication, labels)
