"""Pictures: where their bytes may come from."""

from __future__ import annotations

import base64
import hashlib

import pytest

from pipeline.content import Asset, Figure, Image
from tests.ingest.html.page import source

PNG = b"\x89PNG\r\n\x1a\n" + bytes(8)
KEY = hashlib.sha256(PNG).hexdigest()


def test_a_data_address_is_decoded() -> None:
    read, found = source(f'<img alt="" src="data:image/gif;base64,{base64.b64encode(PNG).decode()}">')
    assert read.pieces[0].content == Figure(Image(KEY, ""))
    assert read.assets == {KEY: Asset("image/png", PNG)}
    assert found == []


def test_a_file_beside_the_page_is_asked_for() -> None:
    asked: list[str] = []

    def resources(name: str) -> bytes | None:
        asked.append(name)
        return PNG

    read, _ = source('<img src="./beeld/een%20kaart.png?v=2">', resources)
    assert asked == ["beeld/een kaart.png"]
    assert list(read.assets) == [KEY]


@pytest.mark.parametrize(
    "address",
    ["http://x/a.png", "//x/a.png", "/a.png", "../a.png", "a/%2e%2e/b.png", "file:///a", "C:\\a.png", "..\\a.png", ""],
)
def test_nothing_is_fetched_and_nothing_above_the_page_is_read(address: str) -> None:
    def refused(name: str) -> bytes | None:
        raise AssertionError(name)

    read, found = source(f'<img src="{address}">', refused)
    assert read.pieces[0].content == Figure(Image(""))
    assert [(flaw.code.value, flaw.values) for flaw in found] == [("image-missing", {"name": address})]
