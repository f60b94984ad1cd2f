"""What an RTF document holds: all text of all groups that are shown, whatever the reader made of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from pipeline.ingest.rtf.scopes import SHOWN, WORD_ART, Fate, Scope, entered, heard, is_endnote, opened
from pipeline.ingest.rtf.tokens import Event

DOCUMENT: Final = "document"
FOOTNOTES: Final = "footnotes"
ENDNOTES: Final = "endnotes"
COMMENTS: Final = "comments"
_PARTS: Final[dict[Fate, str]] = {"header": "header", "footer": "footer", "note": FOOTNOTES, "comment": COMMENTS}
ENDS: Final = frozenset(
    ("par", "line", "cell", "nestcell", "row", "nestrow", "sect", "page", "column", "lbr", "softline")
)
"""The words that end a line."""


def written(events: Iterable[Event]) -> dict[str, str]:
    """The text of all leaves, by part; a line end after each line and around each group that stands apart."""
    texts: defaultdict[str, list[str]] = defaultdict(list, {DOCUMENT: []})
    scopes = [Scope("text")]
    parts = [DOCUMENT]
    name = ""
    for event in events:
        scope = scopes[-1]
        if event.kind == "open":
            scope.is_bare = False
            scopes.append(opened(scope))
            parts.append(parts[-1])
        elif event.kind == "close" and len(scopes) > 1:
            texts[parts[-1]].append("\n" if scope.fate in _PARTS or scope.fate in {"box", "value"} else "")
            scopes.pop()
            parts.pop()
        elif event.kind == "word":
            outer = scopes[max(0, len(scopes) - 2)]
            if entered(scope, outer, scopes[max(0, len(scopes) - 3)], event):
                parts[-1] = _PARTS.get(scope.fate, parts[-1])
            if is_endnote(scope, event):
                parts[-1] = ENDNOTES
            if event.text in ENDS and scope.fate in SHOWN:
                texts[parts[-1]].append("\n")
        elif event.kind == "text":
            heard(scope, event.text)
            if scope.fate == "name":
                name = event.text.strip()
            elif scope.fate in SHOWN or (scope.fate == "value" and name == WORD_ART):
                texts[parts[-1]].append(event.text)
    return {part: "".join(said) for part, said in texts.items()}
