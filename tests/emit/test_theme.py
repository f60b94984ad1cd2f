"""House styles: a folder of files changes the frame, the colours and the logo, and no code."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from pipeline import labels
from pipeline.emit import theme
from pipeline.errors import ThemeError

NL = labels.load("nl")
DEFAULT = theme.load()


def read(**files: bytes | str) -> theme.Theme:
    """A house style of these files; `theme_toml` is `theme.toml`."""
    known = {
        name.replace("_", ".", 1): file.encode() if isinstance(file, str) else file for name, file in files.items()
    }
    if "frame.html_j2" in known:
        known["frame.html.j2"] = known.pop("frame.html_j2")
    return theme.read("stad", known.get)


def refused(**files: bytes | str) -> ThemeError:
    with pytest.raises(ThemeError) as caught:
        read(**files)
    assert "…" not in NL.sentence(caught.value)
    return caught.value


# ------------------------------------------------------------------------------------ what a folder may hold


def test_an_empty_folder_is_the_default() -> None:
    made = read()
    assert (made.name, made.title, made.logo, made.root_class) == ("stad", "", b"", "")
    assert (made.tokens, made.dark, made.frame) == (DEFAULT.tokens, DEFAULT.dark, DEFAULT.frame)
    assert made.pdf == DEFAULT.pdf


def test_tokens_add_to_the_default_and_a_frame_replaces_it() -> None:
    made = read(tokens_css=":root{--a:b}", dark_css=":root{--a:c}", frame_html_j2="{{ content }}")
    assert made.tokens == DEFAULT.tokens + ":root{--a:b}"
    assert made.dark == DEFAULT.dark + ":root{--a:c}"
    assert made.frame == "{{ content }}"


def test_the_card_names_title_logo_class_and_colours_of_the_pdf() -> None:
    card = 'title = "Stad"\nroot-class = "stad-theme"\nlogo = "beeld.SVG"\n[pdf]\naccent = "#123456"\n'
    made = theme.read("stad", {"theme.toml": card.encode(), "beeld.SVG": b"<svg/>"}.get)
    assert (made.title, made.root_class, made.logo, made.logo_type) == (
        "Stad",
        "stad-theme",
        b"<svg/>",
        "image/svg+xml",
    )
    assert made.logo_alt == "Stad"
    assert made.pdf == {**DEFAULT.pdf, "accent": "#123456"}


def test_files_of_windows_are_read_as_any_other() -> None:
    assert read(tokens_css=b"\xef\xbb\xbfa {\r\n}\r").tokens == DEFAULT.tokens + "a {\n}\n"


# ------------------------------------------------------------------------------------ what is wrong with one


@pytest.mark.parametrize("card", ["title =", "titel = 'Stad'", "title = 3", "[pdf]\naccent = 1"])
def test_a_card_with_a_mistake_is_an_error(card: str) -> None:
    assert refused(theme_toml=card).reason == "theme-toml"


@pytest.mark.parametrize("card", ['logo = "weg.svg"', 'logo = "theme.toml"'])
def test_a_logo_that_is_not_there_or_is_no_picture_is_an_error(card: str) -> None:
    assert refused(theme_toml=card).reason == "theme-logo"


@pytest.mark.parametrize(
    "css",
    [
        "@import 'a.css';",
        "a { background: url(https://a.nl/b.png) }",
        "a { background: url( 'b.png' ) }",
        "</STYLE><script>",
    ],
)
def test_a_style_that_reaches_outside_the_page_is_an_error(css: str) -> None:
    assert refused(tokens_css=css).reason == "theme-outside"
    assert refused(dark_css=css).reason == "theme-outside"


def test_a_style_may_hold_its_pictures_itself() -> None:
    own = "a { background: url(data:image/png;base64,AA) } b { clip-path: url(#c) }"
    assert read(tokens_css=own).tokens.endswith(own)


def test_a_file_that_is_no_utf_8_is_an_error() -> None:
    assert refused(tokens_css=b"\xff").values["file"] == "tokens.css"
    assert refused(theme_toml=b"\xff").reason == "theme-encoding"


def test_a_name_that_is_unknown_is_an_error_that_tells_those_that_are() -> None:
    with pytest.raises(ThemeError) as caught:
        theme.load("nergens")
    assert caught.value.values["known"] == "amstelveen, default"


# ------------------------------------------------------------------------------------ contrast

# Colour, what it stands on, and the least contrast: text 4.5 (WCAG 2.2, 1.4.3), what is no text 3 (1.4.11).
_PAGE = "utrecht-document-background-color"
_BUTTON = "utrecht-accordion-button-background-color"
_BUTTON_HOVER = "utrecht-accordion-button-hover-background-color"
_ROW_HOVER = "utrecht-table-row-hover-background-color"
_ACTION_HOVER = "utrecht-button-secondary-action-hover-background-color"
_TEXT_ON = {
    "utrecht-document-color": (_PAGE, _ROW_HOVER, _BUTTON_HOVER),
    "utrecht-heading-color": (_PAGE,),
    "utrecht-link-color": (_PAGE, _ROW_HOVER, _BUTTON_HOVER, "utrecht-page-footer-background-color"),
    "utrecht-link-hover-color": (_PAGE, _ROW_HOVER, "utrecht-page-footer-background-color"),
    "utrecht-link-visited-color": (_PAGE, _ROW_HOVER, "utrecht-page-footer-background-color"),
    "utrecht-page-header-color": ("utrecht-page-header-background-color",),
    "utrecht-page-footer-color": ("utrecht-page-footer-background-color",),
    "utrecht-accordion-button-color": (_BUTTON, _BUTTON_HOVER),
    "utrecht-button-secondary-action-color": (_PAGE, _ACTION_HOVER),
    "utrecht-table-header-color": (_PAGE,),
    "utrecht-table-caption-color": (_PAGE,),
    "begroting-accent-color": (_PAGE, _ROW_HOVER, _BUTTON_HOVER),
    "begroting-quiet-color": (_PAGE, _ROW_HOVER, "begroting-quiet-background-color"),
    **{
        f"begroting-status-{tone}-color": (f"begroting-status-{tone}-background-color",)
        for tone in ("good", "attention", "bad", "done", "neutral")
    },
}
_DRAWN_ON = {
    "utrecht-accordion-button-icon-color": (_BUTTON, _BUTTON_HOVER),
    "utrecht-focus-outline-color": (_PAGE, _BUTTON, _BUTTON_HOVER),
    "utrecht-button-secondary-action-border-color": (_PAGE, _ACTION_HOVER),
}


def tokens(style: str) -> Mapping[str, str]:
    """The last value of each custom property, with what it refers to."""
    written = dict(re.findall(r"--([\w-]+):\s*([^;]+);", style))

    def value(name: str) -> str:
        other = re.fullmatch(r"var\(--([\w-]+)\)", written[name])
        return value(other.group(1)) if other else written[name]

    return {name: value(name) for name in written}


def luminance(colour: str) -> float:
    """The relative luminance of `#rgb` or `#rrggbb` (WCAG 2.2)."""
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    parts = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#fff", "#000000") == pytest.approx(21)
    assert contrast("#767676", "#fff") == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", theme.names())
def test_every_colour_of_a_shipped_house_style_can_be_read(name: str, scheme: str) -> None:
    style = theme.load(name)
    known = tokens(style.tokens + (style.dark if scheme == "dark" else ""))
    weak = [
        (colour, ground, round(contrast(known[colour], known[ground]), 2))
        for pairs, least in ((_TEXT_ON, 4.5), (_DRAWN_ON, 3.0))
        for colour, grounds in pairs.items()
        for ground in grounds
        if contrast(known[colour], known[ground]) < least
    ]
    assert weak == []


def test_every_colour_of_the_default_is_weighed() -> None:
    weighed = {*_TEXT_ON, *_DRAWN_ON, *(g for grounds in (*_TEXT_ON.values(), *_DRAWN_ON.values()) for g in grounds)}
    lines = {name for name in tokens(DEFAULT.tokens) if "border" in name or name == "begroting-line-color"}
    assert {name for name in tokens(DEFAULT.tokens) if name.endswith("-color")} <= weighed | lines
