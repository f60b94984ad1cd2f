"""Equal keys have equal results: what changes a byte of an output is in the key, and little else."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from pipeline import pandoc, profiles
from pipeline.batch import keys
from pipeline.batch.discover import Document, Seen
from pipeline.conversion import convert
from pipeline.emit import theme
from pipeline.ingest import READERS
from pipeline.publication import Publication

ROOT = Path(__file__).parents[2]
PUBLICATION = Publication(title="Begroting", municipality="Voorbeeld", year=2026, kind="programmabegroting")
HTML = b"<!doctype html><html lang=nl><title>1 Wegen</title><h1>1 Wegen</h1><h2>Actiepunten</h2><p>Toezicht.</p></html>"


def document(name: str = "1/a.docx", sha256: str = "ab") -> Document:
    return Document(name, Path(name), Seen(1, 2, 3, 4, sha256))


def base(
    doc: Document | None = None,
    publication: Publication | None = PUBLICATION,
    formats: tuple[str, ...] = ("pdf", "json"),
    **more: Any,
) -> str:
    given = {"profile": profiles.load("nl"), "theme": theme.load(), "formats": formats, **more}
    return keys.bases(keys.recipe(**given))(doc or document(), publication)


def test_what_is_equal_has_one_key() -> None:
    assert base() == base()
    assert re.fullmatch(r"[0-9a-f]{64}", base())


@pytest.mark.parametrize(
    "other",
    [
        lambda: base(document(sha256="cd")),
        lambda: base(document(name="2/a.docx")),
        lambda: base(profile=profiles.load("amstelveen")),
        lambda: base(profile=replace(profiles.load("nl"), prune=False)),
        lambda: base(formats=("json",)),
        lambda: base(publication=None),
        lambda: base(publication=replace(PUBLICATION, status="vastgesteld", date=date(2025, 11, 6))),
        lambda: base(theme=replace(theme.load(), title="Gemeente")),
        lambda: base(theme=replace(theme.load(), pdf={"accent": "#123456"})),
        lambda: base(theme=replace(theme.load(), tokens="x"), formats=("pdf", "json", "html")) != base() and "",
    ],
)
def test_what_changes_a_byte_changes_the_key(other: Callable[[], str]) -> None:
    assert other() != base()


@pytest.mark.parametrize("change", [{"tokens": "x"}, {"frame": "x"}, {"site": "x"}, {"dark": "x"}])
def test_the_frame_of_a_house_style_changes_no_key_unless_pages_are_made(change: dict[str, str]) -> None:
    painted = replace(theme.load(), **change)
    assert base(theme=painted) == base()
    assert base(theme=painted, formats=("html",)) != base(formats=("html",))


def test_the_house_style_changes_no_key_of_what_holds_none_of_it() -> None:
    assert base(theme=replace(theme.load(), title="Gemeente"), formats=("json",)) == base(formats=("json",))


@pytest.mark.parametrize(
    "change",
    [
        {"order": ("2/*",)},
        {"base_url": "https://begroting.voorbeeld.nl/"},
        {"accessibility": "https://voorbeeld.nl/"},
        {"organisation": "gm0362"},
        {"category": "c_db4862c3"},
    ],
)
def test_what_only_the_site_says_of_a_publication_changes_no_key_and_no_byte(change: dict[str, Any]) -> None:
    other = replace(PUBLICATION, **change)
    assert base(publication=other) == base()

    def made(publication: Publication) -> object:
        return convert(HTML, "a.html", to=("pdf", "json", "xml"), publication=publication).outputs

    assert made(other) == made(PUBLICATION)


def test_pandoc_changes_the_key_of_what_goes_through_it_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def both() -> tuple[str, str]:
        keys.pandoc_version.cache_clear()
        return base(document("a.docx")), base(document("a.odt"))

    monkeypatch.setattr(pandoc, "version", lambda: "3.9")
    word, odt = both()
    monkeypatch.setattr(pandoc, "version", lambda: "4.0")
    assert (both()[0] == word, both()[1] == odt) == (True, False)
    keys.pandoc_version.cache_clear()


def test_the_formats_that_go_through_pandoc_are_those_whose_readers_import_it() -> None:
    package = ROOT / "pipeline"

    def imports_pandoc(module: str) -> bool:
        place = package.joinpath(*module.split(".")[1:])
        sources = place.rglob("*.py") if place.is_dir() else [place.with_suffix(".py")]
        return any(re.search(r"import pandoc|pandoc import|pipeline\.pandoc", path.read_text()) for path in sources)

    assert {name for name, module in READERS.items() if imports_pandoc(module)} == keys.THROUGH_PANDOC


def test_each_dependency_either_makes_outputs_or_is_known_not_to() -> None:
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    names = {re.split(r"[\[>=<]", entry)[0] for entry in listed}
    assert names - set(keys.PARTS) == keys.NO_PARTS
    assert set(keys.PARTS) <= names


def test_code_that_only_works_on_results_is_not_in_the_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("site/frame.py", "cli/x.py", "batch/run.py", "batch/work.py", "emit/json.py", "labels/nl.toml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("1")
    monkeypatch.setattr(keys, "PACKAGE", tmp_path)

    def digest() -> str:
        keys.digest_of_code.cache_clear()
        return base()

    before = digest()
    for name in ("site/frame.py", "cli/x.py", "batch/run.py"):
        (tmp_path / name).write_text("2")
    assert digest() == before
    for name in ("batch/work.py", "emit/json.py", "labels/nl.toml"):
        (tmp_path / name).write_text("2")
        assert digest() != before
        (tmp_path / name).write_text("1")
    keys.digest_of_code.cache_clear()


def test_files_beside_a_document_make_its_key() -> None:
    assert keys.key("b", {}) == "b"
    found = {keys.key("b", beside) for beside in ({}, {"a.png": ""}, {"a.png": "1"}, {"a.png": "2"}, {"b.png": "1"})}
    assert len(found) == 5
    assert keys.key("b", {"a": "1", "b": "2"}) == keys.key("b", {"b": "2", "a": "1"})
