"""The events of a document, to stories: what each group and each word means for the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Final

import msgspec
from msgspec.structs import replace

from pipeline.content import Asset, Content, Note, NoteReference, ink
from pipeline.diagnostics import Code, Place, flaw
from pipeline.ingest.rtf import formulas
from pipeline.ingest.rtf.form import Format, Look, form_after, look_after
from pipeline.ingest.rtf.pictures import Picture
from pipeline.ingest.rtf.scopes import SHOWN, WORD_ART, Fate, Scope, entered, heard, is_endnote, opened
from pipeline.ingest.rtf.story import LEAST_NESTED, Shared, Story
from pipeline.ingest.rtf.tokens import Event
from pipeline.ingest.rtf.written import COMMENTS, DOCUMENT, ENDNOTES, FOOTNOTES
from pipeline.ingest.word.fields import target
from pipeline.ingest.word.names import Element
from pipeline.source import Piece, Region, gather, piece_text

_GO_BACK: Final = "_GoBack"
_ROW_WORDS: Final = frozenset(("trowd", "trhdr", "clmrg", "clvmrg", "cellx"))
_RUNNING: Final[dict[Fate, Region]] = {"header": "header", "footer": "footer"}
_SAID: Final = frozenset(("label", "instruction", "bookmark", "name", "value"))


class _Group(msgspec.Struct):
    """A group that is open. `said`, `picture` and `element` are those of the nearest group around that has one."""

    scope: Scope
    story: Story
    look: Look = Look()
    form: Format = Format()
    begun: bool = False
    said: list[str] = []
    picture: Picture | None = None
    element: Element | None = None


class Reader:
    """Reads a document; after `read` its parts stand in `pieces`, `notes` and `running`."""

    def __init__(self, shared: Shared) -> None:
        self.pieces: tuple[Piece, ...] = ()
        self.notes: list[Note] = []
        self.assets: dict[str, Asset] = {}
        self._shared = shared
        self._running: dict[Region, list[Piece]] = {"header": [], "footer": []}
        self._revisions = 0
        self._name = ""
        self._counts: Counter[str] = Counter()
        self._stack = [_Group(Scope("text"), Story(shared, DOCUMENT))]

    def read(self, events: Iterable[Event]) -> None:
        """Read all of it."""
        body = self._stack[0]
        handlers: dict[str, Callable[[Event], None]] = {
            "open": self._open,
            "close": self._close,
            "word": self._word,
            "text": self._text,
            "data": self._data,
        }
        form = body.form
        for event in events:
            handlers[event.kind](event)
            if self._stack[-1].story is body.story:
                form = self._stack[-1].form if event.kind == "text" else form
        while len(self._stack) > 1:
            self._close(Event("close"))
        self.pieces = body.story.close(form)
        if self._revisions:
            self._shared.report(flaw(Code.TRACKED_CHANGES, Place(), count=self._revisions))

    def running(self) -> Iterator[Piece]:
        """Heads and feet, each distinct one once: the others say it again."""
        for region, pieces in self._running.items():
            seen: set[Content] = set()
            for piece in pieces:
                if piece.content in seen:
                    self._shared.kept_out.setdefault(region, []).append(piece_text(piece))
                else:
                    seen.add(piece.content)
                    yield replace(piece, place=replace(piece.place, item=len(seen)))

    # ------------------------------------------------------------------------ groups

    def _open(self, _event: Event) -> None:
        outer = self._stack[-1]
        outer.scope.is_bare = False
        self._stack.append(replace(outer, scope=opened(outer.scope), begun=False))

    def _close(self, _event: Event) -> None:
        if len(self._stack) == 1:
            return
        group = self._stack.pop()
        if group.begun:
            self._end(group, self._stack[-1])

    def _begin(self, group: _Group, outer: _Group) -> None:
        """A group says what it is."""
        fate = group.scope.fate
        group.begun = True
        gone = outer.look.unshown
        if fate in _RUNNING:
            self._begin_story(group, fate, _RUNNING[fate], None)
        elif fate == "note":
            self._begin_story(group, FOOTNOTES, "body", gone)
        elif fate == "comment":
            self._begin_story(group, COMMENTS, "body", Code.COMMENT)
        elif fate == "box":
            self._begin_story(group, outer.story.part, outer.story.region, gone)
        elif fate in _SAID:
            group.said = []
        elif fate == "picture":
            group.picture = Picture()
        elif fate in {"formula", "run"}:
            group.element = formulas.begun(group.scope.word, outer.element)
            group.said = []

    def _begin_story(self, group: _Group, part: str, region: Region, gone: Code | None) -> None:
        group.story = Story(self._shared, part, region)
        group.look, group.form = Look(gone=gone), Format()

    def _end(self, group: _Group, outer: _Group) -> None:
        """A group that has said what it is ends."""
        said = "".join(group.said).strip()
        match group.scope.fate:
            case "header" | "footer" as region:
                self._running[region].extend(group.story.close(group.form))
            case "note":
                self._end_note(group, outer)
            case "comment":
                group.story.close(group.form)
            case "box":
                outer.story.add_boxes(group.story.close(group.form))
            case "label":
                outer.story.label = said
            case "instruction":
                outer.look = replace(outer.look, href=target(said))
            case "bookmark" if said and said != _GO_BACK:
                outer.story.anchors.append(said)
            case "name":
                self._name = said
            case "value":
                self._end_value(said, group, outer)
            case "picture" if group.picture is not None:
                self._end_picture(group.picture, outer)
            case "formula" | "run":
                self._end_formula(group, outer)
            case _:
                pass

    def _end_note(self, group: _Group, outer: _Group) -> None:
        pieces = group.story.close(group.form)
        if group.look.gone is None:
            kind = "endnote" if group.story.part == ENDNOTES else "footnote"
            self._counts[kind] += 1
            note = Note(f"{kind}-{self._counts[kind]}", gather(pieces), "endnote" if kind == "endnote" else "footnote")
            self.notes.append(note)
            # Its number stands raised; the place that it belongs to does not.
            outer.story.add(NoteReference(note.id), outer.look)

    def _end_value(self, said: str, group: _Group, outer: _Group) -> None:
        if self._name == WORD_ART and said:
            art = Story(self._shared, outer.story.part, outer.story.region)
            art.text(said, Look(gone=group.look.unshown))
            outer.story.add_boxes(art.close(Format()))
        elif self._name == "wzDescription" and said and group.picture is not None:
            group.picture.alt = said

    def _end_picture(self, picture: Picture, outer: _Group) -> None:
        if (image := picture.close(self.assets)) is not None:
            outer.story.add(image, outer.look)

    def _end_formula(self, group: _Group, outer: _Group) -> None:
        element = group.element
        if element is None:
            return
        formulas.end(element, "".join(group.said), is_run=group.scope.fate == "run")
        if outer.element is not None:
            return
        said = formulas.spoken_here(element)
        if outer.look.unshown is not None:
            outer.story.text(said.held, outer.look)
        elif ink(said.formula.text):
            outer.story.add(said.formula, outer.look)
            self._shared.kept_out.setdefault(outer.story.part, []).append(said.unsaid)
            self._shared.added.setdefault(outer.story.part, []).append(said.added)

    # ------------------------------------------------------------------------ text

    def _data(self, event: Event) -> None:
        if (picture := self._stack[-1].picture) is not None:
            picture.data(event.data)

    def _text(self, event: Event) -> None:
        group = self._stack[-1]
        text, fate = event.text, group.scope.fate
        heard(group.scope, text)
        if fate in {"run", "formula"} or fate in _SAID:
            group.said.append(text)
        elif fate in SHOWN:
            # Pandoc sets the number of a note apart by a blank that is not to be broken.
            if text != "\u00a0" or not group.story.is_empty or group.story.part == DOCUMENT:
                group.story.text(text, group.look)
        elif fate == "picture" and group.picture is not None:
            group.picture.text(text)
        elif fate == "styles":
            self._shared.head.style_text(text)
        elif fate == "lists":
            self._shared.head.list_text(event.data, group.scope.word)
        elif fate == "info":
            self._shared.head.tell(group.scope.word, text)

    # ------------------------------------------------------------------------ words

    def _word(self, event: Event) -> None:
        stack, head = self._stack, self._shared.head
        group = stack[-1]
        outer, around = stack[max(0, len(stack) - 2)], stack[max(0, len(stack) - 3)]
        if entered(group.scope, outer.scope, around.scope, event):
            self._begin(group, outer)
            return
        match group.scope.fate:
            case "styles":
                head.style_word(event)
            case "lists":
                head.list_word(event)
            case "overrides":
                head.override_word(event)
            case "info":
                head.date_word(group.scope.word, event)
            case "picture" if group.picture is not None:
                group.picture.word(event.text, event.number)
            case "quiet" | "text" | "header" | "footer" | "note" | "comment" | "box":
                self._shown_word(group, event)
            case _:
                pass

    def _shown_word(self, group: _Group, event: Event) -> None:
        name, number = event.text, event.number
        if name == "deflang":
            self._shared.head.set_language(number)
        elif is_endnote(group.scope, event):
            group.story.part = ENDNOTES
        elif name in _ROW_WORDS:
            depth = max(LEAST_NESTED, group.form.depth) if group.scope.word == "nesttableprops" else 1
            group.story.definitions[depth].word(name, number)
        elif name in {"revised", "deleted"}:
            self._revisions += number != 0
            group.look = replace(group.look, deleted=name == "deleted" and number != 0)
        elif (form := form_after(group.form, name, number)) is not group.form:
            group.form = form
        elif (look := look_after(group.look, name, is_on=number != 0)) is not group.look:
            group.look = look
        else:
            group.story.word(name, group.form, group.look)
