"""How a publication stands: a concept, or decided on by the council. Every page of every output says so."""

from __future__ import annotations

import msgspec

from pipeline.emit import dates
from pipeline.emit.setting import Setting


class Standing(msgspec.Struct, frozen=True):
    """`word` fits a corner of a page (empty where there is nothing to warn of); `sentence` says it in full."""

    word: str
    sentence: str


def standing(setting: Setting) -> Standing | None:
    """How the publication stands; None for a document that is part of none."""
    publication, labels = setting.publication, setting.labels
    if publication is None:
        return None
    if publication.is_concept or publication.date is None:
        return Standing(labels("standing.concept"), labels("standing.concept-sentence"))
    return Standing("", labels("standing.decided-sentence", date=dates.in_words(publication.date, labels)))
