"""What is a title and what only stands in one: headings that are never closed, numbers without a blank, buttons."""

from __future__ import annotations

import re
from typing import Final

from bs4 import NavigableString, Tag

from pipeline.ingest.html.blocks import CONTENT
from pipeline.ingest.html.survey import Survey
from pipeline.ingest.html.tree import BLOCKS, attribute, is_text
from pipeline.ingest.html.visibility import hides, is_panel

# Longer than the second line of any title.
_LONGEST: Final = 120
_NUMBER: Final = re.compile(r"\s*(?:\d{1,3}\.)+(?:\d{1,3})?\s*")
_OPENS: Final = frozenset({"aria-expanded", "aria-controls", "data-target", "data-bs-target", "data-toggle"})


def is_unclosed(tag: Tag) -> bool:
    """Whether a heading holds the text below it, for its author has not closed it: it ends at the next heading then.

    It begins with words of its own, and goes on with blocks that hold sentences, a list, a table or another heading. A
    browser shows all of that in the look of the heading; no one means it. A second line is part of a title.
    """
    below = ""
    has_words = in_block = False
    for node in tag.descendants:
        if isinstance(node, Tag):
            if node.name in BLOCKS:
                if not has_words:
                    return False
                in_block = True
            if node.name in CONTENT:
                return True
        elif isinstance(node, NavigableString) and is_text(node):
            has_words |= bool(node.strip())
            below += node if in_block else ""
            if len(below) > _LONGEST:
                return True
    return below.rstrip().endswith(".")


def is_number(text: str) -> bool:
    """Whether it is the number of a title (`2.6.1`, `3.`): a blank goes between it and what stands beside it."""
    return _NUMBER.fullmatch(text) is not None


def opens_part(tag: Tag, page: Survey) -> bool:
    """Whether a button opens and closes something, and so is the title of it."""
    if any(name in tag.attrs for name in _OPENS) or is_panel(tag):
        return True
    following = tag.find_next_sibling(name=True)
    return isinstance(following, Tag) and (
        is_panel(following) or hides(following) or attribute(following, "id") in page.controlled
    )
