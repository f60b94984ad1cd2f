"""One task: a source below one root becomes a folder of outputs below another, whole or not at all."""

from __future__ import annotations

import errno
import hashlib
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from pipeline import labels, profiles
from pipeline.batch import work as module
from pipeline.batch.engine import Caps, File, Outcome, Setup, Stop, Task
from pipeline.batch.local import LocalEngine
from pipeline.batch.work import PARTS, Inside, told, work
from pipeline.conversion import convert, default_setting
from pipeline.diagnostics import Code, Severity
from pipeline.emit import theme
from pipeline.emit.html.fragments import fragments
from pipeline.entry import Entry
from pipeline.errors import OutputError
from pipeline.prune import prune
from pipeline.publication import Publication
from tests.builders import ignored
from tests.ingest.word.build import docx, p, r

NL = labels.load("nl")
PAGE = b"<!doctype html><html lang=nl><h1>2.6.1 Veiligheid</h1><h2>Actiepunten</h2><p>Toezicht.</p></html>"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@pytest.fixture
def setup(tmp_path: Path) -> Setup:
    (tmp_path / "input").mkdir()
    (tmp_path / "work").mkdir()
    return Setup(
        source=str(tmp_path / "input"),
        work=str(tmp_path / "work"),
        profiles={"nl": profiles.load("nl")},
        theme=theme.load(),
    )


def task(setup: Setup, name: str, data: bytes, formats: tuple[str, ...] = ("xml", "json", "text")) -> Task:
    path = Path(setup.source, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return Task("key", name, hashlib.sha256(data).hexdigest(), len(data), "nl", formats)


def files(setup: Setup) -> dict[str, File]:
    """All that stands below the work root."""
    root = Path(setup.work)
    return {
        path.relative_to(root).as_posix(): File(hashlib.sha256(data := path.read_bytes()).hexdigest(), len(data))
        for path in root.rglob("*")
        if path.is_file()
    }


def test_the_outputs_are_those_of_the_conversion(setup: Setup) -> None:
    done = work(task(setup, "deel/blad.html", PAGE), setup)
    made = convert(PAGE, "blad.html", to=("xml", "json", "text"))
    names = {"xml": "document.xml", "json": "document.json", "text": "document.txt"}
    expected = {names[name]: File(hashlib.sha256(data).hexdigest(), len(data)) for name, data in made.outputs.items()}
    assert (done.verdict, done.files, done.diagnostics) == ("made", expected, made.diagnostics)
    assert files(setup) == {f"key/{name}": file for name, file in expected.items()}
    assert done.seconds > 0


def test_what_stands_beside_the_source_is_read_and_what_stands_elsewhere_is_not(setup: Setup) -> None:
    Path(setup.source, "beeld.png").write_bytes(PIXEL)
    Path(setup.work, "geheim.png").write_bytes(PIXEL)
    Path(setup.source, "link.png").symlink_to(Path(setup.work, "geheim.png"))
    page = b"".join(
        b'<p><img alt="beeld" src="%s"></p>' % name.encode()
        for name in ("beeld.png", "../work/geheim.png", "link.png", "/etc/passwd")
    )
    done = work(task(setup, "blad.html", b"<h1>1 Titel</h1>" + page), setup)
    assert [found.code for found in done.diagnostics].count(Code.IMAGE_MISSING) == 3


def test_what_the_publication_says_is_in_the_outputs(setup: Setup) -> None:
    one = replace(task(setup, "blad.html", PAGE, ("text",)), publication=Publication(title="P"))
    work(one, setup)
    assert NL("standing.concept-sentence") in Path(setup.work, "key/document.txt").read_text(encoding="utf-8")


def test_the_entry_says_what_the_document_is_and_where_it_goes(setup: Setup) -> None:
    page = PAGE.replace(b"</html>", b"<h2>Doelstellingen</h2></html>")
    one = replace(task(setup, "deel/blad.html", page, ("entry",)), slug="blad")
    done = work(one, setup)
    assert list(done.files) == ["entry.json"]
    entry = msgspec.json.decode(Path(setup.work, "key/entry.json").read_bytes(), type=Entry)
    assert (entry.name, entry.slug, entry.sha256, entry.diagnostics) == (one.name, "blad", one.sha256, done.diagnostics)
    assert [section.full_title for section in entry.sections] == ["2.6.1 Veiligheid"]
    assert [block.title for block in entry.sections[0].blocks] == ["Actiepunten"]
    assert [dropped.title for dropped in entry.dropped] == ["Doelstellingen"]


def test_the_insides_of_the_pages_are_kept_by_their_sections(setup: Setup) -> None:
    page = b"<html lang=nl><h1>1 Boek</h1><h2>1.1 Een</h2><p>Eerste.</p><h2>1.2 Twee</h2><p>Tweede.</p></html>"
    work(task(setup, "boek.html", page, ("inside",)), setup)
    inside = msgspec.json.decode(Path(setup.work, "key/inside.json").read_bytes(), type=Inside)
    known = convert(page, "boek.html", to=()).document
    expected = fragments(prune(known, ignored), default_setting(known))
    assert len(expected) == 4
    assert {section: inside.page(section) for section in (None, *inside.pages)} == expected


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [("blad.docx", b"geen ZIP", "not-word"), ("blad.html", b"", "empty"), ("blad.xyz", b"x", "extension-unknown")],
)
def test_a_document_that_cannot_be_made_says_why_and_leaves_nothing(
    setup: Setup, name: str, data: bytes, reason: str
) -> None:
    done = work(task(setup, name, data), setup)
    assert (done.verdict, done.reason, done.files) == ("failed", reason, {})
    assert "…" not in NL.sentence(done.error())
    assert files(setup) == {}


