"""A first look over the whole page: what stands around its content, what opens by a button, which tables are layout.

Whether a `header` is the page's own frame or holds its only title shows only when all of it has been seen; so does
the target of a note. One pass, no recursion, no look at a subtree twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import msgspec
from bs4 import Tag

from pipeline.ingest.html.tree import attribute, is_code
from pipeline.source import Region

HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Landmarks that are never the page's own content (WAI-ARIA 1.2, 5.3.4).
_FRAME_ROLES: Final = frozenset({"navigation", "banner", "contentinfo", "search", "menubar", "toolbar"})
_MAIN: Final = frozenset({"main", "article"})
# Elements in which a header or footer is theirs, not the page's (HTML standard, 4.3.8).
_SECTIONING: Final = frozenset({"main", "article", "section", "aside", "nav", "blockquote", "td", "figure"})
_FRAME_NAME: Final = re.compile(
    r"(?:^|[\s_-])(?:cookie\w*|consent|breadcrumbs?|skip-?(?:links?|to|nav)\w*)(?=$|[\s_-])", re.IGNORECASE
)
_CONTENTS: Final = re.compile(r"(?:^|\s)(?:toc|table-of-contents)(?=$|\s)", re.IGNORECASE)
_APART: Final = frozenset({"nav", "search", "select"})
_FRAMES: Final = _APART | {"form", "header", "footer"}
_TEXT_FIELDS: Final = frozenset({"", "text", "search", "email", "password", "tel", "url"})
_MARKS_HEADERS: Final = frozenset({"th", "thead", "caption"})
_SUBSTANCE: Final = HEADINGS | {"p", "table", "ul", "ol", "dl", "img"}
_STYLE_RULE: Final = re.compile(r"([^{}]{1,2000})\{([^{}]*)\}")
_STYLE_NAME: Final = re.compile(r"mso-style-name:\s*(?:\"([^\"]*)\"|([^;}\"]*))")

_COLOUR_RULE: Final = re.compile(r"(?:^|[;\s])(background(?:-color)?|color)\s*:\s*([^;]+)", re.IGNORECASE)
_CLASS: Final = re.compile(r"\.([\w-]+)")


class Survey:
    """What one look over a page finds. Elements are known by `id()`: their tree lives as long as the survey.

    `names` maps ids and names to elements; `controlled` are ids that a button or tab shows and hides; `regions` says
    which elements stand apart from the content; `layouts` are tables without data; `style_names` maps a class of a
    Word page to the name of its style, `colours` a class to the colours that the page's style sheet gives it; `links`
    are all links within the page.
    """

    def __init__(self) -> None:
        self.names: dict[str, Tag] = {}
        self.controlled: set[str] = set()
        self.regions: dict[int, Region] = {}
        self.layouts: set[int] = set()
        self.style_names: dict[str, str] = {}
        self.colours: dict[str, dict[str, str]] = {}
        self.links: list[Tag] = []


class _Held(msgspec.Struct):
    """What an element holds that may turn out to be frame or layout."""

    tag: Tag
    region: Region | None = None
    is_table: bool = False
    h1: bool = False
    main: bool = False
    substance: bool = False
    field: bool = False
    headings: bool = False
    tables: int = 0
    marked: bool = False
    rows: int = 0
    columns: int = 0

    def join(self, inner: _Held) -> None:
        """Take over what an element inside holds."""
        self.h1 |= inner.h1
        self.main |= inner.main
        self.substance |= inner.substance or inner.is_table
        self.field |= inner.field
        if inner.is_table:
            self.tables += 1
        else:
            self.headings |= inner.headings
            self.tables += inner.tables


def survey(root: Tag) -> Survey:
    """Look over a page."""
    result = Survey()
    frames: list[_Held] = []
    top = _Held(root)
    open_: list[_Held] = [top]
    sectioning = framed = 0
    title_outside = False
    stack: list[tuple[Tag, Iterator[Any], _Held | None]] = [(root, iter(root.contents), None)]
    while stack:
        tag, children, held = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            sectioning -= tag.name in _SECTIONING
            if held is not None:
                open_.pop()
                framed -= held.region is not None
                open_[-1].join(held)
                _settle_table(held, result)
        elif isinstance(child, Tag):
            if is_code(child):
                if child.name in {"head", "style"}:
                    _read_styles(child, result)
                continue
            _note(child, result, open_[-1])
            title_outside |= child.name == "h1" and not framed
            inner = _candidate(child, sectioned=sectioning > 0)
            if inner is not None:
                open_.append(inner)
                if inner.region is not None:
                    frames.append(inner)
                    framed += 1
            sectioning += child.name in _SECTIONING
            stack.append((child, iter(child.contents), inner))
    _settle_frames(frames, result, has_main=top.main, title_outside=title_outside)
    return result


def _note(tag: Tag, result: Survey, holder: _Held) -> None:
    name = tag.name
    holder.headings |= name in HEADINGS
    holder.h1 |= name == "h1"
    holder.substance |= name in _SUBSTANCE
    holder.main |= name in _MAIN
    holder.field |= name == "input" and attribute(tag, "type").lower() in _TEXT_FIELDS
    holder.marked |= name in _MARKS_HEADERS
    holder.rows += name == "tr"
    holder.columns += name == "td" and holder.rows < 2
    if tag.attrs:
        holder.main |= attribute(tag, "role") == "main"
        _note_names(tag, result)


def _note_names(tag: Tag, result: Survey) -> None:
    for key in ("id", "name") if tag.name == "a" else ("id",):
        if key in tag.attrs:
            result.names.setdefault(attribute(tag, key), tag)
    for key in ("aria-controls", "data-target", "data-bs-target"):
        if key in tag.attrs:
            result.controlled.update(name.lstrip("#") for name in attribute(tag, key).split())
    if attribute(tag, "href").startswith("#"):
        result.links.append(tag)
        if {"data-toggle", "data-bs-toggle", "aria-expanded"} & tag.attrs.keys() or attribute(tag, "role") == "tab":
            result.controlled.add(attribute(tag, "href")[1:])


def _candidate(tag: Tag, *, sectioned: bool) -> _Held | None:
    if tag.name == "table":
        return _Held(tag, is_table=True)
    region = _region(tag, sectioned=sectioned)
    return _Held(tag, region) if region is not None else None


def _region(tag: Tag, *, sectioned: bool) -> Region | None:
    """Where an element would stand, going by what it says of itself."""
    name = tag.name
    if not tag.attrs and name not in _FRAMES:
        return None
    role = attribute(tag, "role").lower()
    named = f"{attribute(tag, 'id')} {attribute(tag, 'class')}" if tag.attrs else ""
    if role == "doc-toc" or (name == "nav" and _CONTENTS.search(named)):
        return "contents"
    if name in _APART or role in _FRAME_ROLES:
        return "navigation"
    if name == "form" or (name in {"header", "footer"} and not sectioned and not role.startswith("doc-")):
        return "navigation"
    is_whole = name in {"html", "body", *_MAIN} or role == "main"
    is_named = _FRAME_NAME.search(named) or "breadcrumb" in attribute(tag, "aria-label").lower()
    return "navigation" if is_named and not is_whole else None


def _settle_frames(frames: list[_Held], result: Survey, *, has_main: bool, title_outside: bool) -> None:
    """Frame is what does not hold the page's content: its main part, its only title, text in a form."""
    for held in frames:
        name = held.tag.name
        is_content = (
            held.main
            or (held.h1 and not title_outside)
            or (name == "header" and not has_main)
            or (name == "form" and (held.substance or not held.field))
        )
        if held.region == "contents" or not is_content:
            result.regions[id(held.tag)] = held.region or "navigation"


