"""Open data: what tells others what the files of a publication are."""

from __future__ import annotations

import json
import subprocess
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import pytest
from lxml import etree
from msgspec.structs import replace

from pipeline import opendata, registers, xmldoor
from pipeline.entry import Entry
from pipeline.opendata import SUMS, File, mdto, woo
from pipeline.publication import Publication
from tests.registers.build import CONCEPT, DECIDED, GREEN, NL, SAFE

FILES: Final = (
    File("veilig/veilig.pdf", "a" * 64, 1_000, "veilig.docx"),
    File("veilig/veilig.json", "b" * 64, 200, "veilig.docx"),
    File("acties.csv", "c" * 64, 30),
    File("bedragen.csv", "d" * 64, 40),
    File("acties en meer.xlsx", "e" * 64, 5),
)
BOOKS: Final = (File("bedragen.xlsx", "f" * 64, 6),)
MDTO: Final = etree.XMLSchema(xmldoor.parse((Path(__file__).parent / "mdto.xsd").read_bytes()))
NAMES: Final = {"m": mdto.NAMESPACE, "d": woo.NAMESPACE}


def made(publication: Publication | None = DECIDED, files: tuple[File, ...] = FILES) -> dict[str, bytes]:
    return dict(opendata.build(publication, (SAFE, GREEN), files, NL))


def package(**changed: Any) -> Any:
    return json.loads(made(replace(DECIDED, **changed))["datapackage.json"])


# ------------------------------------------------------------------------------------ which there are


@pytest.mark.parametrize(
    ("publication", "expected"),
    [
        (None, {"datapackage.json", SUMS}),
        (CONCEPT, {"datapackage.json", SUMS}),
        (replace(CONCEPT, organisation="gm9999", category="c_c6cd1213"), {"datapackage.json", "woo.xml", SUMS}),
        (replace(DECIDED, organisation=""), {"datapackage.json", "mdto.xml", SUMS}),
        (DECIDED, {"datapackage.json", "dcat.jsonld", "woo.xml", "mdto.xml", SUMS}),
    ],
)
def test_a_publication_is_described_as_far_as_it_says_what_it_is(
    publication: Publication | None, expected: set[str]
) -> None:
    names = set(made(publication))
    assert {name for name in names if "/" not in name} == expected
    ours = {f"mdto/{file.path}.mdto.xml" for file in FILES}
    assert {name for name in names if "/" in name} == (ours if "mdto.xml" in expected else set())


def test_neither_the_order_of_files_nor_that_of_documents_decides_a_byte() -> None:
    assert dict(opendata.build(DECIDED, (GREEN, SAFE), reversed(FILES), NL)) == made()


# ------------------------------------------------------------------------------------ data package


def test_a_data_package_says_what_each_file_is() -> None:
    told = package()
    resources = told.pop("resources")
    assert told == {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "programmabegroting-2026",
        "title": "Programmabegroting 2026",
        "homepage": "https://begroting.hoogwerve.nl/2026/",
        "created": "2025-11-06T00:00:00Z",
        "licenses": [{"path": "https://creativecommons.org/publicdomain/zero/1.0/deed.nl"}],
        "contributors": [{"title": "Hoogwerve", "roles": ["publisher"]}],
    }
    assert {each["path"]: each["name"] for each in resources} == {
        "acties en meer.xlsx": "acties-en-meer.xlsx",
        "acties.csv": "acties.csv",
        "bedragen.csv": "bedragen.csv",
        "veilig/veilig.json": "veilig-veilig.json",
        "veilig/veilig.pdf": "veilig-veilig.pdf",
    }
    assert resources[-1] == {
        "name": "veilig-veilig.pdf",
        "path": "veilig/veilig.pdf",
        "format": "pdf",
        "mediatype": "application/pdf",
        "bytes": 1_000,
        "hash": f"sha256:{'a' * 64}",
        "sources": [{"title": "veilig.docx"}],
    }
    assert "concept" in json.loads(made(CONCEPT)["datapackage.json"])["description"]


