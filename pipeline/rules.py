"""What stands in a profile, table by table: headings, blocks, sections, actions, plannings, statuses and the rest.

Figures and checks have modules of their own (`figure_rules.py`, `check_rules.py`); what is asked of all of it,
`Profile` answers (`profile.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

import msgspec

Texts = tuple[str, ...]


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A table of a profile."""


class HeadingRules(Rules, frozen=True):
    """How headings are known.

    `words` are what a style is named with its level behind it (`Kop`: `Kop 2`, `kop2`); `styles` maps another style
    name to a level 1 to 9; `own_styles` likewise, of styles that a municipality made itself and that Word does not know
    as headings: what they open is reported. Names are compared without case. `title_styles` are styles of the
    document's title; `numbers` are regular expressions for the number that a heading may begin with.
    """

    words: Texts = ()
    styles: Mapping[str, int] = {}
    own_styles: Mapping[str, int] = {}
    title_styles: Texts = ()
    numbers: Texts = ()
    infer: bool = False


class BlockRule(Rules, frozen=True):
    """A kind of block: the titles it goes by, in which `<jaar>` and `<gemeente>` stand for a year and for any words.

    `common_titles` are words that any chapter may be headed by (*Inleiding*): titles only beside one of `titles`.
    `details` says that sub-headings right below its title belong to it even at its own level.
    """

    titles: Texts = ()
    common_titles: Texts = ()
    details: bool = False


SectionKind = Literal["programme", "product", "paragraph", "appendix", "other"]
"""What a section is to a budget: a *paragraph* is one of those that the BBV asks for (article 9)."""

DocumentKind = Literal["budget", "framework", "interim-report", "accounts"]
"""A kind of document of the budget cycle: what comes first (framework), is decided, reported on, and accounted for."""


class SectionRule(Rules, frozen=True):
    """A kind of section: its titles; `patterns`, regular expressions for how number and title begin.

    `parents` are titles of the section that holds those of this kind: *Paragrafen*.
    """

    titles: Texts = ()
    patterns: Texts = ()
    parents: Texts = ()


class SectionRules(Rules, frozen=True):
    """Each kind of section."""

    programme: SectionRule = SectionRule()
    product: SectionRule = SectionRule()
    paragraph: SectionRule = SectionRule()
    appendix: SectionRule = SectionRule()
    other: SectionRule = SectionRule()


class DocumentWords(Rules, frozen=True):
    """The words in a document's title that tell its kind."""

    budget: Texts = ()
    framework: Texts = ()
    interim_report: Texts = ()
    accounts: Texts = ()


COLUMNS: Final = (
    *("description", "status", "planning", "start", "end", "aspect", "type", "owner", "budget", "explanation"),
    "objective",
)
"""What a column of an action table can mean.

`start` and `end` are the two halves of a planning, `aspect` one of several statuses of an action
(time, money, quality).
"""


class ActionRules(Rules, frozen=True):
    """How actions are known.

    `columns` has, for each of COLUMNS, the headers it goes by, the surest first; one header may stand with several.
    `doubtful` are headers of a description that other tables have as well. `types` are what a column of types holds,
    `owners` the words that an owner's cell begins with: they tell columns without a header. `objectives` are regular
    expressions for the beginning of a title that names an objective.
    """

    columns: Mapping[str, Texts] = {}
    doubtful: Texts = ()
    types: Texts = ()
    owners: Texts = ()
    objectives: Texts = ()


class PlanningWords(Rules, frozen=True):
    """The words of planning cells, in lower case.

    `months` and `ordinals` give numbers (`maart` = 3, `1e` = 1), `quarters` and `weeks` are words for a quarter and a
    week, `parts` parts of a year by their first and last month (`zomer` = [7, 8]). `before`, `until`, `after` and
    `onwards` leave one end open; `done` and `ongoing` stand for themselves. `linking` words say nothing of their own.
    """

    months: Mapping[str, int] = {}
    ordinals: Mapping[str, int] = {}
    quarters: Texts = ()
    weeks: Texts = ()
    parts: Mapping[str, tuple[int, int]] = {}
    before: Texts = ()
    until: Texts = ()
    after: Texts = ()
    onwards: Texts = ()
    done: Texts = ()
    ongoing: Texts = ()
    linking: Texts = ()


class StatusLegend(Rules, frozen=True):
    """What the words of a status mean. Colours mean something else in each municipality: a profile may say so.

    `colours` gives, by the name of a colour, what it is known by: samples (`#00b050`), signs and words in the names of
    classes and pictures. What a colour means is what its name means.
    """

    good: Texts = ()
    attention: Texts = ()
    bad: Texts = ()
    done: Texts = ()
    neutral: Texts = ()
    colours: Mapping[str, Texts] = {}


class CaptionRules(Rules, frozen=True):
    """Styles of captions."""

    styles: Texts = ()


class ContentsRules(Rules, frozen=True):
    """Generated tables of contents: their styles, and whether they are kept apart from the flow."""

    styles: Texts = ()
    apart: bool = True


class NoiseRules(Rules, frozen=True):
    """What a web site puts around a page.

    `patterns` are regular expressions, matched from the start of a paragraph's text without case; `navigation` says
    whether what the page itself marks as navigation is kept apart too.
    """

    patterns: Texts = ()
    navigation: bool = True


class CoverageRules(Rules, frozen=True):
    """The share (0 to 1) of a part's characters that must come through."""

    minimum: float = 0.0
