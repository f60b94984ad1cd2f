"""Typst in process: what it refuses is an error of ours, and nothing outside its folder is in reach."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from pipeline.emit.pdf.compose import compose
from pipeline.emit.pdf.typeset import encode, refused, typeset
from pipeline.emit.setting import Setting
from pipeline.errors import EmitError
from tests.builders import document
from tests.emit.pdf.press import LABELS, THEME
from tests.strategies import ASSETS

DOT = next(iter(ASSETS.values())).data
DATA = encode(compose(document(), Setting(LABELS, THEME)).document)


def test_the_date_in_the_data_is_the_only_one() -> None:
    made = typeset(DATA, {})
    dates = re.findall(rb"\(D:(\d{8})|Date>([^<]{10})", _unpacked(made))
    assert set(dates) == {(b"20000101", b""), (b"", b"2000-01-01")}
    assert typeset(DATA, {}) == made


def _unpacked(data: bytes) -> bytes:
    """The same objects, each by itself and in plain bytes."""
    made = BytesIO()
    with pikepdf.open(BytesIO(data)) as file:
        file.save(made, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
    return made.getvalue()


def test_what_typst_refuses_is_an_error_of_one_line() -> None:
    with pytest.raises(EmitError) as raised:
        typeset(b"geen JSON", {})
    assert raised.value.reason == "pdf-refused"
    assert "\n" not in str(raised.value.values["detail"])


def test_pictures_that_typst_refuses_are_named() -> None:
    assert refused({"goed.png": DOT, "kapot.png": DOT[:40], "leeg.png": b""}) == {"kapot.png", "leeg.png"}


def test_no_picture_outside_the_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "elders.png").write_bytes(DOT)
    outside = DATA.replace(b'"logo":null', f'"logo":{{"file":"{tmp_path}/elders.png","alt":"x"}}'.encode())
    assert outside != DATA
    with pytest.raises(EmitError):
        typeset(outside, {})