def test_a_data_package_tells_of_each_column_what_it_holds() -> None:
    table = next(each for each in package()["resources"] if each["path"] == "bedragen.csv")
    assert (table["type"], table["encoding"]) == ("table", "utf-8")
    assert table["dialect"] == {"delimiter": ";", "lineTerminator": "\r\n"}
    fields = {field["name"]: {key: field[key] for key in field if key != "name"} for field in table["schema"]["fields"]}
    assert fields["Bedrag in euro's"] == {"type": "number", "decimalChar": ","}
    assert (fields["Jaar"], fields["Link"]) == ({"type": "integer"}, {"type": "string", "format": "uri"})
    data = dict(registers.build(DECIDED, (SAFE,), NL))["bedragen.csv"].decode("utf-8-sig")
    assert list(fields) == data.split("\r\n", 1)[0].split(";")
    book = next(each for each in json.loads(made(files=BOOKS)["datapackage.json"])["resources"])
    assert (book["schema"], "dialect" in book, "encoding" in book) == (table["schema"], False, False)


def test_actions_have_a_key_and_amounts_have_none() -> None:
    schemas = {each["path"]: each.get("schema", {}) for each in package()["resources"]}
    assert schemas["acties.csv"]["primaryKey"] == ["Bestand", "Kenmerk"]
    assert "primaryKey" not in schemas["bedragen.csv"]


def test_no_two_resources_are_called_alike() -> None:
    files = (File("a b.csv", "a" * 64, 1), File("a_b.csv", "a" * 64, 1), File("A-b.csv", "a" * 64, 1))
    names = [each["name"] for each in json.loads(made(files=files)["datapackage.json"])["resources"]]
    assert len(set(names)) == 3


# ------------------------------------------------------------------------------------ catalogue


def test_a_catalogue_entry_names_publisher_licence_and_files_of_data() -> None:
    told = json.loads(made()["dcat.jsonld"])
    assert told["@id"] == told["dct:identifier"] == "https://begroting.hoogwerve.nl/2026/#gegevens"
    assert told["dct:publisher"] == {
        "@id": "https://identifier.overheid.nl/tooi/id/gemeente/gm9999",
        "@type": "foaf:Agent",
        "foaf:name": {"@value": "Hoogwerve", "@language": "nl"},
    }
    assert told["dcat:contactPoint"]["vcard:hasEmail"] == {"@id": "mailto:griffie@hoogwerve.nl"}
    first = told["dcat:distribution"][0]
    assert first["dcat:downloadURL"] == {"@id": "https://begroting.hoogwerve.nl/2026/acties%20en%20meer.xlsx"}
    assert first["dct:license"] == {"@id": DECIDED.license}
    assert first["spdx:checksum"]["spdx:checksumValue"] == {"@value": "e" * 64, "@type": "xsd:hexBinary"}
    named = [each["dct:title"]["@value"] for each in told["dcat:distribution"]]
    assert named == ["acties en meer.xlsx", "acties.csv", "bedragen.csv", "veilig/veilig.json"]


def test_every_prefix_of_a_catalogue_entry_is_in_its_context() -> None:
    told = json.loads(made()["dcat.jsonld"])
    prefixes = {key.split(":")[0] for key in _keys(told) if ":" in key}
    assert prefixes <= set(told["@context"])
    assert {"dcat", "dct", "spdx", "vcard"} <= prefixes


def _keys(value: Any) -> list[str]:
    match value:
        case dict():
            return [
                found for key, inner in value.items() for found in (key, *(_keys(inner) if key != "@context" else []))
            ]
        case list():
            return [found for inner in value for found in _keys(inner)]
    return []


@pytest.mark.parametrize("key", ["base_url", "title", "organisation"])
def test_what_no_catalogue_takes_is_not_made(key: str) -> None:
    assert "dcat.jsonld" not in made(replace(DECIDED, **{key: ""}))


# ------------------------------------------------------------------------------------ Woo


