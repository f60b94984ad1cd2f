"""What the reading of one page shares: where it is, what it has found, what it reports."""

from __future__ import annotations

from collections import defaultdict

from bs4 import Tag

from pipeline.content import Asset, Image, clean
from pipeline.diagnostics import Code, Place, Report, flaw, quote
from pipeline.ingest.html.notes import FoundNotes, find_notes
from pipeline.ingest.html.pictures import picture
from pipeline.ingest.html.survey import Survey, survey
from pipeline.ingest.html.tree import strings, words
from pipeline.limits import Limits
from pipeline.source import Resources


class Context:
    """One page.

    `kept_out` holds, by part, the texts that diagnostics quote, and the labels and note marks that Word and pandoc
    write out and the source gives as labels and references; `added` what is shown and stands in no text. `part` is
    what is being read.
    """

    def __init__(self, root: Tag, resources: Resources, limits: Limits, report: Report) -> None:
        self.limits = limits
        self.page: Survey = survey(root)
        self.notes: FoundNotes = find_notes(self.page)
        self.assets: dict[str, Asset] = {}
        self.part = "document"
        self.kept_out: defaultdict[str, list[str]] = defaultdict(list)
        self.added: defaultdict[str, list[str]] = defaultdict(list)
        self.item = 1
        self._report = report
        self._resources = resources
        self._lists = 0
        self._said: set[tuple[Code, str]] = set()

    def place(self, text: str = "") -> Place:
        """The place that the walk has come to."""
        return Place(self.part, self.item, quote=quote(text))

    def next_list(self) -> str:
        """A key for one more list."""
        self._lists += 1
        return f"list-{self._lists}"

    def say(self, code: Code, text: str = "", **values: object) -> None:
        """Report a flaw here."""
        self._report(flaw(code, self.place(text), text, **values))

    def say_once(self, code: Code, key: str, **values: object) -> None:
        """Report a flaw the first time that it is met."""
        if (code, key) not in self._said:
            self._said.add((code, key))
            self.say(code, "", **values)

    def words(self, tag: Tag) -> str:
        """The text of an element in one line; notes that stand in it are not its own."""
        return words(tag, self.notes.targets)

    def keep_out(self, tag: Tag, code: Code) -> None:
        """Report the text of an element that is not the page's."""
        if text := self.words(tag):
            self.kept_out[self.part].append("".join(strings(tag, self.notes.targets)))
            self.say(code, text)

    def generate(self, node: Tag | str) -> None:
        """Keep out text that stands for what the source gives as a label or a reference."""
        text = "".join(strings(node, self.notes.targets)) if isinstance(node, Tag) else clean(node)
        self.kept_out[self.part].append(text)

    def add(self, text: str) -> str:
        """Count text that is shown and stands in no text of the page."""
        self.added[self.part].append(text)
        return text

    def picture(self, tag: Tag) -> Image:
        """The picture of an `img`."""
        return picture(tag, self._resources, self.assets, self.place(), self._report)
