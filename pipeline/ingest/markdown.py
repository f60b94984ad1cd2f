"""Markdown (pandoc's, which takes in CommonMark's and GitHub's habits) through pandoc."""

from __future__ import annotations

from typing import Final

from pipeline.diagnostics import Diagnostic, Report
from pipeline.errors import UnreadableSource
from pipeline.ingest.html.encoding import decode
from pipeline.ingest.pandoc import read_through
from pipeline.limits import Limits
from pipeline.source import Resources, Source

# Without what changes the words (smart quotes), takes them for something else (citations in e-mail addresses, TeX) or
# says them twice (a caption that repeats the description); with what authors expect of lists and addresses.
_FORMAT: Final = (
    "markdown-smart-citations-raw_tex-latex_macros-implicit_figures-example_lists"
    "+lists_without_preceding_blankline+autolink_bare_uris"
)


def read(data: bytes, resources: Resources, limits: Limits, report: Report) -> Source:
    """Read Markdown, in any encoding. HTML in it is read as in a web page; nothing is fetched. Raises UnreadableSource.

    Written is what pandoc made of it: its marks are no text, and to tell them apart is to read it.
    """
    return read_through(_text(data, report).encode(), _FORMAT, resources, limits, report, made="md")


def _text(data: bytes, report: Report) -> str:
    """UTF-8, as Markdown is; another encoding is guessed, and said."""
    found: list[Diagnostic] = []
    try:
        text = decode(data, found.append)
    except UnreadableSource as error:
        raise UnreadableSource("not-markdown" if error.reason == "not-html" else error.reason) from error
    for diagnostic in found:
        if not diagnostic.values.get("encoding", "").lower().startswith("utf-8"):
            report(diagnostic)
    return text
