"""Text that its author marked as with a felt pen: `mark`, or a span in an ink of Word's own."""

from __future__ import annotations

import re
from typing import Final

from bs4 import Tag

from pipeline.ingest.html.tree import style

# Other backgrounds are how a page is laid out.
_INK: Final = re.compile(
    r"(?:^|\s)(?:yellow|lime|aqua|cyan|fuchsia|magenta|#ff0|#0f0|#0ff|#f0f|#ffff00|#00ff00|#00ffff|#ff00ff"
    r"|rgb\(\s*(?:255,\s*255,\s*0|0,\s*255,\s*0|0,\s*255,\s*255|255,\s*0,\s*255)\s*\))(?=$|[\s;])"
)


def is_highlighted(tag: Tag) -> bool:
    """Whether an element in a line is marked so, and none around it is."""
    return _is_marked(tag) and not any(_is_marked(outer) for outer in tag.parents if isinstance(outer, Tag))


def _is_marked(tag: Tag) -> bool:
    if tag.name == "mark":
        return True
    if "style" not in tag.attrs:
        return False
    given = style(tag)
    if "mso-highlight" in given:
        return given["mso-highlight"] not in {"none", "white"}
    return bool(_INK.search(given.get("background-color") or given.get("background", "")))
