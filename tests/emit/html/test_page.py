"""The page as a whole: it needs nothing else, lets nothing else in, and is the same bytes each time."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

import pipeline
from pipeline.conversion import export_document
from pipeline.emit import theme
from pipeline.errors import ThemeError
from pipeline.model import BudgetDocument
from tests.builders import document
from tests.emit.html import DEFAULT, Element, emitted, outer, parsed, section
from tests.strategies import everything

ROOT = Path(__file__).parents[3]
VEILIGHEID = ROOT / "input" / "2.6.1 Veiligheid, handhaving en crisisbeheersing.docx"


def meta(page: Element, name: str) -> str | None:
    return next((str(node.get("content")) for node in page.iter("meta") if node.get("name") == name), None)


def spoken(language: str) -> BudgetDocument:
    made = document()
    return replace(made, meta=replace(made.meta, language=language))


# ------------------------------------------------------------------------------------ head and policy


def test_the_policy_allows_this_style_and_this_script_and_nothing_else() -> None:
    data = emitted(everything())
    (policy,) = (node.get("content") for node in parsed(data).iter("meta") if node.get("http-equiv"))
    style, script = (
        base64.b64encode(hashlib.sha256(found).digest()).decode()
        for tag in (b"style", b"script")
        for found in re.findall(b"<%s>(.*?)</%s>" % (tag, tag), data, re.DOTALL)
    )
    assert policy == (
        f"default-src 'none'; img-src data:; style-src 'sha256-{style}'; script-src 'sha256-{script}'; "
        "base-uri 'none'; form-action 'none'"
    )


def test_nothing_of_the_page_asks_for_a_style_or_script_of_its_own() -> None:
    page = parsed(emitted(everything()))
    assert page.xpath("//@style | //@*[starts-with(name(), 'on')] | //link | //iframe | //object | //base") == []
    assert [source for source in page.xpath("//@src") if not str(source).startswith("data:image/")] == []


def test_author_subject_and_keywords_describe_the_page_where_they_are_known() -> None:
    page = parsed(emitted(everything()))
    described = [meta(page, name) for name in ("author", "description", "keywords")]
    assert described == ["J. Jansen", "Begroting", "zorg, jeugd"]
    assert meta(parsed(emitted(document())), "author") is None


@pytest.mark.parametrize(
    ("written", "expected"), [("nl", "nl"), ("nl-NL", "nl-NL"), ("fy", "fy"), ("", "nl"), ('"><script>', "nl")]
)
def test_the_language_is_the_documents(written: str, expected: str) -> None:
    assert parsed(emitted(spoken(written))).get("lang") == expected


# ------------------------------------------------------------------------------------ bytes


def test_a_page_is_utf_8_with_one_line_feed_at_its_end() -> None:
    data = emitted(document(section()))
    assert data.startswith(b'<!doctype html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">\n')
    assert data.endswith(b"</html>\n")
    assert b"\r" not in data


_AGAIN = (
    "import sys; from pipeline.conversion import export_document; from tests.strategies import everything;"
    "sys.stdout.buffer.write(export_document(everything(), 'html'))"
)


def test_the_same_document_gives_the_same_bytes_under_another_hash_seed() -> None:
    pages = {
        subprocess.run(
            [sys.executable, "-c", _AGAIN],
            capture_output=True,
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            timeout=60,
        ).stdout
        for seed in ("1", "2")
    }
    assert pages == {export_document(everything(), "html")}


def test_a_page_without_pictures_is_small() -> None:
    page = pipeline.convert(VEILIGHEID.read_bytes(), VEILIGHEID.name, to=("html",)).outputs["html"]
    assert len(page) < 100_000


# ------------------------------------------------------------------------------------ the frame


def framed(frame: str, **more: str) -> str:
    return emitted(document(section(), title="A & B"), style=replace(DEFAULT, frame=frame, **more)).decode()


def test_a_frame_of_ones_own_takes_the_parts_where_it_wants_them() -> None:
    frame = '{{ language }}|{{ title }}|{{ main_id }}|{{ theme.title }}|{{ label("html.skip") }}|{{ logo }}'
    assert framed(frame, title="<Stad>") == "nl|A &amp; B|page--main|&lt;Stad&gt;|Naar de inhoud|\n"


def test_a_logo_is_part_of_the_page_and_else_the_name_stands_there() -> None:
    made = emitted(document(), style=replace(DEFAULT, logo=b"<svg/>", logo_type="image/svg+xml", logo_alt="Stad"))
    (logo,) = parsed(made).iterfind(".//header/img")
    assert dict(logo.attrib) == {"class": "logo", "src": "data:image/svg+xml;base64,PHN2Zy8+", "alt": "Stad"}
    named = parsed(emitted(document(), style=replace(DEFAULT, title="Stad")))
    assert named.findtext(".//header/p") == "Stad"
    assert parsed(emitted(document())).findall(".//header/*") == []


def test_the_class_of_a_token_file_is_the_pages() -> None:
    assert (
        parsed(emitted(document(), style=replace(DEFAULT, root_class="utrecht-theme"))).get("class") == "utrecht-theme"
    )


def test_dark_tokens_hold_on_a_dark_screen_only() -> None:
    style = parsed(emitted(document(), style=replace(DEFAULT, tokens="a{}\n", dark="b{}\n"))).findtext(".//style")
    assert style is not None
    assert style.startswith("a{}\n@media screen and (prefers-color-scheme: dark) {\nb{}\n}\n")


@pytest.mark.parametrize(
    "frame",
    [
        "{{ nergens }}",
        "{% if %}",
        "{{ label('html.nergens') }}",
        "{{ ''.__class__.__mro__ }}",
        "{% include 'andere.j2' %}",
        "{{ 1 / 0 }}",
    ],
)
def test_a_frame_with_a_mistake_is_an_error_of_the_house_style(frame: str) -> None:
    with pytest.raises(ThemeError) as caught:
        framed(frame)
    assert caught.value.reason == "theme-frame"


def test_a_house_style_changes_nothing_of_what_is_said() -> None:
    said = {outer(parsed(emitted(everything(), style=theme.load(name))), "main") for name in theme.names()}
    assert len(said) == 1
