"""A profile proposed from a municipality's own documents: what they say that the base does not know, to be judged.

`survey` looks at documents, `guess` says what words may mean, `write` makes TOML of it that someone who does not
program can finish: every proposal stands behind a `#`.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.labels import Labels
from pipeline.profile import Profile
from pipeline.proposal.survey import Findings, Surveyed, read, survey
from pipeline.proposal.write import count, write

__all__ = ["Findings", "Surveyed", "count", "propose", "read", "survey", "write"]


def propose(name: str, documents: Iterable[Surveyed], base: Profile, labels: Labels) -> str:
    """The TOML of a profile called `name` that extends `base`, with what these documents say that it does not know."""
    return write(name, survey(documents, base), base, labels)
