"""Score every labelled page, and print the tables of `docs/accuracy.md`: `make accuracy`.

The sets: `tuning` was looked at while the program was made, `held` never. Both were written and labelled before by
people who had not seen the program.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import pipeline
from pipeline.conversion import default_setting
from pipeline.emit import emitter
from pipeline.errors import PipelineError
from pipeline.publication import Publication
from tests.accuracy.score import KINDS, Count, Counts, compare
from tests.strategies import ASSETS

HERE: Final = Path(__file__).parent
SETS: Final = ("tuning", "held")


def documents(name: str, folder: Path) -> Iterator[tuple[Path, Path]]:
    """Each page of a set with its label. Word pages are built into `folder`."""
    subprocess.run([sys.executable, "-m", f"tests.accuracy.{name}.make", folder], check=True)
    for label in sorted((HERE / name).glob("*.json")):
        built = folder / f"{label.stem}.docx"
        yield (built if built.exists() else label.with_suffix(".html")), label


def picture(_name: str) -> bytes:
    """A picture for each that a page names: the sets hold none, and that is no flaw of the page."""
    return next(iter(ASSETS.values())).data


def score(document: Path, label: Path) -> Counts:
    """Read a page, and compare what came of it with its label. A page that fails has everything missing."""
    wanted = json.loads(label.read_text(encoding="utf-8"))
    try:
        publication = Publication(title=wanted["document"], year=wanted["year"])
        data, name = document.read_bytes(), document.name
        made = pipeline.ingest_document(data, name, resources=picture, year=wanted["year"])
        found = json.loads(emitter("json")(made, default_setting(made)))
    except PipelineError as error:
        counts = compare(wanted, {"sections": []}, ())
        counts["sections"].wrong.append(f"failed: {error}")
        return counts
    shown = pipeline.convert(data, name, to=("html", "json"), resources=picture, publication=publication)
    flaws = [(str(flaw.code), str(flaw.severity), flaw.values) for flaw in shown.diagnostics]
    return compare(wanted, found, flaws)


def table(rows: Sequence[tuple[str, Count]]) -> str:
    """A table in Markdown."""
    lines = ["| | wanted | made | right | recall | precision |", "|---|---:|---:|---:|---:|---:|"]
    for name, count in rows:
        shares = f"{count.recall:.3f} | {count.precision:.3f}"
        lines.append(f"| {name} | {count.wanted} | {count.made} | {count.right} | {shares} |")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a table a set, and with `--details` what is wrong, page by page."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--set", choices=SETS, action="append", help="only this one; may be given twice")
    parser.add_argument("--details", action="store_true", help="tell what is wrong, page by page")
    options = parser.parse_args(arguments)
    for name in options.set or SETS:
        total: Counts = {kind: Count() for kind in KINDS}
        pages = 0
        with tempfile.TemporaryDirectory() as folder:
            for document, label in documents(name, Path(folder)):
                pages += 1
                counts = score(document, label)
                for kind, count in counts.items():
                    total[kind].add(count)
                    if options.details:
                        sys.stdout.writelines(f"{document.name} · {kind} · {wrong}\n" for wrong in count.wrong)
        sys.stdout.write(f"\n{name}: {pages} pages\n\n{table([(kind, total[kind]) for kind in KINDS])}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
