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
    if not tag.attrs:
        return None
    class_ = attribute(tag, "class")
    if (name == "del" and is_tracked(tag)) or (name in {"del", "span"} and "msoDel" in class_.split()):
        return Code.DELETED_TEXT
    if _COMMENT_CLASS.search(class_) or style(tag).get("mso-element") in {"comment-list", "comment"}:
        return Code.COMMENT
    return Code.HIDDEN_TEXT if hides(tag) and not _opens(tag, page) else None


def is_tracked(tag: Tag) -> bool:
    """Whether a `del` or `ins` is a change that someone has made at a moment, as Word writes it: not a look."""
    return "datetime" in tag.attrs or "cite" in tag.attrs


def hides(tag: Tag) -> bool:
    """Whether an element says that it is hidden."""
    given = style(tag)
    return (
        tag.attrs.get("hidden", "until-found") != "until-found"
        or (given.get("display", "").startswith("none") and given.get("mso-hide") != "screen")
        or given.get("mso-hide") == "all"
        or given.get("visibility", "").startswith(("hidden", "collapse"))
    )


def is_panel(tag: Tag) -> bool:
    """Whether an element is called what frameworks call a part that opens and closes."""
    return bool(_PANEL.search(f"{attribute(tag, 'id')} {attribute(tag, 'class')}"))


def _opens(tag: Tag, page: Survey) -> bool:
    if attribute(tag, "id") in page.controlled or attribute(tag, "role") == "tabpanel":
        return True
    if tag.name in {"span", "p", "a", "input", "tr", "td"}:
        return False
    if is_panel(tag):
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
