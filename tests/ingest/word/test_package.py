"""What the package says of the document, in Transitional and Strict, and whatever its parts are called."""

from tests.ingest.word.build import (
    NAMESPACES,
    OFFICE,
    RELATIONS,
    docx,
    p,
    para,
    source,
    style,
    zipped,
)

CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>Programma\nbegroting</dc:title>'
    "<dc:creator>Financiën</dc:creator><dc:subject>2026</dc:subject><cp:keywords>a, b</cp:keywords>"
    "<dc:language>nl-NL</dc:language>"
    '<dcterms:modified xsi:type="dcterms:W3CDTF">2025-09-30T10:00:00Z</dcterms:modified></cp:coreProperties>'
)


def test_the_properties_are_those_of_the_file() -> None:
    relations = (
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="a" Type="{OFFICE}/officeDocument" Target="/word/M.xml"/>'
        f'<Relationship Id="b" Type="{RELATIONS}/metadata/core-properties" Target="docProps/core.xml"/></Relationships>'
    )
    main = f"<w:document {NAMESPACES}><w:body>{p('a')}</w:body></w:document>"
    result, found = source(
        zipped(
            {
                "_rels/.rels": relations.encode(),
                "word/m.xml": main.encode(),
                "docProps/core.xml": CORE.encode(),
            }
        )
    )
    assert (result.format, result.title, result.author) == ("docx", "Programma begroting", "Financiën")
    assert (result.subject, result.keywords) == ("2026", "a, b")
    assert (result.language, result.date) == ("nl-NL", "2025-09-30")
    assert [piece.content for piece in result.pieces] == [para("a")]
    assert found == []


def test_the_language_may_be_that_of_the_styles() -> None:
    defaults = '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="nl-NL"/></w:rPr></w:rPrDefault></w:docDefaults>'
    result, _ = source(docx(p("a"), styles=defaults))
    assert result.language == "nl-NL"
    assert result.date == ""


def test_strict_is_read_as_transitional() -> None:
    def strict(text: str) -> str:
        return text.replace("http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/").replace("/2006/", "/")

    url = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    names = strict(f'xmlns:w="{url}"')
    paragraph = p(strict(url), pr='<w:pStyle w:val="K"/>')
    main = f"<w:document {names}><w:body>{paragraph}</w:body></w:document>".encode()
    styles = f"<w:styles {names}>{style('K', 'heading 1')}</w:styles>".encode()
    entries = {
        "_rels/.rels": strict(
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="a" Type="{OFFICE}/officeDocument" Target="d.xml"/>'
            "</Relationships>"
        ),
        "_rels/d.xml.rels": strict(
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="a" Type="{OFFICE}/styles" Target="s.xml"/>'
            "</Relationships>"
        ),
    }
    result, _ = source(zipped({**{k: v.encode() for k, v in entries.items()}, "d.xml": main, "s.xml": styles}))
    # Declarations are mapped, text is not.
    assert [(piece.content, piece.outline) for piece in result.pieces] == [(para(strict(url)), 1)]


def test_a_main_part_without_a_relationship_is_found_by_its_type_or_name() -> None:
    main = f"<w:document {NAMESPACES}><w:body>{p('a')}</w:body></w:document>".encode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
    types = f'<Types xmlns="x"><Override PartName="/deel.xml" ContentType="{kind}"/></Types>'.encode()
    for entries in ({"[Content_Types].xml": types, "deel.xml": main}, {"word/document.xml": main}):
        result, _ = source(zipped(entries))
        assert [piece.content for piece in result.pieces] == [para("a")]


def test_a_dangling_relationship_harms_nothing() -> None:
    result, found = source(docx(p("a"), relations={"x": ("image", "../weg/NULL"), "y": ("settings", "weg.xml")}))
    assert [piece.content for piece in result.pieces] == [para("a")]
    assert found == []
