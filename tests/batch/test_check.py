"""What is checked before it is kept, and before it is shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from pipeline import profiles
from pipeline.batch.check import entry_made, problems
from pipeline.batch.engine import Outcome
from pipeline.batch.files import look
from pipeline.batch.record import Problem
from pipeline.entry import Entry
from pipeline.errors import CoverageError, DocumentError, SchemaError
from pipeline.rules import CoverageRules
from tests.batch.nights import FORMATS, Night, page

NL = profiles.load("nl")
PUBLIC = "public"


def site(folder: Path, **pages: str) -> list[str]:
    """A release with these pages: `a` is the first of document a."""
    for name, text in pages.items():
        path = folder / PUBLIC / name / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]


def entry(slug: str) -> Entry:
    return Entry(name=f"{slug}.html", slug=slug, title=slug, sha256="")


def found(folder: Path, *slugs: str, base_url: str = "", **pages: str) -> list[Problem]:
    return list(problems(folder, site(folder, **pages), [entry(slug) for slug in slugs], (), base_url))


def test_a_site_whose_links_lead_somewhere_has_no_problem(tmp_path: Path) -> None:
    text = (
        '<a href="../b/index.html#x">b</a> <a href="../b/">b</a> <a href="#here">x</a> <a href="mailto:x@y.nl">m</a>'
        ' <a href="https://elders.nl/weg">e</a> <a href="/van-de-server">s</a> <img alt="" src="data:,x">'
    )
    assert found(tmp_path, "a", "b", a=text, b="") == []


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ('<a class="x" href="weg.html">x</a>', "public/a/weg.html"),
        ('<link rel="stylesheet" href="../-/site.css">', "public/-/site.css"),
        ('<script src="s.js" defer></script>', "public/a/s.js"),
        ('<a title="&gt; > x" href="a%20b.html?x=1">x</a>', "public/a/a b.html"),
        ('<a href="https://b.nl/x/weg.html">x</a>', "public/weg.html"),
    ],
)
def test_a_link_that_leads_nowhere_is_found(tmp_path: Path, text: str, target: str) -> None:
    wanted = [Problem("public/a/index.html", "release-dead-link", {"target": target})]
    assert found(tmp_path, "a", base_url="https://b.nl/x/", a=text) == wanted


def test_words_that_look_like_a_link_are_none(tmp_path: Path) -> None:
    assert found(tmp_path, "a", a='<p>Schrijf &lt;a href="weg.html"> voor een verwijzing, of href="weg".</p>') == []


def test_a_document_without_its_page_or_its_file_is_found(tmp_path: Path) -> None:
    known = site(tmp_path, a="")
    assert list(problems(tmp_path, known, [entry("a"), entry("b")], (".pdf",))) == [
        Problem("public/a/a.pdf", "release-file-missing", {"name": "a.html"}),
        Problem("public/b/index.html", "release-file-missing", {"name": "b.html"}),
        Problem("public/b/b.pdf", "release-file-missing", {"name": "b.html"}),
    ]
    assert Problem(PUBLIC, "release-same-slug") in list(problems(tmp_path, known, [entry("a"), entry("a")], ()))


# --------------------------------------------------------------------------- results


def made(tmp_path: Path) -> tuple[Path, Outcome]:
    """A result as an engine gives it."""
    night = Night(tmp_path)
    night.put("a.html", page("1 Wegen"))
    folders: list[tuple[Path, Outcome]] = []

    def spy(task: object, setup: object) -> Outcome:
        from pipeline.batch.work import work  # noqa: PLC0415

        outcome = work(task, setup)  # type: ignore[arg-type]
        folder = tmp_path / "copy"
        Path(setup.work, outcome.key).rename(folder)  # type: ignore[attr-defined]
        folders.append((folder, outcome))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        night.run(job=spy, formats=FORMATS)
    return folders[0]


def test_a_result_that_is_what_it_says_gives_its_entry(tmp_path: Path) -> None:
    folder, outcome = made(tmp_path)
    assert (entry_made(folder, outcome, NL).name, entry_made(folder, outcome, NL).coverage) == ("a.html", 1.0)


@pytest.mark.parametrize(
    ("name", "data", "kind", "reason"),
    [
        ("document.xml", b"<x/>", SchemaError, None),
        ("document.json", b'{"schemaVersion": "1.0"}', SchemaError, None),
        ("entry.json", b"{}", SchemaError, "result-differs"),
    ],
)
def test_a_result_that_fits_no_schema_is_refused(
    tmp_path: Path, name: str, data: bytes, kind: type[DocumentError], reason: str | None
) -> None:
    folder, outcome = made(tmp_path)
    (folder / name).write_bytes(data)
    with pytest.raises(SchemaError, match="result-differs"):
        entry_made(folder, outcome, NL)
    known = look(folder / name)
    assert known is not None
    with pytest.raises(kind, match=reason):
        entry_made(folder, replace(outcome, files={**outcome.files, name: known}), NL)


def test_a_result_of_which_too_little_came_through_is_refused(tmp_path: Path) -> None:
    folder, outcome = made(tmp_path)
    with pytest.raises(CoverageError, match="result-coverage"):
        entry_made(folder, outcome, replace(NL, coverage=CoverageRules(minimum=1.5)))
