"""Charts and SmartArt, and what is said of objects to those who do not see them."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.content import Cell, Content, Figure, Image, Item, ItemList, Row, Table
from pipeline.diagnostics import Code, Diagnostic
from tests.ingest.word.build import at, contents, docx, p, para, relationships, source, tbl, tc, tr, xml
from tests.ingest.word.test_drawings import IMAGE, KEY, MEDIA, both, graphic, picture

CHART = graphic('<c:chart r:id="c"/>')
DIAGRAM = graphic('<dgm:relIds r:dm="d"/>')


def in_chart(inner: str, **more: bytes) -> dict[str, Any]:
    files = {"word/charts/chart1.xml": xml("c:chartSpace", inner), **more}
    return {"relations": {"c": ("chart", "charts/chart1.xml")}, "files": files}


def cache(*texts: str, code: str | None = None) -> str:
    points = "".join(f'<c:pt idx="{at}"><c:v>{text}</c:v></c:pt>' for at, text in enumerate(texts))
    form = f"<c:formatCode>{code}</c:formatCode>" if code is not None else ""
    return f"<c:numRef><c:numCache>{form}{points}</c:numCache></c:numRef>"


def series(name: str, categories: str, values: str, more: str = "") -> str:
    return f"<c:ser><c:tx>{cache(name)}</c:tx>{more}<c:cat>{categories}</c:cat><c:val>{values}</c:val></c:ser>"


def table(*lines: tuple[str, ...]) -> Table:
    rows = tuple(Row(tuple(Cell((para(text),) if text else ()) for text in line)) for line in lines)
    return Table(rows, header_rows=1)


def drawn(text: str) -> str:
    return f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>"


def test_the_values_of_a_chart_are_told_as_their_format_says() -> None:
    shares = series("Aandeel", cache("45292", code="d-m-yyyy"), cache("0.12345678", code="0%"))
    costs = series("Lasten", cache("45292", code="d-m-yyyy"), cache("1234.5", code="#,##0"))
    found = contents(p(CHART), **in_chart(f'<c:lang val="nl-NL"/><c:chart>{shares}{costs}</c:chart>'))
    assert found == [table(("", "Aandeel", "Lasten"), ("1-1-2024", "12%", "1.235"))]


def test_a_point_may_have_a_format_of_its_own_and_days_may_count_from_1904() -> None:
    point = '<c:pt idx="0" formatCode="0.0"><c:v>1.25</c:v></c:pt>'
    values = f"<c:numRef><c:numCache><c:formatCode>0</c:formatCode>{point}</c:numCache></c:numRef>"
    one = series("a", cache("43830", code="yyyy"), values)
    found = contents(p(CHART), **in_chart(f'<c:date1904 val="1"/><c:chart>{one}</c:chart>'))
    assert found == [table(("", "a"), ("2024", "1.3"))]


def test_series_without_values_are_their_names() -> None:
    found = contents(p(CHART), **in_chart(f"<c:chart><c:ser><c:tx>{cache('Wegen')}</c:tx></c:ser></c:chart>"))
    assert found == [para("Wegen")]


def test_a_trend_line_is_named_after_the_table_and_a_pivot_table_is_not() -> None:
    line = "<c:trendline><c:name>Verwachting</c:name></c:trendline>"
    one = series("Wegen", cache("2025"), cache("1"), line)
    pivot = "<c:pivotSource><c:name>[Boek1]Blad1!Draaitabel1</c:name></c:pivotSource>"
    found = contents(p(CHART), **in_chart(f"{pivot}<c:chart>{one}</c:chart>"))
    assert found == [table(("", "Wegen"), ("2025", "1")), para("Verwachting")]


def test_what_is_drawn_over_a_chart_comes_after_it() -> None:
    parts = in_chart(f'<c:chart>{series("Wegen", cache("2025"), cache("1"))}</c:chart><c:userShapes r:id="s"/>')
    parts["files"] |= {
        "word/charts/_rels/chart1.xml.rels": relationships({"s": ("chartUserShapes", "../drawings/drawing1.xml")}),
        "word/drawings/drawing1.xml": xml("c:userShapes", f"<cdr:sp><cdr:txBody>{drawn('Norm')}</cdr:txBody></cdr:sp>"),
    }
    assert contents(p(CHART), **parts) == [table(("", "Wegen"), ("2025", "1")), para("Norm")]


def test_a_chart_of_2015_or_later_says_each_of_its_texts_once() -> None:
    said = "<cx:title><cx:tx><cx:txData><cx:v>Opbouw</cx:v></cx:txData></cx:tx>{}</cx:title>".format(drawn("Opbouw"))
    named = "<cx:series><cx:tx><cx:txData><cx:v>Reeks</cx:v></cx:txData></cx:tx></cx:series>"
    level = '<cx:numDim><cx:lvl formatCode="0%"><cx:pt idx="0">0.5</cx:pt></cx:lvl></cx:numDim>'
    data = xml("cx:chartSpace", f"<cx:chartData>{level}</cx:chartData><cx:chart>{said}{named}</cx:chart>")
    parts: dict[str, Any] = {"relations": {"c": ("chartEx", "chart.xml")}, "files": {"word/chart.xml": data}}
    found = contents(p(graphic('<cx:chart r:id="c"/>')), **parts)
    assert found == [para("Opbouw"), para("Reeks"), para("50%")]


def smart_art(data: str, **drawings: str) -> dict[str, Any]:
    """Return SmartArt with data and what it was last drawn as, by the ids of their relationships."""
    files = {"word/data.xml": xml("dgm:dataModel", data)}
    files |= {f"word/{key}.xml": xml("dsp:drawing", inner) for key, inner in drawings.items()}
    rows = {"d": ("diagramData", "data.xml")} | {key: ("diagramDrawing", f"{key}.xml") for key in drawings}
    return {"relations": rows, "files": files}


def point(text: str) -> str:
    return f"<dgm:pt><dgm:t>{drawn(text)}</dgm:t></dgm:pt>"


def block(text: str) -> str:
    return f"<dsp:sp><dsp:txBody>{drawn(text)}</dsp:txBody></dsp:sp>"


@pytest.mark.parametrize(
    "parts",
    [
        smart_art(point("a"), one=block("b")),
        smart_art("<dgm:pt/>", one=block("a")),
        smart_art('<dsp:dataModelExt relId="two"/>', one=block("b"), two=block("a")),
    ],
    ids=["data", "only drawing", "named drawing"],
)
def test_smart_art_without_words_in_its_data_is_what_was_last_drawn(parts: dict[str, Any]) -> None:
    assert contents(p(DIAGRAM), **parts) == [ItemList((Item((para("a"),)),))]


# ------------------------------------------------------------------------------------ pictures in the place of objects


def alternate(shown: str, instead: str) -> str:
    """Return two branches, of which Word 2016 and later show the first."""
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="cx">{shown}</mc:Choice>'
        f"<mc:Fallback>{instead}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def bare(run: str) -> str:
    return run.removeprefix("<w:r>").removesuffix("</w:r>")


def described(run: str, text: str = "Staafdiagram") -> str:
    return run.replace("<wp:inline>", f'<wp:inline><wp:docPr id="1" {text and f"descr={text!r}"}/>', 1)


def told(found: list[Diagnostic]) -> list[str]:
    return [flaw.text for flaw in found if flaw.code is Code.DESCRIPTION_LEFT_OUT]


CHART_PARTS = in_chart(f"<c:chart>{series('Wegen', cache('2025'), cache('1'))}</c:chart>")
BOTH_PARTS: dict[str, Any] = {key: CHART_PARTS[key] | MEDIA[key] for key in ("relations", "files")}
WORDS = table(("", "Wegen"), ("2025", "1"))


@pytest.mark.parametrize(
    ("picture_says", "chart_says", "alt", "left_out"),
    [
        ('descr="Kaart"', "", "Kaart", []),
        ("", "Staafdiagram", "Staafdiagram", []),
        ('descr="Kaart"', "Staafdiagram", "Kaart", ["Staafdiagram"]),
    ],
)
def test_a_picture_that_stands_in_for_a_chart_is_kept_beside_its_data(
    picture_says: str, chart_says: str, alt: str, left_out: list[str]
) -> None:
    run = alternate(bare(described(CHART, chart_says)), bare(picture(picture_says)))
    result, found = source(docx(p(run), **BOTH_PARTS))
    assert [piece.content for piece in result.pieces] == [Figure(Image(KEY, alt, 100.0, 50.0)), WORDS]
    assert told(found) == left_out


def test_a_picture_in_the_place_of_a_chart_may_stand_within_a_drawing() -> None:
    drawing = alternate('<c:chart r:id="c"/>', "<pic:pic><pic:blipFill><a:blip r:embed='i'/></pic:blipFill></pic:pic>")
    assert contents(p(graphic(bare(drawing))), **BOTH_PARTS) == [Figure(Image(KEY)), WORDS]


def test_the_other_branch_of_a_text_box_is_no_picture_in_its_place() -> None:
    box = bare(both(p("b"))).replace("<mc:Fallback>", f"<mc:Fallback>{bare(picture())}")
    assert contents(p(f"<w:r>{box}</w:r>"), **MEDIA) == [para("b")]


def test_a_hidden_chart_hides_its_picture() -> None:
    run = alternate(bare(CHART), bare(picture())).replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>", 1)
    result, _ = source(docx(p("a", run), **BOTH_PARTS))
    assert ([piece.content for piece in result.pieces], result.assets) == ([para("a")], {})


# ------------------------------------------------------------------------------------ descriptions


def group(inner: str) -> str:
    return graphic(f"<wpg:wgp>{inner}</wpg:wgp>")


IN_GROUP = (
    '<pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="a" descr="Kaart"/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="i"/></pic:blipFill></pic:pic>'
)


@pytest.mark.parametrize(
    ("run", "parts", "content"),
    [
        (described(CHART), CHART_PARTS, [WORDS]),
        (described(DIAGRAM), smart_art(point("a")), [ItemList((Item((para("a"),)),))]),
        (both(p("b")).replace("<wp:anchor>", '<wp:anchor><wp:docPr title="Staafdiagram"/>'), {}, [para("b")]),
        (described(group(IN_GROUP)), MEDIA, [Figure(Image(KEY, "Kaart"))]),
        (
            group(f'<wps:wsp><wps:cNvPr descr="Staafdiagram"/></wps:wsp>{IN_GROUP}'),
            MEDIA,
            [Figure(Image(KEY, "Kaart"))],
        ),
        (picture('descr="Kaart" title="Staafdiagram"'), MEDIA, [Figure(IMAGE)]),
        ('<w:r><w:pict><v:rect alt="Staafdiagram"/></w:pict></w:r>', {}, []),
    ],
    ids=["chart", "SmartArt", "text box", "group", "shape in a group", "title of a picture", "VML"],
)
def test_a_description_that_no_picture_takes_is_quoted(run: str, parts: dict[str, Any], content: list[Content]) -> None:
    result, found = source(docx(p(run), **parts))
    assert [piece.content for piece in result.pieces] == content
    assert told(found) == ["Staafdiagram"]


def test_what_a_table_says_of_itself_is_quoted() -> None:
    says = '<w:tblPr><w:tblCaption w:val="Lasten"/><w:tblDescription w:val="Per  jaar"/></w:tblPr>'
    result, found = source(docx(tbl(says, tr(tc(p("a"))))))
    assert [piece.content for piece in result.pieces] == [Table((Row((Cell((para("a"),)),)),))]
    assert [(flaw.text, flaw.place) for flaw in found] == [
        ("Lasten", at(1, table=1, quote="Lasten")),
        ("Per jaar", at(1, table=1, quote="Per jaar")),
    ]
