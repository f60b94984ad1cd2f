"""Writes the Word documents of this folder from the texts in `samples_source`.

Run `python input/make_samples.py`. The pictures in them are drawn by Typst. The HTML samples are not made:
they are kept as they are.
"""

from __future__ import annotations

from pathlib import Path

import typst
from samples_source.markup import parse
from samples_source.word import write

INPUT = Path(__file__).parent
SOURCE = INPUT / "samples_source"


def draw(name: str) -> bytes:
    """Draw a picture as PNG with the fonts that Typst carries, so that each machine draws the same."""
    drawing = SOURCE / "pictures" / f"{name}.typ"
    drawn = typst.compile(drawing, format="png", ppi=144, ignore_system_fonts=True)
    if not isinstance(drawn, bytes):
        raise TypeError(f"{drawing.name} is more than one page")
    return drawn


def main() -> None:
    """Write every sample to the place that its front matter names."""
    for source in sorted((SOURCE / "texts").glob("*.txt")):
        sample = parse(source.read_text(encoding="utf-8"))
        target = INPUT / sample.matter["file"]
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(write(sample, SOURCE, draw))


if __name__ == "__main__":
    main()
