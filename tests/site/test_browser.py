"""The site in a browser: by eye, by keyboard, without a script, on paper, on a telephone; and what it weighs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.site import addresses, search
from tests.site import sample_site
from tests.site.served import visit
from tests.tools.axe import look
from tests.tools.browser import Browser, Scheme
from tests.tools.nu import Nu

BOOK = "programmabegroting-2026-hoogwerve"
SECTION = f"{BOOK}/leefomgeving-en-mobiliteit/wegen-en-verkeer/fiets-en-verkeersveiligheid.html"
KINDS = {
    "start": addresses.START,
    "actions": addresses.ACTIONS,
    "search": addresses.SEARCH,
    "not found": addresses.NOT_FOUND,
    "book": f"{BOOK}/index.html",
    "section": SECTION,
    "parts alone": f"{BOOK}/leefomgeving-en-mobiliteit/wegen-en-verkeer.html",
    "whole": f"{BOOK}/geheel.html",
    "page": "2-6-2-evenementen-en-vergunningen/index.html",
}
each_kind = pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())


# ------------------------------------------------------------------------------------ checkers


@pytest.mark.parametrize("scheme", ["light", "dark"])
@each_kind
def test_axe_finds_nothing_closed_or_opened_and_the_page_asks_nobody_else(
    browser: Browser, path: str, scheme: Scheme
) -> None:
    with visit(browser, path, scheme=scheme) as seen:
        assert look(seen.page) == []
        assert look(seen.page, opened=True) == []
        assert (seen.strange, seen.console) == ([], [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_another_house_style(browser: Browser, scheme: Scheme) -> None:
    files = sample_site("amstelveen")
    for path in (addresses.START, addresses.ACTIONS, SECTION):
        with visit(browser, path, files=files, scheme=scheme) as seen:
            assert look(seen.page, opened=True) == []
            assert (seen.strange, seen.console) == ([], [])


def test_the_nu_checker_finds_nothing(nu: Nu) -> None:
    found = [data for path, data in sample_site().items() if path.endswith(".html") and not path.startswith("-/")]
    shell = b'<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>x</title></head><body>%s</body></html>'
    fragments = [shell % data for path, data in sample_site().items() if path.startswith(f"{addresses.FRAGMENTS}/")]
    # The checker reads files, which have no origin that `'self'` could mean; the browser knows what the policy blocks.
    messages = nu(*found, *fragments)
    assert [told for told in messages if not told.text.startswith("Resource violates Content Security Policy")] == []


@each_kind
def test_the_first_view_of_a_page_is_light(browser: Browser, path: str) -> None:
    with visit(browser, path) as seen:
        seen.page.wait_for_load_state("networkidle")
        text = sum(size for name, size in seen.sizes.items() if "pagefind" not in name and not name.endswith(".png"))
        # All of a book on one page weighs what the book does.
        assert text < (150_000 if path.endswith("geheel.html") else 100_000)


# ------------------------------------------------------------------------------------ keyboard and screens


def test_a_reader_goes_by_keyboard_from_the_top_to_the_text(browser: Browser) -> None:
    with visit(browser, SECTION) as seen:
        page = seen.page
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip-link"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.tagName") == "MAIN"
        page.keyboard.press("Tab")
        # The contents are closed and opened by keyboard; what follows is the current chapter's list.
        names = []
        for _ in range(60):
            names.append(str(page.evaluate("document.activeElement.textContent")).strip())
            visible = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert visible != "none", names[-1]
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement === document.body"):
                break
        wanted = ["Inhoud", "Afdrukken", "Alles openen", "Wat willen we bereiken?"]
        at = [next(i for i, name in enumerate(names) if name.startswith(word)) for word in wanted]
        assert len(set(at)) == len(at)
        assert any(name.startswith("Vorige") for name in names)


@each_kind
def test_no_page_scrolls_sideways(browser: Browser, path: str) -> None:
    with visit(browser, path) as seen:
        over = {}
        # 320 CSS pixels are a window of 1280 at 400 % (WCAG 1.4.10).
        for width in (1280, 768, 360, 320):
            seen.page.set_viewport_size({"width": width, "height": 900})
            over[width] = seen.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert over == dict.fromkeys(over, 0)


@each_kind
def test_with_forced_colours_the_page_still_shows_where_the_reader_is(browser: Browser, path: str) -> None:
    with visit(browser, path, forced=True) as seen:
        for found in seen.page.locator(".menu a[aria-current], .contents a[aria-current]").all():
            assert found.evaluate("node => getComputedStyle(node).borderStyle").find("solid") >= 0
        assert seen.console == []


@each_kind
def test_on_paper_there_is_only_what_there_is_to_read(browser: Browser, path: str) -> None:
    with visit(browser, path, media="print") as seen:
        gone = ".menu, .breadcrumbs, .page-tools, .turn, .contents, .filters, .files, .tools, .skip-link, .page-footer"
        drawn = "nodes => nodes.map(node => node.checkVisibility())"
        assert set(seen.page.locator(gone).evaluate_all(drawn)) <= {False}
        assert set(seen.page.locator("main h1, main .panel p, main .standing").evaluate_all(drawn)) == {True}


# ------------------------------------------------------------------------------------ no script


@each_kind
def test_without_a_script_all_is_there_and_no_button_promises_more(browser: Browser, path: str) -> None:
    with visit(browser, path, script=False) as seen:
        assert seen.page.locator(".panel[hidden], main tr[hidden]").count() == 0
        buttons = seen.page.locator("button:visible")
        assert buttons.count() == (1 if path == addresses.SEARCH else 0)
        if path == addresses.SEARCH:
            assert seen.page.get_by_text("Zoeken werkt alleen met JavaScript").is_visible()


# ------------------------------------------------------------------------------------ the actions


def test_the_actions_are_chosen_by_what_they_are_and_the_choice_stands_in_the_address(browser: Browser) -> None:
    with visit(browser, addresses.ACTIONS) as seen:
        page = seen.page
        rows = page.locator("tbody tr:not(.group)")
        total = rows.count()
        page.get_by_label("Status").select_option("vraagt aandacht")
        chosen = page.locator("tbody tr:not(.group):visible").count()
        assert page.locator(".found").text_content() == f"{chosen} van {total} acties"
        assert page.locator("tbody tr:visible .status").all_text_contents() == ["Vraagt aandacht"] * chosen
        assert 0 < chosen < total
        page.get_by_label("Kwartaal").select_option("2026-4")
        quarters = page.locator("tbody tr:not(.group):visible").evaluate_all(
            "rows => rows.map(row => row.dataset.quarter)"
        )
        assert all("2026-4" in quarter.split("|") for quarter in quarters)
        assert page.locator("tbody:visible").count() == page.locator("tbody:has(tr:not(.group):visible)").count()
        address = page.url
        page.get_by_role("button", name="Keuze wissen").click()
        assert page.locator("tbody tr:not(.group):visible").count() == total
        page.goto(address)
        assert page.locator("tbody tr:not(.group):visible").count() == len(quarters)
        assert look(page) == []


def test_on_a_telephone_an_action_is_a_card_as_wide_as_the_screen(browser: Browser) -> None:
    with visit(browser, addresses.ACTIONS, width=360) as seen:
        widths = "cells => cells.map(cell => Math.round(cell.getBoundingClientRect().width))"
        assert set(seen.page.locator("#acties th.thing, #acties td:not(:empty)").evaluate_all(widths)) == {328}


def test_the_actions_of_a_page_lead_to_their_open_block(browser: Browser) -> None:
    with visit(browser, addresses.ACTIONS) as seen:
        seen.page.get_by_role("rowheader", name="2.1.2 Fiets en verkeersveiligheid").get_by_role("link").click()
        seen.page.wait_for_url("**/fiets-en-verkeersveiligheid.html#*")
        assert seen.page.get_by_role("rowheader", name="Aanleg fietspad Werfdijk").is_visible()


# ------------------------------------------------------------------------------------ search


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The site of the samples with its index."""
    return written(tmp_path_factory.mktemp("site"))


