"""How any type of the model is written as XML and read back, derived from the type itself, once for all of them.

    a Struct                       an element named after the type (`item-list`)
    a field that is one Struct     an element named after the field (`planning`)
    a number, a truth, a word      an attribute, named as in JSON (`headerRows`); a word is an enumeration, or a text
                                   whose field is one of `scalars.WORDS`
    any other text, and bytes      an element named after the field, which holds it (bytes in base64); the Struct's own
                                   element where nothing else could stand in that
    a tuple of Structs             an element named after the field, around theirs; none is needed where the field is
                                   called `content`, or after the one type that it holds (`rows`)
    a tuple of texts               an element named after the field, around `entry` elements
    a tuple of enumerated words    an attribute with blanks between
    a mapping                      as a tuple; each member has its key in the attribute `key`, and they are sorted by it
    None, and a field's default    nothing

No element holds both text and elements, so indentation never changes what is read. Nothing here recurses over a value:
how deep it may be is for the parser to say.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from pipeline.xmlmap.fields import Reading, Writing
from pipeline.xmlmap.plan import Plan, plan_of

__all__ = ["Plan", "plan_of", "read", "write"]


def write(plan: Plan, value: Any, element: etree._Element) -> int:
    """Fill an element with a value; how many Structs stand inside one another (each takes two elements at most).

    Raises ValueError where a text has a character that XML cannot hold.
    """
    depth = 0
    level = [Writing(plan, value, element)]
    while level:
        depth += 1
        below: list[Writing] = []
        for job in level:
            job.plan.fill(job.element, job.value, below)
        level = below
    return depth


def read(plan: Plan, element: etree._Element) -> Any:
    """The value that an element holds. It must fit the schema."""
    result: list[Any] = [None]
    jobs = [Reading(plan, element, result, 0, {})]
    for job in jobs:  # Grows as it goes: each element comes before those inside it …
        job.plan.open(job.element, job.values, jobs)
    for job in reversed(jobs):  # … so that backwards each comes when all that it holds is there.
        job.into[job.at] = job.plan.make(job.values)
    return result[0]
