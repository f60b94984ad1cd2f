"""Coverage: what was written in a source against what came through, counted and not read twice.

The unit is the character that is no white space. A reader hands over the text leaves of each part, taken in one pass
(`Source.written`), and says what of it it kept out on purpose. Here they are held against what it read, and that again
against the model, so that neither a reader nor the structure can lose or invent a word unseen. Labels that a format
generates (list numbers, heading numbers) are no text of the source: they count on neither side.

What is held against each other is how often each character stands there, not only how many there are: a passage that
is lost cannot hide behind one of the same length that is said twice. Order is no matter here: notes, text boxes and
heads of pages move on purpose. Only where the characters differ are the texts compared (`passages.py`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec
from msgspec.structs import replace

from pipeline.content import ink
from pipeline.coverage.passages import Passage, passages
from pipeline.coverage.told import Told, of_document, of_source, with_labels
from pipeline.diagnostics import Code, Diagnostic, Place, flaw, quote
from pipeline.model import BudgetDocument, PartCoverage
from pipeline.source import Source, Written

_QUOTED: Final = 20
"""So many passages of a part are quoted one by one, and the rest together."""
_LENGTH: Final = 200


class Account(msgspec.Struct, frozen=True):
    """What came of one part: its figures, and a diagnostic for each passage that is missing or was never written."""

    figures: PartCoverage
    flaws: tuple[Diagnostic, ...] = ()


def of_reader(source: Source) -> tuple[Account, ...]:
    """What of each part of a file its reader has read. What is read of a part that holds nothing was never written."""
    told = of_source(source)
    written = {part.part: part for part in source.written}
    return tuple(_of_part(written.get(name, Written(name, "")), told.get(name, ())) for name in {**written, **told})


def of_structure(source: Source, document: BudgetDocument) -> Account:
    """What of all that was read is in the model, the parts taken together: the model no longer knows them."""
    return _account("document", with_labels(source), list(of_document(document)), ())


def together(parts: Iterable[Account], structure: Account) -> tuple[PartCoverage, ...]:
    """The figures of each part. What the structure lost or made up, if it ever does, is put down to the first parts."""
    lost = missing(structure.figures)
    surplus = structure.figures.surplus
    result = []
    for account in parts:
        figures = account.figures
        here = min(lost, figures.read)
        lost -= here
        result.append(replace(figures, read=figures.read - here, surplus=figures.surplus + surplus))
        surplus = 0
    return tuple(result)


def missing(part: PartCoverage) -> int:
    """How many characters of a part are neither in the model nor quoted by a diagnostic."""
    return part.written - part.read - part.reported


def share(part: PartCoverage) -> float:
    """The share of a part's characters that is accounted for, 0 to 1; an empty part is whole."""
    return 1.0 - missing(part) / part.written if part.written else 1.0


def _of_part(written: Written, told: Sequence[Told]) -> Account:
    there = [Told(written.text), *map(Told, written.added)]
    return _account(written.part, there, told, tuple(map(Told, written.kept_out)))


def _account(part: str, there: Sequence[Told], came: Sequence[Told], kept_out: Sequence[Told]) -> Account:
    written, apart = ink(_text(there)), ink(_text(kept_out))
    figures = PartCoverage(part=part, written=len(written), read=len(written) - len(apart), reported=len(apart))
    came = [*came, *kept_out]
    lost, surplus = _differences(_text(there), _text(came))
    if not lost and not surplus:
        return Account(figures)
    flaws = (
        *_flaws(Code.TEXT_NOT_READ, part, passages(there, came, lost)),
        *_flaws(Code.TEXT_NOT_WRITTEN, part, passages(came, there, surplus)),
    )
    return Account(replace(figures, read=max(figures.read - lost.total(), 0), surplus=surplus.total()), flaws)


def _differences(one: str, other: str) -> tuple[Counter[str], Counter[str]]:
    """The characters that stand more often in the one text, and those that do so in the other.

    Equal lines are taken away first: of a hundred pages few are left, and counting each character takes 20 times as
    long as counting lines.
    """
    lines, others = Counter(one.split("\n")), Counter(other.split("\n"))
    rest, strange = (Counter(ink("".join(left.elements()))) for left in (lines - others, others - lines))
    return rest - strange, strange - rest


def _text(told: Iterable[Told]) -> str:
    return "\n".join([entry.text for entry in told])


def _flaws(code: Code, part: str, found: Sequence[Passage]) -> Iterator[Diagnostic]:
    quoted, rest = found[:_QUOTED], found[_QUOTED:]
    for passage in quoted:
        yield _flaw(code, part, passage, quote(passage.text, _LENGTH), passage.count)
    if rest:
        text = quote(" … ".join(passage.text for passage in rest), _LENGTH)
        yield _flaw(code, part, rest[0], text, sum(passage.count for passage in rest))


def _flaw(code: Code, part: str, passage: Passage, text: str, count: int) -> Diagnostic:
    place = replace(passage.place or Place(part=part), quote=passage.before)
    return flaw(code, place, text, count=count, part=part)