def written(folder: Path) -> Mapping[str, bytes]:
    for path, data in sample_site().items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    search.index(folder)
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize("word", ["fietspad", "fietspaden", "FIETSPADEN"])
def test_a_word_in_another_form_finds_the_page(browser: Browser, indexed: Mapping[str, bytes], word: str) -> None:
    with visit(browser, f"{addresses.SEARCH}?q={word}", files=indexed) as seen:
        found = seen.page.get_by_role("link", name="Fiets en verkeersveiligheid")
        found.wait_for(timeout=10_000)
        assert "gevonden" in (seen.page.locator(".found").text_content() or "")
        assert look(seen.page) == []
        assert (seen.strange, seen.console) == ([], [])
        found.click()
        seen.page.wait_for_url(f"**/{SECTION}")


def test_what_is_nowhere_is_said_not_to_be_found(browser: Browser, indexed: Mapping[str, bytes]) -> None:
    with visit(browser, addresses.SEARCH, files=indexed) as seen:
        seen.page.get_by_label("Zoekwoorden").fill("qqqq")
        seen.page.keyboard.press("Enter")
        seen.page.get_by_text("Niets gevonden voor „qqqq”").wait_for(timeout=10_000)
        assert (seen.strange, seen.console) == ([], [])


def test_where_the_index_is_missing_the_page_says_that_search_fails(browser: Browser) -> None:
    with visit(browser, f"{addresses.SEARCH}?q=weg") as seen:
        seen.page.get_by_text("Het zoeken lukt niet").wait_for(timeout=10_000)


def test_the_same_pages_give_the_same_index(indexed: Mapping[str, bytes], tmp_path: Path) -> None:
    assert written(tmp_path) == indexed
