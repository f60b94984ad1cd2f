"""What CONTRIBUTING.md shows by example works as it stands there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import msgspec

import pipeline
from pipeline import profiles
from pipeline.emit import theme
from pipeline.profile import Profile
from tests.test_conversion import HTML

TEXT = (Path(__file__).parent.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")


def shown(heading: str) -> str:
    """The indented lines under a heading."""
    chapter = TEXT.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return "\n".join(line.removeprefix("    ") for line in chapter.splitlines() if line.startswith("    ") or not line)


def files(text: str) -> Mapping[str, bytes]:
    """The files of an example, each begun by its name in a comment."""
    parts = re.split(r"^# \w+/(\S+)\n", text, flags=re.MULTILINE)[1:]
    return {name: content.encode() for name, content in zip(parts[::2], parts[1::2], strict=True)}


def test_the_profile_of_the_example_is_one() -> None:
    made = profiles.parse(shown("Add a profile"), "voorbeeld.toml")
    assert (made.block_kind("Ambities"), made.block_kind("Doelstelling")) == ("objectives", None)
    assert made.column_key("Trekker") == "owner"


def test_every_key_of_a_profile_is_explained_in_the_table() -> None:
    table = TEXT.partition("## Add a profile")[2].partition("\n## ")[0]
    rows = "".join(line for line in table.splitlines() if line.startswith("| `"))
    keys = {field.encode_name for field in msgspec.structs.fields(Profile)} - {"name"}
    assert {key for key in keys if f"`{key}" not in rows} == set()


def test_the_house_style_of_the_example_is_seen_on_page_and_in_dark() -> None:
    found = files(shown("Add a house style"))
    assert set(found) == {"theme.toml", "tokens.css", "dark.css"}
    made = pipeline.convert(HTML, "a.html", to=("html",), theme=theme.read("lindermeer", found.get))
    page = made.outputs["html"].decode()
    assert '<p class="owner">Gemeente Lindermeer</p>' in page
    light, dark = page.split("prefers-color-scheme: dark")
    assert light.count("#7a1f3d") == 2
    assert dark.count("#f0a8bf") == 2


def test_all_that_a_frame_is_given_is_told() -> None:
    table = TEXT.partition("The frame is given:")[2].partition("A page needs")[0]
    frame = theme.load("default").frame
    used = set(re.findall(r"\{[{%] (?:if |elif )?(\w+)", frame)) - {"endif"}
    assert used >= {"head", "content", "script", "main_id", "label"}
    assert {name for name in used if f"`{name}" not in table} == set()


def test_all_that_the_frame_of_a_site_is_given_is_told() -> None:
    table = TEXT.partition("The frame of a site")[2].partition("The same rules")[0]
    used = set(re.findall(r"\{[{%] (?:if |elif )?(\w+)", theme.load("default").site)) - {"endif", "else"}
    assert used >= {"head", "content", "script", "menu", "breadcrumbs", "footer"}
    assert {name for name in used if f"`{name}" not in table} == set()
