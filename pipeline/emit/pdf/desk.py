"""What composing a document needs at hand: labels, notes, links, pictures, and where a flaw is reported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import msgspec

from pipeline.content import Note, is_blank
from pipeline.diagnostics import Code, Place, Report, flaw, quote
from pipeline.emit.lower import note_numbers
from pipeline.emit.pdf import glyphs, pictures
from pipeline.labels import Labels
from pipeline.model import BudgetDocument


class Desk:
    """One document's trip through `compose`. It remembers which notes, ids and pictures have had their place."""

    def __init__(self, document: BudgetDocument, labels: Labels, report: Report, refused: frozenset[str]) -> None:
        self.document = document
        self.labels = labels
        self.numbers: Mapping[str, int] = note_numbers(document, labels)
        self.notes: dict[str, Note] = {}
        for note in document.notes:
            self.notes.setdefault(note.id, note)
        self.targets: frozenset[str] = frozenset()
        self.files: dict[str, bytes] = {}
        self._report = report
        self.refused = refused
        self._places: list[Place] = [Place()]
        self._used: set[str] = set()
        self._said: set[tuple[str, Place]] = set()
        self._rasters: dict[str, pictures.Raster | str] = {}

    @contextmanager
    def at(self, id_: str, title: str) -> Iterator[None]:
        """Report what follows at the place of this id; where it is not known, under this title."""
        above = self._places[-1]
        known = self.document.places.get(id_)
        self._places.append(known or Place(headings=(*above.headings, title) if title else above.headings))
        yield
        self._places.pop()

    def report(self, code: Code, text: str = "", **values: object) -> None:
        """Report a flaw at the place where we are."""
        place = self._places[-1]
        if text and not place.quote:
            place = msgspec.structs.replace(place, quote=quote(text))
        self._report(flaw(code, place, text, **values))

    def text(self, text: str) -> str:
        """Text that the fonts can set; each character that they cannot is reported once a place."""
        return glyphs.settable(text, self._word, self._replaced)

    def line(self, text: str) -> str:
        """The same in one line: white space folded, and empty where nothing of it can be seen."""
        settable = "" if is_blank(text) else self.text(text)
        return "" if is_blank(settable) else " ".join(settable.split())

    def shows(self, text: str) -> bool:
        """Whether anything of a text will be seen; nothing is reported."""
        return not is_blank(glyphs.settable(text, self._word, lambda _char, _substitute: None))

    def _word(self, char: str) -> str | None:
        key = f"pdf.characters.U+{ord(char):04X}"
        return self.labels(key) if self.labels.has(key) else None

    def _replaced(self, char: str, substitute: str) -> None:
        key = (char, self._places[-1])
        if key not in self._said:
            self._said.add(key)
            self.report(Code.GLYPH_REPLACED, character=f"U+{ord(char):04X}", replacement=substitute or "–")

    def first(self, kind: str, id_: str) -> bool:
        """Whether this id of this kind is met for the first time; from now on it is not."""
        key = f"{kind}:{id_}"
        if not id_ or key in self._used:
            return False
        self._used.add(key)
        return True

    def raster(self, asset: str) -> pictures.Raster | str:
        """What a picture is, or why it cannot be set."""
        if asset not in self._rasters:
            self._rasters[asset] = self._inspected(asset)
        return self._rasters[asset]

    def _inspected(self, asset: str) -> pictures.Raster | str:
        known = self.document.assets.get(asset)
        if known is None:
            return "missing"
        return "broken" if asset in self.refused else pictures.inspect(known.data)

    def file(self, asset: str, raster: pictures.Raster) -> str:
        """The name under which Typst finds a picture."""
        name = f"{asset}.{pictures.SUFFIX[raster.media_type]}"
        self.files.setdefault(name, self.document.assets[asset].data)
        return name
