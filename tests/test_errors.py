"""What stops the work."""

from __future__ import annotations

import pickle

from pipeline import errors
from pipeline.diagnostics import Code, Place, flaw


def test_the_exit_code_tells_whether_the_run_could_start() -> None:
    assert {kind.exit_code for kind in errors.UsageError.__subclasses__()} == {2}
    assert {kind.exit_code for kind in errors.DocumentError.__subclasses__()} == {1}


def test_an_error_crosses_to_another_process_whole() -> None:
    error = errors.UnreadableSource("xml-broken", part="document.xml", line=3)
    back = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert (type(back), back.reason, back.values) == (errors.UnreadableSource, "xml-broken", error.values)
    assert str(back) == "xml-broken (part=document.xml, line=3)"


def test_what_was_found_crosses_with_it() -> None:
    error = errors.CoverageError("coverage", part="document")
    error.diagnostics = (flaw(Code.TEXT_NOT_READ, Place(item=3), "weg"),)
    back = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert back.diagnostics == error.diagnostics
