"""What is no OpenDocument text, or could do harm, is refused before pandoc sees it; properties are read."""

from __future__ import annotations

import io
import time
import zipfile

import pytest

from pipeline.errors import UnreadableSource
from pipeline.ingest import odt
from pipeline.ingest.archive import pack
from pipeline.limits import Limits
from pipeline.source import no_resources
from tests.builders import ignored
from tests.ingest.odt.build import meta, package, read


def twice(name: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, "a")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr(name, "b")
    return file.getvalue()


def reason(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(UnreadableSource) as caught:
        odt.read(data, no_resources, limits or Limits(), ignored)
    return caught.value.reason


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "empty"),
        (b"tekst", "not-odt"),
        (pack({"mimetype": b"x"}), "not-odt"),
        (pack({"content.xml": b"<a/>"}), "not-odt"),
        (pack({"content.xml": b"<!DOCTYPE a><a/>"}), "xml-dtd"),
        (pack({"content.xml": b"<a>"}), "xml-broken"),
        (pack({"../content.xml": b"<a/>"}), "unsafe-names"),
        (package("<text:p>a</text:p>")[:-60], "cut-off"),
        (package("<text:p/>", more={"META-INF/manifest.xml": b"<m><encryption-data/></m>"}), "encrypted"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, expected: str) -> None:
    assert reason(data) == expected


def test_two_parts_of_one_name_are_refused() -> None:
    assert reason(twice("content.xml")) == "duplicate-entries"


def test_a_bomb_is_refused_by_its_directory() -> None:
    bomb = package("<text:p>a</text:p>", more={"b.xml": bytes(50_000_000)})
    started = time.monotonic()
    assert reason(bomb, Limits(xml_part_bytes=1_000_000)) == "unpacked-too-large"
    assert time.monotonic() - started < 0.5


def test_a_picture_over_the_limit_is_not_unpacked() -> None:
    data = package(
        '<text:p><draw:frame><draw:image xlink:href="Pictures/a.png"/></draw:frame></text:p>',
        more={"Pictures/a.png": bytes(2_000)},
    )
    source = odt.read(data, no_resources, Limits(media_part_bytes=1_000), ignored)
    assert source.assets == {}


def test_properties_are_those_of_the_document() -> None:
    properties = (
        "<dc:title>Titel</dc:title><dc:creator>Jan</dc:creator><dc:subject>Over</dc:subject><dc:language>nl</dc:language>"
        "<meta:keyword>a</meta:keyword><meta:keyword>b</meta:keyword><dc:date>2025-09-30T10:00:00</dc:date>"
    )
    source = read(package("<text:p>a</text:p>", more={"meta.xml": meta(properties)}))
    told = (source.format, source.title, source.author, source.subject, source.keywords, source.language, source.date)
    assert told == ("odt", "Titel", "Jan", "Over", "a, b", "nl", "2025-09-30")
