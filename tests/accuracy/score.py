"""Compare what was made of a page with its labels: how much of each kind is right, missing, or too much.

A label says what a careful reader sees (`LABELS.md`). Compared is the JSON, with its empty blocks, and the flaws that
were reported. Nothing here knows how the program works.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher
from typing import Any, Final

import msgspec

Json = Mapping[str, Any]

FIELDS: Final = ("type", "owner", "budget", "explanation", "objective")

# The flaws that a label may name, and the codes that tell of them.
WARNINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "empty-planning": ("planning-empty",),
    "duplicate-action": ("action-duplicate",),
    "near-duplicate-action": ("action-similar",),
    "unknown-status": ("status-unknown",),
    "colour-only-status": ("status-only-colour",),
    "left-over": ("draft-text",),
    "klik-hier": ("link-vague",),
    "missing-alt": ("alt-missing",),
    "broken-link": ("link-broken", "link-unsafe", "reference-broken"),
    "year-differs": ("year-other",),
    "skipped-number": ("number-skipped",),
    "skipped-level": ("level-skipped",),
    "objective-without-action": ("objective-without-action",),
    "empty-block": ("block-empty",),
}
SUM: Final = "sum-differs"


class Count(msgspec.Struct):
    """How many things a label names, how many were made, and how many of these are right; and what is wrong."""

    wanted: int = 0
    made: int = 0
    right: int = 0
    wrong: list[str] = msgspec.field(default_factory=list)

    def add(self, other: Count) -> None:
        """Add another count to this one."""
        self.wanted += other.wanted
        self.made += other.made
        self.right += other.right
        self.wrong.extend(other.wrong)

    @property
    def recall(self) -> float:
        """The share of what is wanted that is right; 1 where nothing is."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def precision(self) -> float:
        """The share of what was made that is right; 1 where nothing was."""
        return self.right / self.made if self.made else 1.0


Counts = dict[str, Count]

KINDS: Final = (
    "sections",
    "section kinds",
    "blocks",
    "block kinds",
    "details",
    "actions",
    "action fields",
    "planning",
    "status",
    "units",
    "amounts",
    "indicators",
    "sums",
    "planted flaws",
    "false warnings",
)


def compare(label: Json, made: Json, flaws: Sequence[tuple[str, str, Mapping[str, str]]]) -> Counts:
    """Count what is right of a page. `flaws` are code, severity and values of each flaw that was reported."""
    counts: Counts = {kind: Count() for kind in KINDS}
    wanted = list(label["sections"])
    found = [section for section in _sections(made["sections"]) if section["title"] or section["number"]]
    for want, have in _aligned(wanted, found, _section_key):
        _tell(counts["sections"], want, have, lambda section: f"{section['number']} {section['title']}".strip())
        if want is None:
            continue
        if have is not None:
            _same(counts["section kinds"], want["title"], want["kind"], have.get("kind") or "other")
        _blocks(want["blocks"], _blocks_of(have) if have else [], counts)
    _sums(label["sums"], flaws, counts["sums"])
    _warnings(label, flaws, counts)
    return counts


def _sections(sections: Iterable[Json]) -> Iterator[Json]:
    for section in sections:
        yield section
        yield from _sections(section.get("sections", ()))


def _blocks_of(section: Json) -> list[Json]:
    """The blocks of a section; what stands in its intro counts as a block without a title where it holds a table."""
    blocks = list(section.get("blocks", ()))
    intro = {"kind": "text", "title": "", "content": section.get("intro", ())}
    return [intro, *blocks] if any(True for _ in _tables(intro["content"])) else blocks