def test_the_woo_is_told_category_publisher_and_when_it_was_adopted() -> None:
    root = xmldoor.parse(made()["woo.xml"])
    (category,) = root.findall(".//d:informatiecategorie", NAMES)
    assert category.text == "vergaderstukken decentrale overheden"
    assert category.get("resource") == "https://identifier.overheid.nl/tooi/def/thes/kern/c_db4862c3"
    assert root.findtext(".//d:officieleTitel", None, NAMES) == "Programmabegroting 2026"
    assert root.find(".//d:publisher", NAMES).get("resource").endswith("/gemeente/gm9999")  # type: ignore[union-attr]
    assert root.findtext(".//d:documenthandeling/d:atTime", None, NAMES) == "2025-11-06T00:00:00"
    concept = replace(DECIDED, status="concept", category="c_12345678")
    other = xmldoor.parse(made(concept)["woo.xml"])
    assert other.find(".//d:documenthandelingen", NAMES) is None
    assert other.findtext(".//d:informatiecategorie", None, NAMES) == "c_12345678"


# ------------------------------------------------------------------------------------ archive


def test_the_archive_is_given_a_record_and_its_files() -> None:
    files = {name: xmldoor.parse(data) for name, data in made().items() if name.endswith("mdto.xml")}
    for name, root in files.items():
        assert MDTO.validate(root), (name, MDTO.error_log)
    record = files["mdto.xml"]
    assert record.findtext("m:informatieobject/m:naam", None, NAMES) == "Programmabegroting 2026"
    key = record.findtext("m:informatieobject/m:identificatie/m:identificatieKenmerk", None, NAMES)
    assert key == "gm9999-programmabegroting-2026-2025-11-06"
    given = [found.text for found in record.findall(".//m:heeftRepresentatie/m:verwijzingNaam", NAMES)]
    assert given == sorted(file.path for file in FILES)
    part = files["mdto/veilig/veilig.pdf.mdto.xml"]
    assert part.findtext(".//m:omvang", None, NAMES) == "1000"
    assert part.findtext(".//m:checksumWaarde", None, NAMES) == "a" * 64
    assert part.findtext(".//m:isRepresentatieVan//m:identificatieKenmerk", None, NAMES) == key


def test_a_record_that_misses_what_the_archive_asks_is_told() -> None:
    root = xmldoor.parse(made()["mdto.xml"])
    for name in ("waardering", "archiefvormer", "beperkingGebruik", "naam"):
        less = xmldoor.parse(etree.tostring(root))
        part = less.find(f".//m:{name}", NAMES)
        assert part is not None
        part.getparent().remove(part)  # type: ignore[union-attr]
        assert not MDTO.validate(less), name


@pytest.mark.parametrize("changed", [{"year": None}, {"base_url": ""}, {"organisation": ""}, {"title": "a\x01 & <b>"}])
def test_a_record_fits_its_schema_whatever_is_left_out(changed: dict[str, Any]) -> None:
    for name, data in made(replace(DECIDED, **changed)).items():
        if name.endswith("mdto.xml"):
            assert MDTO.validate(xmldoor.parse(data)), (name, MDTO.error_log)


# ------------------------------------------------------------------------------------ checksums


def test_checksums_stand_below_the_source_that_they_are_of() -> None:
    lines = made(None)[SUMS].decode().splitlines()
    package = sha256(made(None)["datapackage.json"]).hexdigest()
    assert lines == [
        f"# bron {'2' * 64}  groen.docx",
        f"# bron {'1' * 64}  veilig.docx",
        f"{'b' * 64}  veilig/veilig.json",
        f"{'a' * 64}  veilig/veilig.pdf",
        "# gemaakt van alle bronnen samen",
        f"{'e' * 64}  acties en meer.xlsx",
        f"{'c' * 64}  acties.csv",
        f"{'d' * 64}  bedragen.csv",
        f"{package}  datapackage.json",
    ]


def test_the_checksums_can_be_checked_by_the_usual_program(tmp_path: Path) -> None:
    contents = {"a\\b.txt": b"1", "regel\nmeer.txt": b"2", "gewoon.txt": b"3"}
    files = tuple(File(name, sha256(data).hexdigest(), len(data)) for name, data in contents.items())
    entry = Entry(name="kwaad\n0000  gewoon.txt", slug="x", title="", sha256="0" * 64)
    for name, data in {**contents, **dict(opendata.build(None, (entry,), files, NL))}.items():
        (tmp_path / name).write_bytes(data)
    command = ["sha256sum", "--check", "--strict", SUMS]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, timeout=60)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.count(b": OK\n") == 4
    (tmp_path / "gewoon.txt").write_bytes(b"4")
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, timeout=60).returncode == 1
