"""The command as its users meet it: outputs, messages, exit codes, and never a traceback."""

from __future__ import annotations

import contextlib
import os
import pty
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from pipeline import canonical, labels
from pipeline.cli import run
from pipeline.cli.run import diagnostic_lines
from pipeline.diagnostics import Code, Diagnostic, Place, Severity
from pipeline.ingest.word import body
from pipeline.ingest.word.names import TABLE
from pipeline.site import search
from tests.test_conversion import HTML, WORD
from tests.test_storage import close

BEGROTING = (sys.executable, "-c", "from pipeline.cli import main; main()")


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    (folder / "deel").mkdir(parents=True)
    (folder / "a.html").write_bytes(HTML)
    (folder / "deel" / "b.docx").write_bytes(WORD)
    return folder


def command(*arguments: object) -> int:
    return run([str(argument) for argument in arguments])


def test_a_folder_is_converted_to_every_format(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "uit"
    assert command("convert", source, "--to", "html,json,text,xml", "--output", out) == 0
    stems = ("a", "deel/b")
    assert files(out) == {f"{stem}{extension}" for stem in stems for extension in (".html", ".json", ".txt", ".xml")}
    told = capsys.readouterr()
    assert told.out.splitlines() == [
        "a.html → a.html, a.json, a.txt, a.xml",
        "deel/b.docx → b.html, b.json, b.txt, b.xml",
        f"2 van 2 omgezet naar {out} (mislukt: 0, waarschuwingen: 4, mededelingen: 3).",
    ]
    assert told.err.splitlines()[1] == (
        "a.html: 2.6.1 Veiligheid, handhaving en crisisbeheersing › Bijlagen: block-empty: Het blok „Bijlagen” is leeg "
        "en wordt niet getoond.: Vul het blok, of laat het zo als er niets te melden is."
    )


def test_a_document_that_lost_too_much_fails_and_quotes_what_is_missing(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(body.IN_BODY, TABLE)
    assert command("convert", source / "deel" / "b.docx", "--output", tmp_path / "uit") == 1
    assert files(tmp_path / "uit") == set()
    told = capsys.readouterr().err
    assert (
        "b.docx: 2.6.1 Veiligheid, handhaving en crisisbeheersing › Actiepunten, bij „Actiepunten”: text-not-read"
        in told
    )
    assert "„Wat gaan we doen? type planning" in told
    failed = told.splitlines()[-1]
    assert failed.startswith(f"{source}/deel/b.docx: mislukt: Van de tekst is maar ")
    assert "om te beginnen „Wat gaan we doen? type planning" in failed


def test_a_document_that_fails_costs_no_other_and_leaves_nothing(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (source / "kapot.docx").write_bytes(WORD[:900])
    out = tmp_path / "uit"
    assert command("convert", source, "--to", "json", "-o", out, "-q") == 1
    assert files(out) == {"a.json", "deel/b.json"}
    told = capsys.readouterr()
    assert [line for line in told.err.splitlines() if "kapot" in line] == [
        f"kapot.docx: mislukt: {labels.load('nl')('errors.cut-off')}"
    ]
    assert "block-empty" not in told.err
    assert "mislukt: 1" in told.out


def test_a_mistake_in_the_program_is_a_sentence_too(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object, **_more: object) -> None:
        raise RecursionError("te diep")

    monkeypatch.setattr("pipeline.structure.build", broken)
    assert command("convert", source / "a.html", "-o", tmp_path / "uit") == 1
    told = capsys.readouterr().err
    assert "RecursionError: te diep" in told
    assert "Traceback" not in told
    assert files(tmp_path / "uit") == set()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["convert", "weg.docx"], "Er is geen bestand of map „weg.docx”."),
        (["convert", "."], "Er is niets om om te zetten"),
        (["convert", ".", "--profile", "amstelven"], "Bedoelt u „amstelveen”?"),
        (["convert", ".", "--profile", "weg.toml"], "Het profiel weg.toml kan niet gelezen worden (het is er niet)."),
        (["convert", "weg\n\x1b[31m.docx"], "Er is geen bestand of map „weg\ufffd\ufffd[31m.docx”."),
        (["convert", ".", "--theme", "weg"], "weg"),
        (
            ["convert", ".", "--to", "htlm"],
            "De vorm „htlm” bestaat niet; wel: html, pdf, json, text, docx, odt, epub, md, xml.",
        ),
        (["convert", ".", "--to", ","], "Er is geen vorm gekozen met --to."),
        (["convert", ".", "--too", "pdf"], "De optie --too bestaat niet. Bedoelt u --to?"),
        (["convert"], "Er ontbreekt iets: SOURCE…."),
        (["convert", ".", "--to"], "Achter de optie --to hoort een waarde. Zie: begroting convert --help"),
        (["convert", ".", "--quiet=ja"], "De optie --quiet staat alleen; er hoort geen waarde bij."),
        (["formats", "x", "y"], "Hier hoort niets meer achter: x y. Zie: begroting formats --help"),
        (["--"], "De opdracht is zo niet te begrijpen. Zie: begroting --help"),
        (["convert", ".", "-o", "."], "Kies met --output een andere map."),
        (["convert", ".", "--theme", "."], "De map . is geen huisstijl"),
        (["converteer"], "De opdracht converteer bestaat niet."),
        (["validate", "weg.xml"], "Er is geen bestand of map „weg.xml”."),
    ],
)
def test_what_cannot_start_ends_with_two_and_a_sentence(
    arguments: list[str],
    sentence: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == 2
    told = capsys.readouterr()
    assert sentence in told.err
    assert told.out == ""
    assert files(tmp_path) == set()


def test_an_output_never_takes_the_place_of_a_source(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("convert", source / "a.html", "--to", "html", "-o", source) == 2
    assert "zou een bron overschrijven" in capsys.readouterr().err
    assert (source / "a.html").read_bytes() == HTML


def test_an_output_folder_that_cannot_be_written_ends_with_two(
    source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("convert", source / "a.html", "-o", source / "a.html" / "x") == 2
    assert "kan niet geschreven worden" in capsys.readouterr().err


def test_unknown_extensions_fail_the_document(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (source / "c.doc").write_bytes(b"x")
    assert command("convert", source / "c.doc", "-o", source / "uit") == 1
    known = ".docx, .docm, .dotx, .dotm, .html, .htm, .odt, .rtf, .epub, .md, .markdown"
    assert f"Bestanden met „.doc” worden niet gelezen; wel: {known}." in capsys.readouterr().err


def test_a_name_without_extension_is_said(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (source / "Begroting").write_bytes(b"x")
    assert command("convert", source / "Begroting", "-o", source / "uit") == 1
    assert "zij heeft geen extensie. Geef haar er een: .docx, .docm, .dotx," in capsys.readouterr().err


def test_whatever_lies_in_a_folder_costs_no_other_document(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (source / "lus.html").symlink_to("lus.html")
    os.mkfifo(source / "pijp.html")
    close(source / "deel", monkeypatch)
    out = tmp_path / "uit"
    assert command("convert", source, "--to", "json", "-o", out, "-q") == 1
    assert files(out) == {"a.json"}
    told = capsys.readouterr()
    assert [line for line in told.err.splitlines() if "mislukt" in line] == [
        "lus.html: mislukt: Het bestand kan niet gelezen worden (de koppelingen wijzen naar elkaar).",
        "pijp.html: mislukt: Dit is geen gewoon bestand, maar een map, een pijp of een apparaat. Het is niet geopend.",
        "deel: mislukt: De map kan niet gelezen worden (geen toegang). Wat erin staat is overgeslagen.",
    ]
    assert told.out.splitlines()[-1].startswith("1 van 4 omgezet")


def test_names_that_are_not_utf8_or_hold_controls_are_converted_and_shown(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    for name in (b"latin\xe9.html", b"regel\n\x1b[31m.html"):
        (tmp_path / os.fsdecode(name)).write_bytes(HTML)
    out = tmp_path / "uit"
    assert command("convert", tmp_path, "--to", "xml", "-o", out) == 0
    origins = [canonical.loads((out / name).read_bytes()).meta.source for name in ("latin.xml", "regel__[31m.xml")]
    assert [origin.name for origin in origins] == ["latin\ufffd.html", "regel\ufffd\ufffd[31m.html"]
    told = capfdbinary.readouterr()
    assert "latin\ufffd.html → latin.xml" in told.out.decode().splitlines()
    assert b"\x1b" not in told.out + told.err
    assert all(
        line.startswith(("latin\ufffd.html: ", "regel\ufffd\ufffd[31m.html: "))
        for line in told.err.decode().splitlines()
    )


def test_a_document_whose_output_cannot_be_written_fails_alone(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "uit"
    (out / "a.json").mkdir(parents=True)
    assert command("convert", source, "--to", "html,json", "-o", out, "-q") == 1
    assert files(out) == {"deel/b.html", "deel/b.json"}
    told = capsys.readouterr()
    assert f"a.html: mislukt: {out}/a.json kan niet geschreven worden (daar staat een map)." in told.err.splitlines()
    assert "1 van 2 omgezet" in told.out


def test_the_version_is_said_in_no_language(capsys: pytest.CaptureFixture[str]) -> None:
    assert command("--version") == 0
    assert capsys.readouterr().out == f"begroting {version('begroting')}\n"


def test_a_terminal_that_is_not_utf8_stops_nothing(source: Path, tmp_path: Path) -> None:
    arguments = (*BEGROTING, "convert", str(source / "a.html"), "--to", "json", "-o", str(tmp_path))
    done = subprocess.run(
        arguments, env={**os.environ, "PYTHONIOENCODING": "latin-1"}, capture_output=True, timeout=60, check=False
    )
    assert (done.returncode, b"a.html ? a.json" in done.stdout) == (0, True)


def test_the_two_halves_give_what_the_whole_gives(source: Path, tmp_path: Path) -> None:
    assert command("convert", source, "--to", "html,json,xml", "-o", tmp_path / "heel") == 0
    assert command("ingest", source, "-o", tmp_path / "xml") == 0
    assert command("export", tmp_path / "xml", "--to", "html,json,xml", "-o", tmp_path / "half") == 0
    for name in files(tmp_path / "heel"):
        assert (tmp_path / "half" / name).read_bytes() == (tmp_path / "heel" / name).read_bytes()
    assert files(tmp_path / "half") == files(tmp_path / "heel")


def test_a_folder_becomes_one_site(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (source / "publicatie.toml").write_text('title = "Begroting"\n', encoding="utf-8")
    assert command("site", source, "-o", tmp_path / "uit") == 0
    made = {name for name in files(tmp_path / "uit") if not name.startswith("-/")}
    pages = {"index.html", "404.html", "robots.txt", "acties.html", "zoeken.html", "a/index.html", "b/index.html"}
    assert made >= pages - ({"zoeken.html"} if not search.available() else set())
    assert made >= {"a/a.pdf", "a/a.json", "b/b.pdf", "b/b.json", "geheel.pdf"}
    assert 'href="geheel.pdf"' in (tmp_path / "uit" / "index.html").read_text(encoding="utf-8")
    assert "<h1>Begroting</h1>" in (tmp_path / "uit" / "index.html").read_text(encoding="utf-8")
    assert (tmp_path / "uit" / "-" / "pagefind" / "pagefind.js").is_file() == search.available()
    assert capsys.readouterr().out.endswith(f"De website begint bij {tmp_path / 'uit' / 'index.html'}\n")


def test_a_document_that_fails_is_no_page_of_the_site(source: Path, tmp_path: Path) -> None:
    (source / "stuk.docx").write_bytes(b"geen Word")
    assert command("site", source, "-o", tmp_path / "uit") == 1
    assert not {name for name in files(tmp_path / "uit") if "stuk" in name}
    assert "stuk" not in (tmp_path / "uit" / "index.html").read_text(encoding="utf-8")


def test_a_site_is_made_of_a_folder(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("site", source / "a.html") == 2
    assert "is geen map" in capsys.readouterr().err


def test_exports_may_keep_empty_blocks(source: Path, tmp_path: Path) -> None:
    assert command("ingest", source / "a.html", "-o", tmp_path) == 0
    assert command("export", tmp_path / "a.xml", "--to", "text", "--keep-empty", "-o", tmp_path) == 0
    assert "Bijlagen" in (tmp_path / "a.txt").read_text(encoding="utf-8")


def test_xml_and_json_are_validated(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("convert", source / "a.html", "--to", "json,xml", "-o", tmp_path) == 0
    capsys.readouterr()
    assert command("validate", tmp_path / "a.xml", tmp_path / "a.json") == 0
    assert capsys.readouterr().out.splitlines() == [f"{tmp_path / name}: in orde" for name in ("a.xml", "a.json")]
    broken = (
        (tmp_path / "a.xml").read_bytes().replace(b"<section ", b"<sectie ", 1).replace(b"</section>", b"</sectie>", 1)
    )
    (tmp_path / "b.xml").write_bytes(broken)
    assert command("validate", tmp_path / "b.xml", tmp_path / "a.json") == 1
    told = capsys.readouterr()
    assert "b.xml: Het document past niet in het schema, bij regel " in told.err
    assert "a.json: in orde" in told.out


def test_a_file_that_cannot_be_checked_costs_no_other(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("ingest", source / "a.html", "-o", tmp_path) == 0
    (tmp_path / "leeg.xml").touch()
    capsys.readouterr()
    assert command("validate", tmp_path / "leeg.xml", tmp_path / "a.xml") == 1
    told = capsys.readouterr()
    assert told.err == f"{tmp_path}/leeg.xml: {labels.load('nl')('errors.empty')}\n"
    assert told.out == f"{tmp_path}/a.xml: in orde\n"


def test_formats_and_profiles_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert command("formats") == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == [
        *("Leest:", ".docx", ".docm", ".dotx", ".dotm", ".html", ".htm", ".odt", ".rtf", ".epub", ".md", ".markdown"),
        *("Maakt:", "html", "pdf", "json", "text", "docx", "odt", "epub", "md", "xml"),
    ]
    assert command("profiles") == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["amstelveen", "nl", "plain"]


def test_a_profile_of_ones_own_may_extend_one_beside_it(source: Path, tmp_path: Path) -> None:
    (tmp_path / "basis.toml").write_text(
        'extends = "nl"\n[blocks.attachments]\ntitles = ["Bijlagen"]\n', encoding="utf-8"
    )
    for base in ("basis", "basis.toml", "./basis.toml"):
        (tmp_path / "eigen.toml").write_text(f'extends = "{base}"\nprune = false\n', encoding="utf-8")
        assert command("convert", source / "a.html", "--to", "json", "-p", tmp_path / "eigen.toml", "-o", tmp_path) == 0
        assert '"kind": "attachments"' in (tmp_path / "a.json").read_text(encoding="utf-8")


def test_a_profile_that_is_not_utf8_is_said(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (source / "p.toml").write_bytes(b"\xff\xfe")
    assert command("convert", source / "a.html", "-p", source / "p.toml") == 2
    assert "is geen UTF-8" in capsys.readouterr().err


def test_a_house_style_of_ones_own_is_a_folder(source: Path, tmp_path: Path) -> None:
    (tmp_path / "stijl").mkdir()
    (tmp_path / "stijl" / "theme.toml").write_text('title = "Eigen"\n', encoding="utf-8")
    (tmp_path / "stijl" / "tokens.css").write_text(":root { --eigen-kleur: #123456 }\n", encoding="utf-8")
    assert command("convert", source / "a.html", "--to", "html", "--theme", tmp_path / "stijl", "-o", tmp_path) == 0
    assert "--eigen-kleur" in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_a_mistake_in_a_frame_is_the_house_styles_and_not_the_programs(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "stijl").mkdir()
    (tmp_path / "stijl" / "frame.html.j2").write_text("{{ onbekend }}", encoding="utf-8")
    assert command("convert", source / "a.html", "--to", "html", "--theme", tmp_path / "stijl", "-o", tmp_path) == 1
    assert "mislukt: Huisstijl „stijl”: frame.html.j2 klopt niet (" in capsys.readouterr().err


def test_a_diagnostic_is_one_line_of_file_place_code_what_and_advice() -> None:
    found = Diagnostic(Code.LINK_BROKEN, Place(quote="hier"), Severity.WARNING, values={"href": "#a\nb"})
    assert list(diagnostic_lines("a.docx", [found], labels.load("nl"), quiet=True)) == [
        "a.docx: bij „hier”: link-broken: Een koppeling wijst naar een plek die niet in het document staat: #a b.: "
        "Maak de koppeling opnieuw."
    ]


def test_the_help_is_in_dutch(capsys: pytest.CaptureFixture[str]) -> None:
    assert command("convert", "--help") == 0
    told = capsys.readouterr().out
    assert told.startswith("Gebruik: begroting convert [OPTIES] SOURCE…")
    assert "Uitkomst (exit code):" in told
    assert command() == 2
    assert "Zet documenten om." in capsys.readouterr().err


def test_a_progress_bar_is_shown_on_a_terminal_and_only_there(source: Path, tmp_path: Path) -> None:
    arguments = (*BEGROTING, "convert", str(source), "--to", "json", "-o", str(tmp_path / "uit"))
    main, other = pty.openpty()
    with subprocess.Popen(arguments, stderr=other, stdout=subprocess.DEVNULL) as process:
        os.close(other)
        shown = _all_of(main)
        assert process.wait(timeout=60) == 0
    assert "Omzetten" in shown
    assert "2/2" in shown
    plain = subprocess.run(arguments, capture_output=True, check=True, timeout=60)
    assert b"Omzetten" not in plain.stderr + plain.stdout
    assert b"\x1b" not in plain.stderr + plain.stdout


def _all_of(terminal: int) -> str:
    """What was written to a terminal until its other end closed, which Linux tells by an error (EIO)."""
    chunks = []
    with contextlib.suppress(OSError):
        while chunk := os.read(terminal, 65_536):
            chunks.append(chunk)
    os.close(terminal)
    return b"".join(chunks).decode()