def _blocks(wanted: Sequence[Json], found: Sequence[Json], counts: Counts) -> None:
    """Compare blocks by title; their tables are compared over the whole section, so that each miss counts once."""
    named = [block for block in found if block["title"]]
    for want, have in _aligned(
        [block for block in wanted if block["title"]], named, lambda block: plain(block["title"])
    ):
        _tell(counts["blocks"], want, have, lambda block: str(block["title"]))
        if want is None or have is None:
            continue
        _same(counts["block kinds"], want["title"], want["kind"], have["kind"])
        titles = [plain(node["title"]) for node in _opened(have["content"]) if node["type"] == "detail"]
        _sequence(counts["details"], [plain(title) for title in want.get("details", ())], titles)
    content = [node for block in found for node in block["content"]]
    _actions(
        [action for block in wanted for action in block.get("actions", ())],
        [action for table in _tables(content) if "actions" in table for action in table["actions"]],
        counts,
    )
    _amounts(
        [table for block in wanted for table in block.get("financial_tables", ())],
        [table for table in _tables(content) if table["type"] == "financial-table"],
        counts,
    )
    _indicators(
        [row for block in wanted for row in block.get("indicators", ())],
        [row for table in _tables(content) if table["type"] == "indicator-table" for row in table["rows"]],
        counts["indicators"],
    )


def _opened(content: Iterable[Json]) -> Iterator[Json]:
    """Content, with actions that stand in no table opened."""
    for node in content:
        if node["type"] == "action-list":
            yield from _opened(node["content"])
        else:
            yield node


def _tables(content: Iterable[Json]) -> Iterator[Json]:
    """Every semantic table, however deep."""
    for node in content:
        if "actions" in node or node["type"] in {"financial-table", "indicator-table"}:
            yield node
        elif node["type"] == "detail":
            yield from _tables(node["content"])


def _actions(wanted: Sequence[Json], found: Sequence[Json], counts: Counts) -> None:
    for want, have in _aligned(wanted, found, lambda action: plain(action["description"])):
        _tell(counts["actions"], want, have, lambda action: str(action["description"]))
        if want is None or have is None:
            continue
        name = str(want["description"])[:40]
        for field in FIELDS:
            if want[field] is not None or have.get(field) is not None:
                _same(counts["action fields"], f"{name} · {field}", _text(want[field]), _text(have.get(field)))
        for field, parts in (("planning", ("text", "kind", "start", "end")), ("status", ("text", "value"))):
            if want[field] is not None or have.get(field) is not None:
                left, right = _picked(want[field], parts), _picked(have.get(field), parts)
                if want[field] and not want[field]["text"]:
                    # A label has no words for a colour.
                    right = _picked({**(have.get(field) or {"text": ""}), "name": ""}, parts)
                _same(counts[field], name, left, right)


def _picked(value: Json | None, parts: Sequence[str]) -> Hashable:
    if value is None:
        return None
    # What a picture or colour says counts as its words.
    said = {**value, "text": value["text"] or value.get("name", "")}
    return tuple(_text(said.get(part)) for part in parts)


def _amounts(wanted: Sequence[Json], found: Sequence[Json], counts: Counts) -> None:
    for want, have in zip(wanted, found, strict=False):
        _same(counts["units"], str(want["columns"]), Decimal(want["unit"]), Decimal(str(have["unit"])))
    counts["units"].wanted += max(0, len(wanted) - len(found))
    left = Counter(
        (plain(row["label"]), _text(amount["text"]), _decimal(amount["value"]))
        for table in wanted
        for row in table["rows"]
        for amount in row["amounts"]
    )
    right = Counter(
        (plain(row["label"]), _text(amount["text"]), _decimal(amount.get("value")))
        for table in found
        for row in table["rows"]
        for amount in row["amounts"]
    )
    # A cell without words is no amount; labels and program may differ on whether it is worth a mention.
    left, right = (Counter({key: count for key, count in side.items() if key[1]}) for side in (left, right))
    _bags(counts["amounts"], left, right)


def _indicators(wanted: Sequence[Json], found: Sequence[Json], count: Count) -> None:
    left = Counter(_indicator(row) for row in wanted)
    right = Counter(_indicator(row) for row in found)
    _bags(count, left, right)


def _indicator(row: Json) -> Hashable:
    values = tuple((_text(value["text"]), _decimal(value.get("value"))) for value in row["values"])
    return plain(row["name"]), _text(row.get("unit")), _text(row.get("source")), _text(row.get("period")), values


