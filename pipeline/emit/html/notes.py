"""Notes: at the end of the page, linked both ways with the numbers in the text."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.content import Note
from pipeline.emit.context import Context
from pipeline.emit.html.flow import flow
from pipeline.emit.html.markup import Element, el


def endnotes(notes: Iterable[Note], context: Context) -> Element | None:
    """The notes in the order of their numbers; None where there are none."""
    if not context.notes:
        return None
    written = {note.id: note for note in notes}
    items = el("ol")
    before = 0
    for id_, number in sorted(context.notes.items(), key=lambda entry: entry[1]):
        content = flow(written[id_].content, context) if id_ in written else []
        # A page of one section has some of the notes, each by the number that it has in the whole.
        value = None if number == before + 1 else str(number)
        items.append(
            el("li", *(content or [el("p", context.labels("html.note-empty"))]), id=f"note--{number}", value=value)
        )
        before = number
    title_id = "notes--title"
    return el(
        "section",
        el("h2", context.labels("html.notes"), id=title_id),
        items,
        role="doc-endnotes",
        aria_labelledby=title_id,
        class_="notes",
    )


def link_back(page: Element, context: Context) -> None:
    """Give each reference an id, and each note a link to every place that refers to it."""
    places: dict[str, list[str]] = {}
    for link in page.iter("a"):
        if link.get("role") == "doc-noteref":
            found = places.setdefault(link.get("href", "")[1:], [])
            found.append(f"{link.get('href', '')[1:]}-{len(found) + 1}")
            link.set("id", found[-1])
    for note in page.iter("li"):
        for count, id_ in enumerate(places.get(note.get("id", ""), ()), start=1):
            number = note.get("id", "").rpartition("--")[2]
            label = context.labels(
                "html.note-back" if count == 1 else "html.note-back-again", number=number, count=count
            )
            last = note[-1] if note[-1].tag == "p" else note
            last.append(el("a", "↑", href=f"#{id_}", role="doc-backlink", aria_label=label, class_="note-back"))
