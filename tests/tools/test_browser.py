"""The browser sees what a page asks for and says, and axe sees what it does wrong."""

import base64
import hashlib
from pathlib import Path

import pytest

from tests.tools.axe import TAGS, Axe, _evaluate, _isolated_world, look
from tests.tools.browser import Browser, Scheme
from tests.tools.kit import AXE

STYLE = """
body { background: #fff; color: #111 }
@media (prefers-color-scheme: dark) { body { background: #000; color: #333 } }
"""
SCRIPT = "document.documentElement.dataset.script = 'ran';"


def policy(*, style: str, script: str) -> str:
    def digest(text: str) -> str:
        return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

    return f"default-src 'none'; style-src '{digest(style)}'; script-src '{digest(script)}'"


def page(body: str, *, style: str = "", script: str = SCRIPT, allowed: str = SCRIPT) -> bytes:
    return f"""<!doctype html>
<html lang="nl"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy(style=style, script=allowed)}">
<title>Begroting</title><style>{style}</style><script>{script}</script></head>
<body><main><h1>Begroting</h1>{body}</main></body></html>""".encode()


GOOD = page("<p>Wegen</p>", style="body { background: #fff; color: #111 }")


def rules(axe: Axe, source: bytes, *, scheme: Scheme = "light", opened: bool = False) -> list[str]:
    return [violation.rule for violation in axe(source, scheme=scheme, opened=opened)]


def test_a_page_that_needs_nothing_asks_and_says_nothing(browser: Browser) -> None:
    with browser.visit(GOOD) as visit:
        assert (visit.requests, visit.console) == ([], [])
        assert visit.page.locator("html").get_attribute("data-script") == "ran"


def test_every_request_is_seen_and_none_leaves_the_machine(browser: Browser) -> None:
    source = b"<!doctype html><title>x</title><img src='https://example.org/a'><script src='b.js'></script>"
    with browser.visit(source) as visit:
        outside, beside = sorted(visit.requests, reverse=True)
        assert (outside, beside.rpartition("/")[2]) == ("https://example.org/a", "b.js")
        assert any("ERR_FAILED" in line for line in visit.console)


@pytest.mark.parametrize(
    "script",
    [
        "fetch('https://example.org/').catch(() => 0)",
        "navigator.sendBeacon('https://example.org/')",
        "new WebSocket('https://example.org/')",
        "location = 'https://example.org/'",
        "open('https://example.org/')",
    ],
)
def test_a_request_of_a_script_is_seen_too(browser: Browser, script: str) -> None:
    with browser.visit(b"<!doctype html><title>a page without a policy</title>") as visit:
        visit.page.evaluate(f"() => {{ {script} }}")
        visit.page.wait_for_timeout(200)
        assert [request.removeprefix("wss").removeprefix("https") for request in visit.requests] == ["://example.org/"]


def test_a_script_that_the_policy_forbids_is_on_the_console(browser: Browser) -> None:
    with browser.visit(page("", allowed="another")) as visit:
        assert [line for line in visit.console if "Content Security Policy" in line]
        assert visit.page.locator("html").get_attribute("data-script") is None


def test_an_uncaught_error_is_on_the_console(browser: Browser) -> None:
    with browser.visit(b"<!doctype html><title>x</title><script>throw new Error('stuk')</script>") as visit:
        assert visit.console == ["uncaught: stuk"]


def test_a_page_without_its_script_is_shown(browser: Browser) -> None:
    with browser.visit(GOOD, script=False) as visit:
        assert visit.page.locator("p").inner_text() == "Wegen"
        assert visit.page.locator("html").get_attribute("data-script") is None


def test_a_good_page_has_no_violation(axe: Axe) -> None:
    assert axe(GOOD) == []
    assert axe(GOOD, scheme="dark", opened=True, unsure=True) == []


def test_a_picture_without_alternative_is_a_violation(axe: Axe) -> None:
    violation, *others = axe(page("<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>"))
    assert (violation.rule, violation.impact, others) == ("image-alt", "critical", [])
    assert violation.elements[0].startswith("img: Fix any of the following")


def test_contrast_is_judged_in_the_scheme_asked_for(axe: Axe) -> None:
    source = page("<p>Wegen</p>", style=STYLE)
    assert rules(axe, source) == []
    assert rules(axe, source, scheme="dark") == ["color-contrast"]


@pytest.mark.parametrize(
    "fold",
    [
        "<details><summary>Doelstellingen</summary><img src='data:,'></details>",
        "<button aria-expanded='false'>Doelstellingen</button><p hidden><img src='data:,'></p>",
    ],
)
def test_what_is_folded_is_judged_once_it_is_opened(axe: Axe, fold: str) -> None:
    script = """addEventListener("DOMContentLoaded", () => document.querySelector("button")?.addEventListener(
        "click", event => { event.target.nextElementSibling.hidden = false }))"""
    source = page(fold, script=script, allowed=script)
    assert rules(axe, source) == []
    assert rules(axe, source, opened=True) == ["image-alt"]


def test_the_page_does_not_know_that_axe_was_there(browser: Browser) -> None:
    with browser.visit(GOOD) as visit:
        assert look(visit.page) == []
        assert visit.console == []
        assert visit.page.evaluate("typeof axe") == "undefined"


@pytest.mark.parametrize("tag", TAGS)
def test_every_tag_asked_for_has_rules(browser: Browser, tag: str) -> None:
    with browser.visit(GOOD) as visit:
        session = visit.page.context.new_cdp_session(visit.page)
        world = _isolated_world(session)
        _evaluate(session, world, AXE.path.read_text(encoding="utf-8"))
        assert _evaluate(session, world, f"axe.getRules(['{tag}']).length")


def test_a_page_on_disk_is_opened_where_it_stands(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "begroting 2026.html"
    path.write_bytes(GOOD)
    with browser.visit(path) as visit:
        assert (visit.page.title(), visit.requests) == ("Begroting", [])
