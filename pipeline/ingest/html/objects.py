"""Inline elements that are no text themselves: line breaks, pictures, formulas, what Word writes for a tab."""

from __future__ import annotations

from typing import Final

from bs4 import Tag

from pipeline.content import Link, Text, clean, marks
from pipeline.diagnostics import Code
from pipeline.ingest.html.blocks import OBJECTS, tabs
from pipeline.ingest.html.context import Context
from pipeline.ingest.html.formulas import formula
from pipeline.ingest.html.line import Line, Look
from pipeline.ingest.html.tree import attribute

BOXES: Final = ("☐", "☒")
"""The signs of a box that is not checked, and of one that is."""


def check_box(tag: Tag) -> str:
    """The sign of a check box that an item of a list begins with (a task, as GitHub and pandoc write it); else empty.

    Other boxes are parts of forms.
    """
    if tag.name != "input" or attribute(tag, "type").lower() != "checkbox":
        return ""
    inner: Tag | None = tag
    while inner is not None and inner.name != "li":
        if any(isinstance(before, Tag) or str(before).strip() for before in inner.previous_siblings):
            return ""
        inner = inner.parent if inner.parent is not None and inner.parent.name in {"label", "p", "li"} else None
    if inner is None:
        return ""
    return BOXES["checked" in tag.attrs]


def read_object(tag: Tag, inside: Look, line: Line, context: Context) -> bool:
    """Add to the line what an element stands for; False where its content is to be read as well."""
    match tag.name:
        case "br":
            line.break_(inside)
        case "img":
            line.add(context.picture(tag), inside)
        case "input" if attribute(tag, "type").lower() == "image":
            line.add(context.picture(tag), inside)
        case "input" if sign := check_box(tag):
            line.add(Text(context.add(sign), marks(inside.marks)), inside)
            line.space()
        case "area" if alt := clean(attribute(tag, "alt")).strip():
            # A place in a picture that leads somewhere: who does not see the picture is given its words as a link.
            said = Text(context.add(alt))
            href = clean(attribute(tag, "href")).strip()
            line.space()
            line.add(Link(href, (said,)) if href else said, inside)
            line.space()
        case "math":
            if (found := formula(tag)) is not None:
                line.add(found[0], inside)
                context.add(found[1])
        case "span" if count := tabs(tag):
            context.generate(tag)
            line.add(Text("\t" * count, marks(inside.marks)), inside)
        case "text" | "title":
            line.space()
            return False
        case name if name in OBJECTS:
            context.say(Code.OBJECT_REPLACED, kind=name)
            return False
        case _:
            return False
    return True
