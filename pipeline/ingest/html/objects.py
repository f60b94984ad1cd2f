"""Inline elements that are no text themselves: line breaks, pictures, formulas, what Word writes for a tab."""

from __future__ import annotations

from bs4 import Tag

from pipeline.content import Text, marks
from pipeline.diagnostics import Code
from pipeline.ingest.html.blocks import OBJECTS, tabs
from pipeline.ingest.html.context import Context
from pipeline.ingest.html.formulas import formula
from pipeline.ingest.html.line import Line, Look


def read_object(tag: Tag, inside: Look, line: Line, context: Context) -> bool:
    """Add to the line what an element stands for; False where its content is to be read as well."""
    match tag.name:
        case "br":
            line.break_(inside)
        case "img":
            line.add(context.picture(tag), inside)
        case "math":
            if (math := formula(tag)) is not None:
                line.add(math, inside)
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
