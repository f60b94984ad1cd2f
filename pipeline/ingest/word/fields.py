"""Complex fields (ECMA-376-1, 17.16): an instruction that is never shown, and its result, over runs and paragraphs."""

from __future__ import annotations

import re
from typing import Final

from pipeline.ingest.word.names import FIELD_MARK, REMOVED, TEXT_BOX, Element, is_on_attribute, number, value, w
from pipeline.ingest.word.symbols import REPLACEMENT, symbol

_TYPE: Final = w("fldCharType")
_TOKEN: Final = re.compile(r'["“”„]((?:\\.|[^"”\\])*)["”]|(\S+)')
# Switches of HYPERLINK (17.16.5.25) that take an argument.
_WITH_ARGUMENT: Final = frozenset(("\\o", "\\t"))
_REFERENCES: Final = frozenset(("REF", "PAGEREF", "NOTEREF"))


class Field:
    """One field that has begun. `start` is where its result begins among the nodes of the current line."""

    def __init__(self, form: Element | None) -> None:
        self.form = form
        self.instruction = ""
        self.has_result = False
        self.href = ""
        self.start = 0

    @property
    def kind(self) -> str:
        """The name of the field: the first word of the instruction."""
        return next(iter(self.instruction.split(None, 1)), "").upper()


class Fields:
    """The fields that are open at one point of a story (body, note, text box)."""

    def __init__(self, balanced: frozenset[Element]) -> None:
        self._balanced = balanced
        self._open: list[Field] = []
        self._unseparated = 0
        self.contents = 0

    @property
    def in_instruction(self) -> bool:
        """Whether text here is part of an instruction."""
        return self._unseparated > 0

    def instruct(self, text: str) -> None:
        """Take text as instruction of the innermost field that has no result yet."""
        field = next((field for field in reversed(self._open) if not field.has_result), None)
        if field is not None:
            field.instruction += text

    def linked(self) -> list[Field]:
        """The open fields whose result is a link, innermost last."""
        return [field for field in self._open if field.href]

    def mark(self, element: Element, position: int) -> Field | None:
        """Take a `fldChar` (17.16.18); returns the field that it ends. Marks without a counterpart are no field."""
        if element not in self._balanced:
            return None
        kind = element.get(_TYPE)
        if kind == "begin":
            self._open.append(Field(element.find(w("ffData"))))
            self._unseparated += 1
        elif kind == "separate" and self._open:
            self._separate(self._open[-1], position)
        elif kind == "end" and self._open:
            return self._end(self._open.pop())
        return None

    def _separate(self, field: Field, position: int) -> None:
        if not field.has_result:
            field.has_result = True
            self._unseparated -= 1
            field.start = position
            field.href = target(field.instruction)
            self.contents += is_contents(field.instruction)

    def _end(self, field: Field) -> Field:
        if field.has_result:
            self.contents -= is_contents(field.instruction)
        else:
            self._unseparated -= 1
        return field


def balanced_marks(root: Element) -> dict[Element | None, frozenset[Element]]:
    """The `fldChar`s that have their counterparts, by the text box they stand in (None: the story itself).

    So that a field that never ends does not swallow the rest of the text.
    """
    stacks: dict[Element | None, list[list[Element]]] = {}
    found: dict[Element | None, set[Element]] = {}
    for mark in root.iter(FIELD_MARK):
        box: Element | None = None
        removed = False
        for above in mark.iterancestors():
            if above is root:
                break
            if above.tag == TEXT_BOX:
                box = above
                break
            removed = removed or above.tag in REMOVED
        if removed:
            continue
        stack = stacks.setdefault(box, [])
        kind = mark.get(_TYPE)
        if kind == "begin":
            stack.append([mark])
        elif kind == "separate" and stack:
            stack[-1].append(mark)
        elif kind == "end" and stack:
            found.setdefault(box, set()).update(stack.pop(), (mark,))
    return {box: frozenset(marks) for box, marks in found.items()}


def is_contents(instruction: str) -> bool:
    """Whether a field is a table of contents (17.16.5.69)."""
    return instruction.split(None, 1)[:1] in (["TOC"], ["toc"])


def target(instruction: str) -> str:
    """Where the result of a field leads (17.16.5.25, .48, .53); empty where it is no link."""
    tokens = [(quoted or plain).replace("\\\\", "\\") for quoted, plain in _TOKEN.findall(instruction)]
    if not tokens:
        return ""
    kind, arguments = tokens[0].upper(), tokens[1:]
    if kind == "HYPERLINK":
        return _hyperlink(arguments)
    if kind in _REFERENCES and any(token.lower() == "\\h" for token in arguments):
        name = next((token for token in arguments if not token.startswith("\\")), "")
        return f"#{name}" if name else ""
    return ""


def _hyperlink(arguments: list[str]) -> str:
    address, anchor = "", ""
    rest = iter(arguments)
    for token in rest:
        if token.lower() == "\\l":
            anchor = next(rest, "")
        elif token.lower() in _WITH_ARGUMENT:
            next(rest, "")
        elif not token.startswith("\\") and not address:
            address = token
    return f"{address}#{anchor}" if anchor else address


# --------------------------------------------------------------------------- fields without a stored result

_SYMBOL: Final = re.compile(r'SYMBOL\s+"?(0x[0-9a-f]+|\d+)"?(.*)', re.IGNORECASE | re.DOTALL)
_FONT: Final = re.compile(r'\\f\s+"?([^"\\]+)', re.IGNORECASE)


def shown_without_result(field: Field) -> str:
    """What Word shows for a field that it computes from the instruction or the form data; empty where it is nothing."""
    kind = field.kind
    if kind == "FORMCHECKBOX":
        return _check_box(field.form)
    if kind == "FORMDROPDOWN":
        return _chosen(field.form)
    if field.has_result:
        return ""
    if kind in ("MACROBUTTON", "GOTOBUTTON"):
        # The text of the button is the rest of the instruction (17.16.5.36 and .21).
        words = field.instruction.split(None, 2)
        return words[2].strip() if len(words) > 2 else ""
    if kind == "SYMBOL":
        return _symbol(field.instruction.strip())
    return ""


def _check_box(form: Element | None) -> str:
    box = form.find(w("checkBox")) if form is not None else None
    if box is None:
        return ""
    state = box.find(w("checked"))
    if state is None:
        state = box.find(w("default"))
    checked = state is not None and (state.get(w("val")) is None or is_on_attribute(state.get(w("val"))))
    return "☒" if checked else "☐"


def _chosen(form: Element | None) -> str:
    choices = form.find(w("ddList")) if form is not None else None
    if choices is None:
        return ""
    entries = [entry.get(w("val")) or "" for entry in choices.iterchildren(w("listEntry"))]
    chosen = number(value(choices, "result") or value(choices, "default"))
    return entries[chosen] if 0 <= chosen < len(entries) else ""


def _symbol(instruction: str) -> str:
    found = _SYMBOL.match(instruction)
    if found is None:
        return ""
    code = int(found[1], 16 if found[1].lower().startswith("0x") else 10)
    font = _FONT.search(found[2])
    sign = symbol(font[1].strip().lower() if font else "", code)
    return "" if sign == REPLACEMENT else sign
