"""Score every document of a corpus, and print the table of `docs/fidelity.md`: `make fidelity CORPUS=/folder`.

Scored is `begroting convert --to text --profile plain`: unpruned, no frame, no rules. Peers (pandoc, mammoth,
markitdown) are scored beside it where they are installed (`make fidelity PEERS=1`).
"""

from __future__ import annotations

import argparse
import csv
import signal
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from multiprocessing import Pool
from pathlib import Path
from typing import Any, Final

import msgspec

import pipeline
from pipeline.errors import PipelineError
from tests.fidelity import oracle

SECONDS: Final = 120


class Score(msgspec.Struct, frozen=True):
    """One document by one tool. Shares are 0 to 1; None where the oracle or the tool could not read the document."""

    tool: str
    path: str
    recall: float | None = None
    precision: float | None = None
    order: float | None = None
    seconds: float = 0.0
    bytes: int = 0
    words: int = 0
    leaks: str = ""
    extra: str = ""
    missing: str = ""
    error: str = ""
    unreadable: str = ""

    @property
    def is_scored(self) -> bool:
        """Whether there is something to compare."""
        return self.recall is not None


# --------------------------------------------------------------------------- tools


def ours(path: Path) -> tuple[str, str]:
    """The text that we make, by the plain profile."""
    made = pipeline.convert(path.read_bytes(), path.name, to=("text",), profile="plain")
    return made.outputs["text"].decode(), "text"


def pandoc(path: Path) -> tuple[str, str]:
    """The text that pandoc makes, as HTML."""
    import pypandoc

    source = "html" if path.suffix == ".html" else "docx"
    limits = ["--wrap=none", "--mathml", "+RTS", "-M2g", "-RTS"]
    return str(pypandoc.convert_file(str(path), "html", format=source, extra_args=limits)), "html"


def mammoth(path: Path) -> tuple[str, str]:
    """The text that mammoth makes, as HTML."""
    import mammoth as peer

    with path.open("rb") as file:
        image = peer.images.img_element(lambda _image: {"src": "x"})
        return str(peer.convert_to_html(file, convert_image=image).value), "html"


def markitdown(path: Path) -> tuple[str, str]:
    """The text that markitdown makes, as Markdown."""
    from markitdown import MarkItDown

    return str(MarkItDown(enable_plugins=False).convert_local(str(path)).text_content), "md"


TOOLS: Final[dict[str, Callable[[Path], tuple[str, str]]]] = {
    "begroting": ours,
    "pandoc": pandoc,
    "mammoth": mammoth,
    "markitdown": markitdown,
}
_MODULES: Final = {"pandoc": "pypandoc", "mammoth": "mammoth", "markitdown": "markitdown"}


def installed() -> tuple[str, ...]:
    """The tools that are here; ours first."""
    return tuple(tool for tool in TOOLS if tool not in _MODULES or find_spec(_MODULES[tool]) is not None)


# --------------------------------------------------------------------------- scoring


def documents(corpus: Path) -> list[Path]:
    """The Word and HTML files of a corpus, less those of formats that nobody claims to read."""
    with (corpus / "MANIFEST.tsv").open(encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [corpus / row["path"] for row in rows if row["kind"] != "unsupported"]


def score(job: tuple[str, Path, Path]) -> Score:
    """Score one document by one tool, in two minutes at most."""
    tool, corpus, path = job
    name = path.relative_to(corpus).as_posix()
    size = path.stat().st_size
    signal.signal(signal.SIGALRM, _too_late)
    signal.alarm(SECONDS)
    begun = time.monotonic()
    try:
        text, form = TOOLS[tool](path)
    except Exception as error:  # noqa: BLE001 - whatever a tool does, the others go on
        kind = error.reason if isinstance(error, PipelineError) else type(error).__name__
        return Score(tool, name, seconds=time.monotonic() - begun, bytes=size, error=kind, unreadable=_unreadable(path))
    finally:
        signal.alarm(0)
    seconds = time.monotonic() - begun
    reference = _reference(path)
    if isinstance(reference, str):
        return Score(tool, name, seconds=seconds, bytes=size, unreadable=reference)
    found: dict[str, Any] = oracle.score(reference, text, form)
    return Score(
        tool,
        name,
        recall=found["recall"],
        precision=found["precision"],
        order=found["order"],
        seconds=seconds,
        bytes=size,
        words=found["ref_words"],
        leaks=",".join(found["leaks"]),
        extra=_words(found["extra"]),
        missing=_words(found["missing"]),
    )


def _too_late(*_signal: object) -> None:
    raise TimeoutError


def _reference(path: Path) -> Any:
    try:
        return oracle.reference(str(path), "html" if path.suffix == ".html" else None)
    except oracle.OracleError as error:
        return str(error)


def _unreadable(path: Path) -> str:
    reference = _reference(path)
    return reference if isinstance(reference, str) else ""


def _words(counted: Iterable[tuple[str, int]]) -> str:
    return " ".join(f"{word}*{count}" for word, count in list(counted)[:8])


def scores(corpus: Path, tools: Iterable[str], processes: int = 2) -> list[Score]:
    """All scores, in the order of the corpus, tool by tool."""
    jobs = [
        (tool, corpus, path)
        for tool in tools
        for path in documents(corpus)
        if not (tool == "mammoth" and path.suffix == ".html")
    ]
    with Pool(processes, maxtasksperchild=50) as pool:
        return list(pool.imap(score, jobs, 4))


# --------------------------------------------------------------------------- the table


def table(found: Iterable[Score]) -> Iterator[str]:
    """The scores as a Markdown table: a row a tool and format."""
    yield "| tool | format | documents | scored | failed though readable | recall | precision | order | recall < .99 |"
    yield "|---|---|---|---|---|---|---|---|---|"
    groups: dict[tuple[str, str], list[Score]] = {}
    for one in found:
        groups.setdefault((one.tool, one.path.rpartition(".")[2]), []).append(one)
    for (tool, extension), group in groups.items():
        scored = [one for one in group if one.is_scored and one.words]
        failed = sum(1 for one in group if one.error and not one.unreadable)
        means = [
            f"{statistics.mean(getattr(one, key) for one in scored):.4f}" for key in ("recall", "precision", "order")
        ]
        low = sum(1 for one in scored if (one.recall or 0) < 0.99)
        yield f"| {tool} | {extension} | {len(group)} | {len(scored)} | {failed} | {' | '.join(means)} | {low} |"


def worst(found: Iterable[Score], tool: str = "begroting") -> Iterator[str]:
    """Each document of ours that is below 0.99 in anything, that failed though it can be read, or that leaks."""
    for one in found:
        if one.tool != tool:
            continue
        if one.error and not one.unreadable:
            yield f"- {one.path}: failed: {one.error}"
        elif one.is_scored and (min(one.recall or 0, one.precision or 0, one.order or 0) < 0.99 or one.leaks):
            yield (
                f"- {one.path}: recall {one.recall:.4f}, precision {one.precision:.4f}, order {one.order:.4f}; "
                f"missing: {one.missing or '-'}; extra: {one.extra or '-'}; leaks: {one.leaks or '-'}"
            )


def main() -> None:
    """Score, and print the table and the tails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--tools", default="", help="comma-separated; all that are installed where left out")
    chosen = parser.parse_args()
    tools = chosen.tools.split(",") if chosen.tools else installed()
    found = scores(chosen.corpus, tools)
    sys.stdout.writelines(f"{line}\n" for line in (*table(found), "", *worst(found)))


if __name__ == "__main__":
    main()
