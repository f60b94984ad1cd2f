"""The Nu HTML checker says nothing of a good page, and finds what is wrong with a bad one."""

from pathlib import Path

import pytest

from tests.tools.desk import ToolError
from tests.tools.nu import Nu

GOOD = b"<!doctype html><html lang='nl'><head><meta charset='utf-8'><title>Begroting</title></head><body><p>Wij</p>"
BAD = GOOD.replace(b"<p>Wij</p>", b"<main>\n<p><b>Wij</p>\n<main></main></main>")


def test_each_page_has_its_own_messages(nu: Nu, tmp_path: Path) -> None:
    good, bad = tmp_path / "goed.html", tmp_path / "fout é.html"
    good.write_bytes(GOOD)
    bad.write_bytes(BAD)
    messages = nu(good, bad)
    assert {(message.path, message.kind) for message in messages} == {(bad, "error")}
    assert "Unclosed element “b”." in {message.text for message in messages}


def test_a_warning_is_told_and_a_good_page_has_none(nu: Nu) -> None:
    assert nu(GOOD) == []
    messages = nu(GOOD.replace(b" lang='nl'", b""))
    assert [message.kind for message in messages] == ["warning"]


def test_bad_styles_are_told(nu: Nu) -> None:
    messages = nu(GOOD.replace(b"</head>", b"<style>p { colour: red }</style></head>"))
    assert [message.kind for message in messages] == ["error"]


def test_a_page_that_is_not_there_is_no_silence(nu: Nu, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        nu(tmp_path / "nergens.html")


def test_running_out_of_time_is_no_silence(nu: Nu) -> None:
    with pytest.raises(ToolError, match="more than"):
        nu(GOOD, timeout=0.01)