def test_a_source_that_has_changed_is_not_made(setup: Setup) -> None:
    one = task(setup, "blad.html", PAGE)
    Path(setup.source, "blad.html").write_bytes(PAGE + b" ")
    assert work(one, setup).reason == Stop.SOURCE_CHANGED


def test_what_was_found_until_it_failed_is_told(setup: Setup) -> None:
    known = setup.profiles["nl"]
    strict = replace(known, checks=replace(known.checks, severity={Code.PLANNING_EMPTY: Severity.ERROR}))
    table = b"<table><tr><th>Wat gaan we doen?<th>Planning<tr><td>Toezicht<td></table>"
    page = b"<h1>1 Titel</h1><h2>Actiepunten</h2>" + table
    done = work(task(setup, "blad.html", page), replace(setup, profiles={"nl": strict}))
    assert (done.reason, done.values["codes"]) == ("found-error", "planning-empty")
    assert Code.PLANNING_EMPTY in {found.code for found in done.diagnostics}


def test_an_older_result_gives_way_to_a_new_one_as_a_whole(setup: Setup) -> None:
    work(task(setup, "blad.html", PAGE, ("xml", "json")), setup)
    work(task(setup, "blad.html", PAGE, ("text",)), setup)
    assert list(files(setup)) == ["key/document.txt"]


def test_outputs_are_whole_or_not_there(setup: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    one = task(setup, "blad.html", PAGE, ("xml",))
    first = work(one, setup)
    original, written = Path.write_bytes, list[Path]()

    def full(path: Path, data: bytes) -> int:
        if written:
            raise OSError(errno.ENOSPC, "full")
        written.append(path)
        return original(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    done = work(replace(one, formats=("json", "text", "xml")), setup)
    assert (done.reason, done.values) == ("not-writable", {"name": "key", "errno": "ENOSPC"})
    assert files(setup) == {"key/document.xml": first.files["document.xml"]}


def test_a_mistake_of_our_own_is_told_with_its_place_and_without_a_traceback(
    setup: Setup, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("x\ny")

    monkeypatch.setattr(module, "convert", broken)
    done = work(task(setup, "blad.html", PAGE), setup)
    assert (done.reason, done.values["detail"]) == (Stop.INTERNAL, "KeyError: 'x\\ny'")
    assert done.values["place"].startswith("work.py:")


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (MemoryError(), Stop.MEMORY),
        (OSError(errno.EFBIG, "x"), Stop.OUTPUT),
        (OutputError("not-writable", name="x"), "not-writable"),
        (RecursionError(), Stop.INTERNAL),
    ],
)
def test_what_is_raised_becomes_a_reason(setup: Setup, error: Exception, reason: str) -> None:
    assert told(task(setup, "x", b"x"), error).reason == reason


def test_every_format_is_made_by_a_worker_as_it_is_here(setup: Setup) -> None:
    """Shut in, with little of its surroundings left: fonts, Typst and pandoc are within its reach all the same."""
    data = docx(p(r("2.6.1 Veiligheid")) + p(r("Toezicht.")))
    one = task(setup, "blad.docx", data, tuple(PARTS))
    (there,) = LocalEngine(setup, 1).run([one], Caps())
    assert there.made, there.values
    told_by_disk = files(setup)
    here = work(one, setup)
    assert (there.files, there.diagnostics) == (here.files, here.diagnostics)
    assert told_by_disk == {f"key/{name}": file for name, file in there.files.items()}


def test_what_pandoc_reads_is_read_by_a_worker(setup: Setup) -> None:
    def made(name: str, data: bytes) -> Outcome:
        (outcome,) = LocalEngine(setup, 1).run([task(setup, name, data, ("xml",))], Caps())
        return outcome

    assert made("blad.md", b"# 1 Titel\n\nTekst.\n").verdict == "made"
