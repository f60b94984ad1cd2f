"""What stands beside the flow: notes (ECMA-376-1, 17.11), headers and footers (17.10), comments (17.13.4)."""

from __future__ import annotations

from pipeline.content import Note
from pipeline.diagnostics import Code, Place, flaw
from pipeline.ingest.word.body import story
from pipeline.ingest.word.context import Context, Part
from pipeline.ingest.word.names import ID, Element, w
from pipeline.source import Piece, Region, gather, piece_text

_KINDS = (("footnote", "footnotes"), ("endnote", "endnotes"))


def read_notes(context: Context) -> tuple[Note, ...]:
    """The notes that the text refers to, in order of reference; also those that notes refer to."""
    sources = {kind: _NoteSource(context, kind, name) for kind, name in _KINDS}
    found: list[Note] = []
    done: set[str] = set()
    while waiting := [key for key in context.notes if key not in done]:
        for key in waiting:
            done.add(key)
            kind, number, place = context.notes[key]
            found.append(sources[kind].read(key, number, place))
    for source in sources.values():
        source.close()
    return (*found, *context.nested_notes)


class _NoteSource:
    """The part that holds all notes of a kind."""

    def __init__(self, context: Context, kind: str, name: str) -> None:
        self._kind = kind
        self._context = context
        self._root = context.package.related_xml(name, w(name))
        self._part = Part(context, name, context.package.related(name) or "")
        self._notes: dict[str, Element] = {}
        for element in self._root.iterchildren(w(kind)) if self._root is not None else ():
            # Separators are notes too, of another type (17.11.9).
            if (element.get(w("type")) or "normal") == "normal":
                self._notes.setdefault(element.get(ID) or "", element)
            else:
                self._part.keep_out(element)
        self._unread = dict(self._notes)

    def read(self, key: str, number: str, place: Place) -> Note:
        element = self._unread.pop(number, None)
        kind = "footnote" if self._kind == "footnote" else "endnote"
        if element is None:
            self._context.report(flaw(Code.NOTE_MISSING, place))
            return Note(id=key, content=(), kind=kind)  # type: ignore[arg-type]
        return Note(id=key, content=gather(story(self._part, element)), kind=kind)  # type: ignore[arg-type]

    def close(self) -> None:
        if self._root is None:
            return
        shown = self._referred_to() if self._unread else frozenset()
        for number, element in self._unread.items():
            if number not in shown:
                self._part.leave_out(element, Code.HIDDEN_TEXT)
        self._part.close(self._root)

    def _referred_to(self) -> frozenset[str]:
        """The notes that are referred to from what is shown, by number, whatever the reader made of the references."""
        context = self._context
        references = (element for root in context.roots for element in root.iter(w(f"{self._kind}Reference")))
        return frozenset(element.get(ID) or "" for element in references if element not in context.silenced)


def read_running(context: Context) -> tuple[Piece, ...]:
    """Headers, then footers, each distinct text once: sections often repeat that of another."""
    pieces: list[Piece] = []
    seen: set[tuple[Region, str]] = set()
    for region in ("header", "footer"):
        for path in [path for path, used_as in context.running.items() if used_as == region]:
            root = context.package.xml_or_report(path) if path in context.package.archive else None
            if root is None:
                continue
            part = Part(context, region, path)
            found = story(part, root, region)
            text = "\n".join(map(piece_text, found))
            if (region, text) in seen:
                part.kept_out[:] = [part.text(root), *part.added]
            else:
                seen.add((region, text))
                pieces.extend(found)
            part.close(root)
    return tuple(pieces)


def report_comments(context: Context) -> None:
    """Quote each comment, at the place that it is about; comments never reach a reader."""
    root = context.package.related_xml("comments", w("comments"))
    if root is None:
        return
    part = Part(context, "comments", context.package.related("comments") or "")
    for element in root.iterchildren(w("comment")):
        text = part.words(element)
        place = context.comments.get(element.get(ID) or "", part.place(text))
        context.report(flaw(Code.COMMENT, place, text, author=element.get(w("author")) or ""))
    part.kept_out.append(part.text(root))
    part.close(root)