def _sums(wanted: Sequence[Json], flaws: Sequence[tuple[str, str, Mapping[str, str]]], count: Count) -> None:
    """A planted error is found where a flaw names its written figure."""
    found = [values for code, _, values in flaws if code == SUM]
    count.wanted, count.made = len(wanted), len(found)
    left = list(wanted)
    for values in found:
        hit = next((sum_ for sum_ in left if _names(values, sum_["written"])), None)
        if hit is None:
            count.wrong.append(f"false: {dict(values)}")
        else:
            count.right += 1
            left.remove(hit)
    count.wrong.extend(f"not found: {dict(sum_)}" for sum_ in left)


def _names(values: Mapping[str, str], written: str) -> bool:
    """Whether a flaw names a figure: as the one that differs, or among the cells that it differs from.

    Which of two cells that contradict each other is wrong, no sum can tell.
    """
    figures = re.findall(r"\d[\d.]*(?:,\d+)?", f"{values.get('written', '')} {values.get('cells', '')}")
    return _digits(written) in {_digits(figure) for figure in figures}


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _warnings(label: Json, flaws: Sequence[tuple[str, str, Mapping[str, str]]], counts: Counts) -> None:
    codes = {code for code, _, _ in flaws}
    planted = set(label["warnings"])
    found = {name for name in planted if codes & set(WARNINGS[name])}
    count = counts["planted flaws"]
    count.wanted += len(planted)
    count.made += len(found)
    count.right += len(found)
    count.wrong.extend(f"not found: {name}" for name in sorted(planted - found))
    allowed = {code for name in planted for code in WARNINGS[name]} | ({SUM} if label["sums"] else set())
    # The sets hold no pictures.
    allowed |= {"image-missing", "image-left-out"}
    false = [(code, dict(values)) for code, severity, values in flaws if severity != "info" and code not in allowed]
    counts["false warnings"].made += len(false)
    counts["false warnings"].wrong.extend(f"{code} {values}" for code, values in false)


# --------------------------------------------------------------------------- comparing


def plain(text: str) -> str:
    """Words as they are compared: NFKC, one blank between words, case and quotes aside."""
    folded = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return re.sub(r"[\"'‘’“”„]", "", folded).strip()


def _text(value: Any) -> str | None:
    return None if value is None else " ".join(str(value).split())


def _decimal(value: Any) -> Decimal | None:
    try:
        return None if value is None else Decimal(str(value))
    except InvalidOperation:
        return None


def _section_key(section: Json) -> Hashable:
    # `Programma 3:` and `3` number the same.
    number = re.sub(r"^\w{3,}\s+", "", section["number"]).rstrip(".: ")
    return number, plain(section["title"])


def _aligned(wanted: Sequence[Any], found: Sequence[Any], key: Any) -> Iterator[tuple[Any, Any]]:
    """Pairs of what belongs together, in order; None where one side has no counterpart."""
    left, right = [key(item) for item in wanted], [key(item) for item in found]
    for tag, start, end, other, last in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from zip(wanted[start:end], found[other:last], strict=True)
        else:
            yield from ((item, None) for item in wanted[start:end])
            yield from ((None, item) for item in found[other:last])


def _tell(count: Count, want: Any, have: Any, name: Any) -> None:
    count.wanted += want is not None
    count.made += have is not None
    if want is not None and have is not None:
        count.right += 1
    else:
        count.wrong.append(f"{'missing' if have is None else 'too much'}: {name(want if have is None else have)}")


def _same(count: Count, name: str, want: Hashable, have: Hashable) -> None:
    count.wanted += 1
    count.made += 1
    if want == have:
        count.right += 1
    else:
        count.wrong.append(f"{name}: {want!r} came out as {have!r}")


def _sequence(count: Count, wanted: Sequence[str], found: Sequence[str]) -> None:
    for want, have in _aligned(wanted, found, str):
        _tell(count, want, have, str)


def _bags(count: Count, wanted: Counter[Any], found: Counter[Any]) -> None:
    count.wanted += wanted.total()
    count.made += found.total()
    count.right += (wanted & found).total()
    count.wrong.extend(f"missing: {item}" for item in wanted - found)
    count.wrong.extend(f"too much: {item}" for item in found - wanted)
