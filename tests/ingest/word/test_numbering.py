"""The numbers that Word generates."""

import pytest

from pipeline.content import Item, ItemList, Paragraph, Table
from pipeline.ingest.word.numerals import spelled
from tests.ingest.word.build import p, para, pieces, style, tbl, tc, tr


def lvl(at: int, text: str, kind: str = "decimal", more: str = "", start: int = 1) -> str:
    count = f'<w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>'
    return f'<w:lvl w:ilvl="{at}">{count}{more}<w:lvlText w:val="{text}"/></w:lvl>'


def abstract(key: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{key}">{"".join(levels)}</w:abstractNum>'


def num(key: int, of: int, more: str = "") -> str:
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def item(key: int | str, level: int | None = 0, text: str = "x", pr: str = "") -> str:
    depth = f'<w:ilvl w:val="{level}"/>' if level is not None else ""
    return p(text, pr=f'{pr}<w:numPr>{depth}<w:numId w:val="{key}"/></w:numPr>')


def labels(body: str, numbering: str, styles: str = "") -> list[str]:
    return [piece.label for piece in pieces(body, numbering=numbering, styles=styles)]


THREE = abstract(1, lvl(0, "%1."), lvl(1, "%1.%2"), lvl(2, "%3)", "lowerLetter")) + num(1, 1)


def test_each_level_counts_by_itself_and_starts_again_under_a_higher_one() -> None:
    body = item(1) + item(1, 1) + item(1, 1) + item(1, 2) + item(1) + item(1, 1)
    assert labels(body, THREE) == ["1.", "1.1", "1.2", "a)", "2.", "2.1"]


def test_a_piece_in_a_list_knows_its_depth_kind_and_list() -> None:
    bullets = abstract(2, lvl(0, "", "bullet")) + num(2, 2)
    numbered, bullet, plain = pieces(item(1, 1) + item(2) + p("x"), numbering=THREE + bullets)
    assert (numbered.depth, numbered.ordered, numbered.list_key) == (2, True, "1")
    assert (bullet.label, bullet.depth, bullet.ordered, bullet.list_key) == ("", 1, False, "2")
    assert (plain.depth, plain.list_key) == (0, "")


def test_a_list_goes_on_after_a_paragraph_and_under_another_number_of_the_same_list() -> None:
    assert labels(item(1) + p("tussen") + item(1) + item(3), THREE + num(3, 1)) == ["1.", "", "2.", "3."]


def test_a_start_override_counts_once() -> None:
    override = num(3, 1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>')
    found = pieces(item(1) + item(3) + item(3), numbering=THREE + override)
    assert [(piece.label, piece.list_key) for piece in found] == [("1.", "1"), ("5.", "1/3"), ("6.", "1/3")]


def test_a_level_can_be_overridden_whole() -> None:
    override = num(3, 1, f'<w:lvlOverride w:ilvl="0">{lvl(0, "(%1)", "upperRoman", start=4)}</w:lvlOverride>')
    assert labels(item(3) + item(3), THREE + override) == ["(IV)", "(V)"]


def test_a_level_that_never_restarts_goes_on() -> None:
    numbering = abstract(1, lvl(0, "%1."), lvl(1, "art. %2", more='<w:lvlRestart w:val="0"/>')) + num(1, 1)
    assert labels(item(1) + item(1, 1) + item(1) + item(1, 1), numbering) == ["1.", "art. 1", "2.", "art. 2"]


def test_legal_numbering_shows_higher_levels_as_digits() -> None:
    numbering = abstract(1, lvl(0, "%1", "upperRoman"), lvl(1, "%1.%2", more="<w:isLgl/>")) + num(1, 1)
    assert labels(item(1) + item(1) + item(1, 1), numbering) == ["I", "II", "2.1"]


def test_a_higher_level_that_was_never_shown_counts_as_its_start() -> None:
    assert labels(item(1, 1), THREE) == ["1.1"]


def test_a_style_numbers_its_paragraphs_at_the_level_that_names_it() -> None:
    numbering = abstract(1, lvl(0, "%1", more='<w:pStyle w:val="H1"/>'), lvl(1, "%1.%2", more='<w:pStyle w:val="H2"/>'))
    of_list = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = style("H1", "heading 1", of_list) + style("H2", "heading 2", of_list)
    body = "".join(p("x", pr=f'<w:pStyle w:val="{key}"/>') for key in ("H1", "H2", "H2", "H1"))
    assert labels(body, numbering + num(1, 1), styles) == ["1", "1.1", "1.2", "2"]


def test_a_paragraph_can_leave_the_list_of_its_style() -> None:
    styles = style("L", "Lijst", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    of_style = '<w:pStyle w:val="L"/>'
    assert labels(p("x", pr=of_style) + item(0, pr=of_style), THREE, styles) == ["1.", ""]


def test_a_list_can_be_that_of_a_style() -> None:
    linked = '<w:abstractNum w:abstractNumId="4"><w:numStyleLink w:val="N"/></w:abstractNum>' + num(4, 4)
    styles = style("N", "N", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>', kind="numbering")
    assert labels(item(4) + item(1), THREE + linked, styles) == ["1.", "2."]


def test_an_empty_item_counts_and_is_kept() -> None:
    first, second = pieces(item(1, text="") + item(1), numbering=THREE)
    assert (first.content, first.label, second.label) == (Paragraph(()), "1.", "2.")


@pytest.mark.parametrize("broken", [num(9, 8), "", abstract(9) + num(9, 9), '<w:num w:numId="9"/>'])
def test_a_number_that_leads_nowhere_is_no_list(broken: str) -> None:
    assert labels(item(9), broken) == [""]


def test_lists_in_a_cell_are_gathered() -> None:
    (piece,) = pieces(tbl(tr(tc(item(1, text="a") + item(1, 1, text="b")))), numbering=THREE)
    inner = ItemList((Item((para("b"),), "1.1"),), ordered=True)
    assert isinstance(piece.content, Table)
    assert piece.content.rows[0].cells[0].content == (ItemList((Item((para("a"), inner), "1."),), ordered=True),)


@pytest.mark.parametrize(
    ("name", "count", "expected"),
    [
        ("lowerRoman", 1994, "mcmxciv"),
        ("upperLetter", 28, "BB"),
        ("lowerLetter", 0, ""),
        ("decimalZero", 7, "07"),
        ("ordinal", 23, "23rd"),
        ("ordinal", 12, "12th"),
        ("decimalEnclosedCircle", 3, "③"),
        ("numberInDash", 3, "- 3 -"),
        ("ideographTraditional", 3, "丙"),
        ("ideographTraditional", 11, "11"),
        ("ideographZodiac", 12, "亥"),
        ("ideographDigital", 20, "二〇"),
        ("chineseCounting", 7, "七"),
        ("japaneseCounting", 10, "十"),
        ("taiwaneseCountingThousand", 42, "四十二"),
        ("chineseCounting", 100, "100"),
        ("russianLower", 10, "к"),
        ("decimalFullWidth", 12, "１２"),
        ("a-format-of-tomorrow", 3, "3"),
    ],
)
def test_numbers_are_spelled_as_word_does(name: str, count: int, expected: str) -> None:
    assert spelled(count, name) == expected


def test_ordinals_are_those_of_the_language() -> None:
    assert [spelled(1, "ordinal", language) for language in ("nl-NL", "de-DE", "en-GB", "")] == [
        "1e",
        "1.",
        "1st",
        "1st",
    ]


@pytest.mark.parametrize(
    ("name", "count", "language", "expected"),
    [
        ("cardinalText", 1, "nl-NL", "Een"),
        ("cardinalText", 22, "nl-NL", "Tweeëntwintig"),
        ("ordinalText", 8, "nl", "Achtste"),
        ("ordinalText", 99, "nl", "Negenennegentigste"),
        ("cardinalText", 42, "en-GB", "Forty-two"),
        ("ordinalText", 20, "en-US", "Twentieth"),
        ("ordinalText", 33, "en-US", "Thirty-third"),
        ("ordinalText", 100, "en-US", "100"),
        ("ordinalText", 0, "en-US", "0"),
        ("cardinalText", 3, "fi-FI", "3"),
    ],
)
def test_numbers_are_told_in_words_of_the_language(name: str, count: int, language: str, expected: str) -> None:
    assert spelled(count, name, language) == expected


def bullet(sign: str, font: str = "") -> str:
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>' if font else ""
    level = f'<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="{sign}"/>{fonts}</w:lvl>'
    return f'<w:abstractNum w:abstractNumId="1">{level}</w:abstractNum>{num(1, 1)}'


@pytest.mark.parametrize(
    ("sign", "font", "label"),
    [
        ("☒", "", "☒"),
        ("☐", "Segoe UI Symbol", "☐"),
        ("\uf0fe", "Wingdings", "☑"),
        ("\uf0a8", "Wingdings", "◻"),
        ("\uf0b7", "Symbol", ""),
        ("o", "Courier New", ""),
        ("", "", ""),
    ],
)
def test_a_bullet_that_is_a_box_tells_whether_it_is_ticked(sign: str, font: str, label: str) -> None:
    (piece,) = pieces(item(1), numbering=bullet(sign, font))
    assert (piece.label, piece.depth, piece.ordered) == (label, 1, False)
