"""The files of a site: which there are, that all lead somewhere, and what each says of how the publication stands."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from lxml import etree
from msgspec.structs import replace

from pipeline.content import Figure, Image, Link, Paragraph, Text, paragraph
from pipeline.emit import theme
from pipeline.errors import ThemeError
from pipeline.model import Block, BudgetDocument, Section
from pipeline.publication import Publication
from pipeline.site import addresses, build
from pipeline.site.beside import moved
from pipeline.site.links import dead_links
from tests.builders import document
from tests.emit.html.test_fragments import book
from tests.site import CONCEPT, NL, broken_links, downloads, entries, pages, planted, sample_site, site
from tests.strategies import ASSETS, PROPERTY, documents

DECIDED = Publication(
    title="Begroting 2026",
    status="vastgesteld",
    date=date(2025, 11, 6),
    base_url="https://begroting.lindermeer.nl/2026/",
    accessibility="https://lindermeer.nl/toegankelijkheid",
)


def one(title: str, *links: str, **more: object) -> BudgetDocument:
    """A page with links."""
    words = tuple(Link(href, (Text(href),)) for href in links)
    return replace(document(Section("a", "", title, 1, intro=(Paragraph(words),)), title=title), **more)


def words_of(files: dict[str, bytes], path: str) -> str:
    return " ".join(" ".join(pages(files)[path].xpath("//main")[0].itertext()).split())


# ------------------------------------------------------------------------------------ which files


def test_a_book_and_a_page_have_these_files() -> None:
    files = site({"boek.docx": book(), "map/2.1 Los.docx": one("Los")})
    found = sorted(path for path in files if not path.startswith("-/site-"))
    assert found == [
        "-/cms/2-1-los/index.html",
        "-/cms/boek/geheel.html",
        "-/cms/boek/index.html",
        "-/cms/boek/wegen.html",
        "-/cms/boek/zorg.html",
        "-/cms/boek/zorg/jeugd.html",
        "2-1-los/index.html",
        "404.html",
        "boek/geheel.html",
        "boek/index.html",
        "boek/wegen.html",
        "boek/zorg.html",
        "boek/zorg/jeugd.html",
        "index.html",
        "robots.txt",
    ]


def test_a_section_called_as_a_page_that_each_book_has_does_not_take_its_place() -> None:
    parts = (Section("index", "", "Index", 1), Section("geheel", "", "Geheel", 1))
    files = site({"boek.docx": document(*parts, title="Boek")})
    assert {"boek/index.html", "boek/index-.html", "boek/geheel.html", "boek/geheel-.html"} <= files.keys()


@PROPERTY
@given(documents())
def test_any_document_makes_a_site_in_which_each_link_leads_somewhere(made: BudgetDocument) -> None:
    files = site({"a.docx": made, "b.docx": made}, DECIDED)
    assert list(broken_links(files, downloads(files))) == []


def test_in_the_site_of_the_samples_each_link_leads_somewhere() -> None:
    files = dict(sample_site())
    assert list(broken_links(files, [*downloads(files), "-/pagefind/pagefind.js"])) == []


def test_the_same_entries_give_the_same_files_in_any_order() -> None:
    both = {"boek.docx": book(), "los.docx": one("Los")}
    again = dict(reversed(both.items()))
    assert site(both) == site(again)


def test_files_that_pages_share_are_named_by_their_content() -> None:
    (before,) = (path for path in site({"a.docx": one("A")}) if path.endswith(".css"))
    (after,) = (path for path in site({"a.docx": one("A")}, style="amstelveen") if path.endswith(".css"))
    assert before != after


# ------------------------------------------------------------------------------------ links and pictures


def test_links_to_other_documents_lead_to_their_pages() -> None:
    los = one("Los", "../Boek 1.docx#b--zorg", "../BOEK%201.docx#_Toc12", "../Boek 1.docx", "kaart.pdf", "https://a.nl")
    page = pages(site({"Boek 1.docx": book(), "map/los.docx": los}))["los/index.html"]
    intro = page.xpath("//div[@class='intro']")[0]
    assert intro.xpath(".//a/@href") == [
        "../boek-1/zorg.html",
        "../boek-1/index.html",
        "../boek-1/index.html",
        "https://a.nl",
    ]
    assert intro.xpath(".//span/text()") == ["kaart.pdf"]


def test_a_link_to_what_is_no_part_of_the_site_is_told() -> None:
    made = {"Boek 1.docx": book(), "map/los.docx": one("Los", "../Boek 1.docx", "kaart.pdf", "/elders", "https://a.nl")}
    told = [(entry.name, href) for entry, href in dead_links(planted(made), entries(made))]
    assert told == [("map/los.docx", "kaart.pdf"), ("map/los.docx", "/elders")]


def test_a_link_inside_a_book_leads_to_the_page_of_what_it_names() -> None:
    files = site({"boek.docx": book()})
    section, whole = (pages(files)[path] for path in ("boek/wegen.html", "boek/geheel.html"))
    assert section.xpath("//div[@class='panel']//a[text()='zorg']/@href") == ["zorg.html"]
    assert whole.xpath("//div[@class='panel']//a[text()='zorg']/@href") == ["#b--zorg"]


def test_a_fragment_leads_to_the_address_of_the_site_where_it_has_one() -> None:
    made = {"boek.docx": book()}
    assert b'href="https://begroting.lindermeer.nl/2026/boek/zorg.html"' in site(made, DECIDED)["-/cms/boek/wegen.html"]
    assert b'href="../../../boek/zorg.html"' in site(made)["-/cms/boek/wegen.html"]


def test_a_picture_is_a_file_that_pages_share() -> None:
    (key, asset), *_ = ASSETS.items()
    section = Section("a", "", "A", 1, intro=(Figure(Image(key, "Een kaart")), Figure(Image(key, "Nog eens"))))
    made = replace(document(section, title="A"), assets={key: asset})
    files = site({"a.docx": made})
    path = f"-/{key[:16]}.png"
    assert files[path] == asset.data
    assert pages(files)["a/index.html"].xpath("//main//img/@src") == [f"../{path}"] * 2


# ------------------------------------------------------------------------------------ how it stands


@pytest.mark.parametrize("publication", [CONCEPT, DECIDED])
def test_each_page_and_fragment_says_how_the_publication_stands(publication: Publication) -> None:
    files = site({"boek.docx": book()}, publication)
    told = "CONCEPT" if publication.is_concept else "Vastgesteld door de gemeenteraad op 6 november 2025."
    for path, data in files.items():
        if path.endswith(".html"):
            assert told in data.decode(), path


def test_a_concept_asks_not_to_be_listed_and_a_decided_one_is_mapped() -> None:
    made = {"boek.docx": book()}
    concept, decided = site(made), site(made, DECIDED)
    unlisted = {path for path, page in pages(decided).items() if page.xpath("//meta[@name='robots']")}
    assert {path for path, page in pages(concept).items() if page.xpath("//meta[@name='robots']")} == pages(
        concept
    ).keys()
    assert unlisted == {"404.html", "boek/geheel.html"}
    assert addresses.SITEMAP not in concept
    listed = etree.fromstring(decided[addresses.SITEMAP])
    assert [node.text for node in listed.iter("{*}loc")] == [
        f"{DECIDED.base_url}{path}"
        for path in ("", "boek/", "boek/wegen.html", "boek/zorg.html", "boek/zorg/jeugd.html")
    ]
    assert "Sitemap: https://begroting.lindermeer.nl/2026/sitemap.xml" in decided[addresses.ROBOTS].decode()
    assert "Disallow: /*.pdf$" in concept[addresses.ROBOTS].decode()


def test_each_page_leads_to_the_accessibility_statement_and_names_its_own_address() -> None:
    for path, page in pages(site({"boek.docx": book()}, DECIDED)).items():
        assert DECIDED.accessibility in page.xpath("//footer//a/@href"), path
    page = pages(site({"boek.docx": book()}, DECIDED))["boek/zorg.html"]
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{DECIDED.base_url}boek/zorg.html"]


# ------------------------------------------------------------------------------------ what leads on


def test_a_section_page_has_its_path_its_parts_and_what_comes_before_and_after() -> None:
    page = pages(site({"boek.docx": book()}))["boek/zorg.html"]
    crumbs = [" ".join(node.itertext()) for node in page.xpath("//nav[@class='breadcrumbs']//li")]
    assert crumbs == ["Start", "Begroting", "2 Zorg"]
    assert page.xpath("//nav[@class='below']//a/@href") == ["zorg/jeugd.html"]
    assert page.xpath("//nav[@class='turn']//a/@href") == ["wegen.html", "zorg/jeugd.html"]
    assert page.xpath("//nav[@class='contents']//a[@aria-current]/@href") == ["zorg.html"]
    assert page.xpath("//ul[@class='page-tools']//a/@href") == ["geheel.html", "boek.pdf", "boek.json"]


def test_each_page_has_one_heading_of_the_first_level_and_one_main_part() -> None:
    for path, page in pages(sample_site()).items():
        assert (len(page.xpath("//h1")), len(page.xpath("//main"))) == (1, 1), path


def test_search_finds_what_a_page_says_and_nothing_that_leads_on() -> None:
    page = pages(site({"boek.docx": book()}, search=True))["boek/zorg.html"]
    (main,) = page.xpath("//*[@data-pagefind-body]")
    for aside in main.xpath(".//*[@data-pagefind-ignore]"):
        aside.getparent().remove(aside)
    assert " ".join("".join(main.itertext()).split()) == "2 Zorg"


def test_without_an_index_the_site_has_no_word_of_searching() -> None:
    files = site({"boek.docx": book()})
    assert addresses.SEARCH not in files
    assert b"zoek" not in b"".join(data for path, data in files.items() if path.endswith(".html")).lower()


def test_only_the_page_to_search_on_may_run_wasm() -> None:
    files = site({"boek.docx": book()}, search=True)
    allowed = {path for path, data in files.items() if b"wasm-unsafe-eval" in data and path.endswith(".html")}
    assert allowed == {addresses.SEARCH}


def test_the_page_for_what_is_not_there_leads_from_the_root_of_the_server() -> None:
    page = pages(site({"boek.docx": book()}, DECIDED))["404.html"]
    assert {str(href)[:6] for href in page.xpath("//a/@href | //link[@rel='stylesheet']/@href")} == {
        "/2026/",
        "https:",
        "#page-",
    }


# ------------------------------------------------------------------------------------ what has moved


def test_pages_that_moved_lead_to_where_they_are_now() -> None:
    before = planted({"boek.docx": book(), "weg.docx": one("Weg")})
    (root,) = book().sections
    wegen, *rest = root.sections
    renamed = replace(wegen, id="b--wegen-2", blocks=())
    now = {"boek.docx": replace(book(), sections=(replace(root, sections=(renamed, rest[1])),))}
    moves = moved(before, planted(now), entries(now), {"oud.html": "boek/wegen.html", "boek/zorg.html": "x.html"})
    assert moves == {
        "oud.html": "boek/wegen-2.html",
        "boek/wegen.html": "boek/wegen-2.html",
        "weg/index.html": "index.html",
    }
    files = site(now, DECIDED, moves=moves)
    page = pages(files)["boek/wegen.html"]
    assert page.xpath("//meta[@http-equiv='refresh']/@content") == ["0; url=wegen-2.html"]
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{DECIDED.base_url}boek/wegen-2.html"]
    assert page.xpath("//main//a/@href") == ["wegen-2.html"]
    assert list(broken_links(files, downloads(files))) == []


@PROPERTY
@given(documents(), documents())
def test_whatever_moves_leads_to_a_page_that_is_there(one_day: BudgetDocument, next_day: BudgetDocument) -> None:
    before, now = planted({"a.docx": one_day, "weg.docx": one_day}), planted({"a.docx": next_day})
    moves = moved(before, now, entries({"a.docx": next_day}))
    there = {page.path for page in now.pages} | set(now.wholes.values())
    assert set(moves.values()) <= there | {addresses.START}
    gone = {page.path for page in before.pages} | set(before.wholes.values())
    assert moves.keys() == gone - there


# ------------------------------------------------------------------------------------ frames


def test_a_frame_of_ones_own_takes_the_parts_where_it_wants_them() -> None:
    own = replace(theme.load(), site='{{ site_title }}|{{ title }}|{{ home }}|{{ label("html.skip") }}')
    made = dict(build(CONCEPT, [], lambda _slug, _section: "", own, NL))
    assert made["index.html"] == b"Begroting 2026|Begroting 2026|index.html|Naar de inhoud\n"


@pytest.mark.parametrize("frame", ["{{ nothing }}", "{% if %}", "{{ 1 / 0 }}"])
def test_a_mistake_in_a_frame_is_told_as_one(frame: str) -> None:
    own = replace(theme.load(), site=frame)
    with pytest.raises(ThemeError, match="theme-site"):
        dict(build(CONCEPT, [], lambda _slug, _section: "", own, NL))


def test_words_of_other_languages_say_so() -> None:
    made = one("A")
    english = replace(made, meta=replace(made.meta, language="en"))
    page = pages(site({"a.docx": english}))["a/index.html"]
    assert (page.get("lang"), page.xpath("//main/@lang")) == ("nl", ["en"])


def test_what_pages_hold_is_text_and_never_markup() -> None:
    evil = '<script>alert("x")</script>'
    section = Section("a", "", evil, 1, blocks=(Block("a--text", "text", evil, (paragraph(evil),)),))
    made = {f"{evil}/b.docx": document(section, Section("b", "", "B", 1), title=evil)}
    files = site(made, Publication(title=evil, municipality=evil))
    for path, page in pages(files).items():
        assert {str(node.get("src", ""))[-3:] for node in page.iter("script")} == {".js"}, path
    assert evil in words_of(files, "b/index.html")
    assert json.dumps(evil)