def _settle_table(held: _Held, result: Survey) -> None:
    """A table is layout if it says so, or if it marks no cell as a header and holds headings, or one row of tables."""
    if not held.is_table:
        return
    tag = held.tag
    border = attribute(tag, "border") not in {"", "0"} or "MsoTable" in attribute(tag, "class")
    plain = not held.marked and not border
    single = held.rows < 2 or held.columns < 2
    if attribute(tag, "role") in {"presentation", "none"} or (plain and (held.headings or (held.tables and single))):
        result.layouts.add(id(tag))


def _read_styles(tag: Tag, result: Survey) -> None:
    """What style sheets say of classes: the names of Word's styles, and colours."""
    sheets = [tag] if tag.name == "style" else tag.find_all("style")
    for sheet in sheets:
        for rule in _STYLE_RULE.finditer("".join(map(str, sheet.contents))):
            _read_style_name(rule[1], rule[2], result.style_names)
            colours = {name.lower(): value.strip().lower() for name, value in _COLOUR_RULE.findall(rule[2])}
            for selector in rule[1].lower().split(",") if colours else ():
                if classes := _CLASS.findall(selector):
                    result.colours.setdefault(classes[-1], {}).update(colours)


def _read_style_name(selectors: str, declared: str, names: dict[str, str]) -> None:
    """The name that Word gives a style in the style sheet of its page: `p.Kop1 {mso-style-name: "Kop 1"}`."""
    found = _STYLE_NAME.search(declared)
    if found is None:
        return
    name = (found[1] or found[2] or "").replace("\\,", ",").split(",")[0].strip()
    for selector in selectors.split(","):
        class_ = selector.strip().partition(".")[2]
        if name and class_:
            names.setdefault(class_, name)
