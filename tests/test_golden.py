"""Goldens: what two samples become, whole. `make accept` rewrites them; the diff is read before it is committed.

Of the web page only what the document decides is kept (`main`): style sheet, script and frame have tests of their own.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import pipeline
from pipeline import labels
from pipeline.cli.run import diagnostic_lines

ROOT = Path(__file__).parent
SAMPLES = ROOT.parent / "input"
CASES = {
    "2.6.2": SAMPLES / "2.6.2 Evenementen en vergunningen.docx",
    "3.2.1": SAMPLES / "website" / "3.2.1 Afval en circulaire economie.html",
}


def outcome(source: Path) -> dict[str, str]:
    """Each file of a golden, by name."""
    made = pipeline.convert(source.read_bytes(), source.name, to=("xml", "json", "html", "text"))
    main = re.search(r"<main\b.*</main>", made.outputs["html"].decode(), re.DOTALL)
    assert main is not None
    told = diagnostic_lines(source.name, made.diagnostics, labels.load("nl"), quiet=False)
    return {
        "document.xml": made.outputs["xml"].decode(),
        "document.json": made.outputs["json"].decode(),
        "main.html": main.group() + "\n",
        "document.txt": made.outputs["text"].decode(),
        "diagnostics.txt": "".join(f"{line}\n" for line in told),
    }


@pytest.mark.parametrize("case", CASES)
def test_golden(case: str, accept: bool) -> None:
    folder = ROOT / "golden" / case
    made = outcome(CASES[case])
    if accept:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in made.items():
            (folder / name).write_text(text, encoding="utf-8")
    assert {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())} == dict(
        sorted(made.items())
    )
