"""What a page holds and does not show: hidden, deleted and commented text, by what an element says of itself."""

from __future__ import annotations

import re
from typing import Final

from bs4 import Tag

from pipeline.diagnostics import Code
from pipeline.ingest.html.survey import HEADINGS, Survey
from pipeline.ingest.html.tree import attribute, style

_NOT_SHOWN: Final = frozenset({"noscript", "noframes", "noembed", "datalist"})
_COMMENT_CLASS: Final = re.compile(
    r"(?:^|\s)(?:mso(?:com(?:anchor|off|txt)|CommentReference|CommentText))(?=$|\s)", re.IGNORECASE
)
# What frameworks call a part that opens and closes.
_PANEL: Final = re.compile(
    r"accordion|collaps|expand|panel|toggle|tab-?(?:pane|content)|dropdown-?content", re.IGNORECASE
)


def kept_out(tag: Tag, page: Survey) -> Code | None:
    """Why the text of an element is not the page's: DELETED_TEXT, HIDDEN_TEXT or COMMENT; None where it is.

    A panel that opens by a button, a summary or a tab is hidden only until a reader opens it: it is content.
    """
    name = tag.name
    if name in _NOT_SHOWN or (name == "dialog" and "open" not in tag.attrs):
        return Code.HIDDEN_TEXT
    attributes = tag.attrs
    if not attributes:
        return None
    if "class" in attributes:
        class_ = attribute(tag, "class")
        if name in {"del", "span"} and "msoDel" in class_.split():
            return Code.DELETED_TEXT
        if _COMMENT_CLASS.search(class_):
            return Code.COMMENT
    given = style(tag)
    if given.get("mso-element") in {"comment-list", "comment"}:
        return Code.COMMENT
    hidden = (
        attributes.get("hidden", "until-found") != "until-found"
        or (given.get("display", "").startswith("none") and given.get("mso-hide") != "screen")
        or given.get("mso-hide") == "all"
        or given.get("visibility", "").startswith(("hidden", "collapse"))
    )
    return Code.HIDDEN_TEXT if hidden and not _opens(tag, page) else None


def _opens(tag: Tag, page: Survey) -> bool:
    if attribute(tag, "id") in page.controlled or attribute(tag, "role") == "tabpanel":
        return True
    if tag.name in {"span", "p", "a", "input", "tr", "td"}:
        return False
    if _PANEL.search(f"{attribute(tag, 'id')} {attribute(tag, 'class')}"):
        return True
    parent = tag.parent
    if parent is not None and parent.name == "details":
        return True
    before = tag.find_previous_sibling(name=True)
    return isinstance(before, Tag) and _is_opener(before)


def _is_opener(tag: Tag) -> bool:
    if tag.name in HEADINGS or tag.name in {"button", "summary"} or attribute(tag, "role") == "button":
        return True
    return bool(_PANEL.search(attribute(tag, "class"))) or (
        len(tag.contents) < 4 and tag.find("button", recursive=False) is not None
    )
