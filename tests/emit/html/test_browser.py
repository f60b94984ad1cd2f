"""The page in a browser: what opens, closes, prints and fits, with and without a mouse, eyes or a script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

import pipeline
from pipeline.blocks.actions import Action, ActionTable, Formatted, Group, Planning
from pipeline.blocks.columns import Column
from pipeline.blocks.status import Status
from pipeline.content import Paragraph, Text, paragraph
from pipeline.conversion import default_setting, export_document
from pipeline.emit import theme
from pipeline.model import Block, BudgetDocument, Detail, Section
from pipeline.publication import Publication
from tests.builders import bulleted, document, grid
from tests.emit.html import emitted, section
from tests.strategies import everything
from tests.tools.axe import Axe, look
from tests.tools.browser import Browser, Scheme
from tests.tools.nu import Nu

INPUT = Path(__file__).parents[3] / "input"
SAMPLES = {path.stem: path for path in sorted(INPUT.rglob("*")) if path.suffix in {".docx", ".html", ".htm"}}


def actions(*objectives: str, wide: bool = False) -> ActionTable:
    """A table of actions under objectives; a wide one becomes cards on a telephone."""
    columns = [Column("description", "Wat gaan we doen?"), Column("type", "type"), Column("planning", "planning")]
    if wide:
        columns += [Column("status", "stand"), Column("owner", "wie")]
    made = tuple(
        Action(
            id=f"actie-{len(columns)}-{number}",
            description="Uitvoeren van communicatie/voorlichting en toezicht/veiligheidsmaatregelen",
            type="Bestaand beleid",
            planning=Planning("3e kwartaal"),
            status=Status("op schema", "good"),
            owner="Veiligheid",
            objective=objective,
        )
        for number, objective in enumerate(objectives)
    )
    starts = (at for at, name in enumerate(objectives) if name and name not in objectives[:at])
    groups = tuple(Group(at, objectives[at]) for at in starts)
    return ActionTable(tuple(columns), made, groups=groups)


def plain() -> BudgetDocument:
    """A page with guidance and two blocks, one of them with a table by objectives."""
    amounts = grid(("Bedragen", *map(str, range(2024, 2034))), ("Lasten", *["12.345"] * 10), header_rows=1)
    section = Section(
        id="veilig",
        number="2.6.1",
        title="Veiligheid",
        level=1,
        guidance=(paragraph("Via het + teken worden de details zichtbaar."), bulleted("doelen")),
        blocks=(
            Block("doelen", "objectives", "Doelstellingen", (paragraph("Minder woninginbraken in de wijk."), amounts)),
            Block(
                "acties",
                "actions",
                "Actiepunten",
                (actions("Veilig", "Schoon"), Detail("Wie", (actions("", "", wide=True), amounts))),
                (Text("Actiepunten"),),
            ),
        ),
    )
    return document(section, title="Veiligheid")


@cache
def pages() -> Mapping[str, bytes]:
    """The page of each sample, of one of everything, and of a document of actions by objective."""
    made = {
        name: pipeline.convert(path.read_bytes(), path.name, to=("html",)).outputs["html"]
        for name, path in SAMPLES.items()
    }
    concept = export_document(book(), "html", default_setting(book(), publication=Publication()))
    return {**made, "everything": export_document(everything(), "html"), "plain": emitted(plain()), "concept": concept}


def book() -> BudgetDocument:
    """A book with so many chapters that their list is higher than its title."""
    chapters = (Section(f"s{n}", str(n), "Hoofdstuk", 1, intro=(paragraph("Tekst."),)) for n in range(1, 25))
    return document(*chapters, title="Programmabegroting 2026")


NAMES = (*SAMPLES, "everything", "plain", "concept")
each_page = pytest.mark.parametrize("name", NAMES)


@contextmanager
def opened(browser: Browser, name: str = "plain", *, script: bool = True, width: int = 1280) -> Iterator[Page]:
    with browser.visit(pages()[name], script=script, width=width) as visit:
        yield visit.page


def button(page: Page, title: str) -> Locator:
    return page.get_by_role("button", name=title)


def states(page: Page) -> list[tuple[str | None, bool]]:
    """Of each block: what its button says, and whether its text can be seen."""
    said = [found.get_attribute("aria-expanded") for found in page.locator(".block button").all()]
    return list(zip(said, page.locator(".panel > :first-child").evaluate_all(DRAWN), strict=True))


DRAWN = "nodes => nodes.map(node => node.checkVisibility())"
CLOSED, OPEN = ("false", False), ("true", True)


# ------------------------------------------------------------------------------------ checkers


@pytest.mark.parametrize("scheme", ["light", "dark"])
@each_page
def test_axe_finds_nothing_closed_or_opened_and_the_page_asks_and_says_nothing(
    axe: Axe, name: str, scheme: Scheme
) -> None:
    with axe.browser.visit(pages()[name], scheme=scheme) as visit:
        assert look(visit.page) == []
        assert look(visit.page, opened=True) == []
        assert (visit.requests, visit.console) == ([], [])


@each_page
def test_axe_finds_nothing_on_a_telephone(axe: Axe, name: str) -> None:
    assert axe(pages()[name], width=360, opened=True) == []


def test_axe_finds_nothing_in_the_other_house_styles(axe: Axe) -> None:
    for name in set(theme.names()) - {theme.DEFAULT}:
        page = emitted(plain(), style=theme.load(name))
        assert axe(page, opened=True) == axe(page, opened=True, scheme="dark") == []


# Nu 26.9.27 says this of a `data:` address under any policy, `img-src data:` included. Chromium, above, shows them.
MISTAKEN = "Resource violates Content Security Policy (meta tag): image “data:image/"


def test_the_checker_of_html_finds_nothing(nu: Nu) -> None:
    styled = (emitted(plain(), style=theme.load(name)) for name in theme.names())
    found = nu(*pages().values(), *styled)
    assert [message for message in found if not message.text.startswith(MISTAKEN)] == []


def test_the_text_of_a_concept_stands_right_below_its_title_beside_the_list_of_chapters(browser: Browser) -> None:
    with opened(browser, "concept") as page:
        boxes = {name: page.locator(f"main > .{name}").bounding_box() for name in ("standing", "page-title", "content")}
        contents = page.locator(".contents").bounding_box()
    standing, title, content = (boxes[name] or pytest.fail(name) for name in ("standing", "page-title", "content"))
    assert contents is not None
    assert standing["y"] + standing["height"] <= min(title["y"], contents["y"])
    assert title["x"] > contents["x"] + contents["width"]
    assert content["y"] - (title["y"] + title["height"]) < 60
    assert content["y"] < contents["y"] + contents["height"]


# ------------------------------------------------------------------------------------ opening and closing


def test_blocks_are_closed_and_open_by_mouse(browser: Browser) -> None:
    with opened(browser) as page:
        assert states(page) == [CLOSED, CLOSED]
        button(page, "Actiepunten").click()
        assert states(page) == [CLOSED, OPEN]
        button(page, "Actiepunten").click()
        assert states(page) == [CLOSED, CLOSED]


def test_a_button_controls_the_panel_that_it_opens(browser: Browser) -> None:
    with opened(browser) as page:
        assert button(page, "Actiepunten").get_attribute("aria-controls") == "acties--panel"
        assert page.locator("#acties > h2 > button").count() == 1


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_blocks_open_by_keyboard_and_the_focus_can_be_seen(browser: Browser, key: str) -> None:
    with opened(browser) as page:
        reached = []
        for _ in range(4):
            page.keyboard.press("Tab")
            reached.append(page.evaluate("document.activeElement.innerText"))
        assert reached == ["Naar de inhoud", "Alles openen", "Doelstellingen", "Actiepunten"]
        outline = page.evaluate(
            "(({ outlineStyle, outlineWidth }) => outlineStyle + outlineWidth)"
            "(getComputedStyle(document.activeElement))"
        )
        assert outline == "solid3px"
        page.keyboard.press(key)
        assert states(page) == [CLOSED, OPEN]
        page.keyboard.press(key)
        assert states(page) == [CLOSED, CLOSED]


def test_the_first_link_leads_past_the_frame(browser: Browser) -> None:
    with opened(browser) as page:
        page.keyboard.press("Tab")
        assert page.locator(".skip-link").bounding_box()["y"] >= 0  # type: ignore[index]
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "page--main"


def test_one_button_opens_all_and_closes_all_and_says_which(browser: Browser) -> None:
    with opened(browser) as page:
        button(page, "Alles openen").click()
        assert states(page) == [OPEN, OPEN]
        button(page, "Alles sluiten").click()
        assert states(page) == [CLOSED, CLOSED]
        button(page, "Doelstellingen").click()
        assert button(page, "Alles openen").is_visible()
        button(page, "Actiepunten").click()
        assert button(page, "Alles sluiten").is_visible()


# ------------------------------------------------------------------------------------ finding


def test_words_that_an_address_names_open_the_block_they_stand_in(browser: Browser) -> None:
    with opened(browser) as page:
        page.goto(f"{page.url}#:~:text=woninginbraken")
        page.wait_for_function("document.querySelector('#doelen--panel').hidden === false", timeout=3000)
        assert states(page) == [OPEN, CLOSED]


def test_find_in_page_opens_the_block_that_it_finds_words_in(browser: Browser) -> None:
    with opened(browser) as page:
        assert page.locator(".panel").first.get_attribute("hidden") == "until-found"
        page.locator("#acties--panel").dispatch_event("beforematch")
        assert states(page) == [CLOSED, OPEN]


@pytest.mark.parametrize("id_", ["acties", "acties--panel", "actie-3-1"])
def test_an_address_of_a_block_or_of_what_stands_in_it_opens_it(browser: Browser, id_: str) -> None:
    with opened(browser) as page:
        address = page.url
        page.goto(f"{address}#{id_}")
        assert states(page) == [CLOSED, OPEN]
        fresh = page.context.new_page()
        fresh.goto(f"{address}#{id_}")
        assert states(fresh) == [CLOSED, OPEN]


# ------------------------------------------------------------------------------------ print, and no script


def seen(page: Page, selector: str) -> set[bool]:
    """Whether elements are drawn: all, none, or some."""
    return set(page.locator(selector).evaluate_all(DRAWN))


@each_page
def test_on_paper_all_is_open_and_what_is_for_screens_is_gone(browser: Browser, name: str) -> None:
    with browser.visit(pages()[name], media="print") as visit:
        assert seen(visit.page, ".panel *:not(.note-back)") <= {True}
        assert seen(visit.page, ".guidance, .tools, .contents, .skip-link, .sign, .page-footer") <= {False}
        assert seen(visit.page, ".block .title") <= {True}


@each_page
def test_without_a_script_all_is_open_and_no_button_promises_more(browser: Browser, name: str) -> None:
    with opened(browser, name, script=False) as page:
        assert page.locator(".panel[hidden], button:visible").count() == 0
        assert seen(page, ".panel *") <= {True}


# ------------------------------------------------------------------------------------ fitting


@each_page
def test_no_page_scrolls_sideways(browser: Browser, name: str) -> None:
    with opened(browser, name) as page:
        for found in page.locator(".block button").all():
            found.click()
        over = {}
        for width in (1280, 768, 360, 320):
            page.set_viewport_size({"width": width, "height": 900})
            over[width] = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert over == dict.fromkeys(over, 0)


def test_a_table_that_does_not_fit_is_a_region_that_scrolls_by_keyboard(browser: Browser) -> None:
    with opened(browser, width=360) as page:
        button(page, "Alles openen").click()
        regions = page.get_by_role("region")
        assert [region.get_attribute("aria-label") for region in regions.all()] == [
            "Tabel: Doelstellingen",
            "Tabel: 2.6.1 Veiligheid › Actiepunten › Wie (2)",
        ]
        assert {region.get_attribute("tabindex") for region in regions.all()} == {"0"}
        page.set_viewport_size({"width": 1280, "height": 900})
        page.wait_for_function("!document.querySelector('[role=region]')", timeout=3000)


LINES_OF_A_WORD = """(cell, word) => {
    const text = [...cell.childNodes].find(node => node.data?.includes(word));
    const range = document.createRange();
    range.setStart(text, text.data.indexOf(word));
    range.setEnd(text, text.data.indexOf(word) + word.length);
    return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size;
}"""


@pytest.mark.parametrize("word", ["communicatie", "voorlichting", "veiligheidsmaatregelen"])
def test_a_telephone_breaks_no_word_where_it_can_break_behind_a_slash(browser: Browser, word: str) -> None:
    with opened(browser, width=360) as page:
        button(page, "Alles openen").click()
        cell = page.locator("#actie-3-0 th")
        assert cell.evaluate(LINES_OF_A_WORD, word) == 1


def test_a_card_has_all_of_a_cell_beside_its_label_and_marks_in_their_line(browser: Browser) -> None:
    marked = Paragraph((Text("Het "), Text("plan", ("bold",)), Text(" is af.")))
    action = Action("a", "Plan", owner="wie", formatted=(Formatted("explanation", (marked, paragraph("En nu?"))),))
    keys = ("description", "type", "owner", "explanation")
    made = ActionTable(tuple(Column(key, key) for key in keys), (action,))
    with browser.visit(emitted(document(section(made))), width=360) as visit:
        left = "nodes => nodes.map(node => Math.round(node.getBoundingClientRect().left))"
        (side,) = set(visit.page.locator("td p").evaluate_all(left))
        label = visit.page.locator("td[data-label]").last.evaluate("node => node.getBoundingClientRect().left")
        assert side - label == 130
        bottom = "node => Math.round(node.getBoundingClientRect().bottom)"
        bold, line = visit.page.locator("td strong"), visit.page.locator("td p").first
        assert line.evaluate(bottom) - bold.evaluate(bottom) in range(5)


def test_long_words_are_hyphenated_in_the_language_of_the_page(browser: Browser) -> None:
    with opened(browser) as page:
        assert page.evaluate("getComputedStyle(document.querySelector('.panel p')).hyphens") == "auto"
        assert page.evaluate("document.documentElement.lang") == "nl"
