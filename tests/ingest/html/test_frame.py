"""What stands around the content, what is hidden and what only opens later."""

from __future__ import annotations

import pytest

from pipeline.source import piece_text
from tests.ingest.html.page import pieces, reported, source


def regions(page: str) -> list[tuple[str, str]]:
    return [(piece_text(made), made.region) for made in pieces(page)]


@pytest.mark.parametrize(
    "frame",
    [
        "<nav>x</nav>",
        "<div role=navigation>x</div>",
        "<div role=search>x</div>",
        "<header>x</header>",
        "<footer>x</footer>",
        '<div id="cookie-bar">x</div>',
        '<ul class="breadcrumb"><p>x</p></ul>',
        '<a class="skip-link" href="#main">x</a>',
        "<form><input type=search>x</form>",
    ],
)
def test_the_frame_of_a_page_stands_apart(frame: str) -> None:
    assert regions(f"{frame}<main><p>a</p></main>") == [("x", "navigation"), ("a", "body")]


@pytest.mark.parametrize(
    "content",
    [
        "<main><header>x</header></main>",
        "<article><footer>x</footer></article>",
        "<header><h1>x</h1></header>",
        "<nav><h1>x</h1></nav>",
        "<header>x</header>",
        "<form><input><p>x</p></form>",
        '<body class="cookie-accepted">x',
        '<div class="cookies"><main>x</main></div>',
    ],
)
def test_content_is_no_frame(content: str) -> None:
    assert regions(content) == [("x", "body")]


def test_a_generated_table_of_contents_is_one() -> None:
    assert regions('<nav id="TOC" role="doc-toc"><ul><li>x</ul></nav><p>a') == [("x", "contents"), ("a", "body")]


@pytest.mark.parametrize(
    "panel",
    [
        '<button aria-controls="p">k</button><div id="p" hidden>x</div>',
        '<a href="#p" data-toggle="collapse">k</a><div id="p" style="display:none">x</div>',
        '<h3>k</h3><div style="display: none">x</div>',
        '<p>k</p><div class="accordion-body" hidden>x</div>',
        "<details><summary>k</summary><div hidden>x</div></details>",
        '<p>k</p><div role="tabpanel" hidden>x</div>',
        '<p>k</p><div hidden="until-found">x</div>',
        '<p>k</p><div aria-hidden="true">x</div>',
    ],
)
def test_a_panel_that_opens_is_content(panel: str) -> None:
    assert regions(panel) == [("k", "body"), ("x", "body")]
    assert reported(panel) == []


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>x</p>",
        '<span style="display:none;mso-hide:all">x</span>',
        '<div style="visibility: hidden">x</div>',
        "<dialog>x</dialog>",
        "<noscript>x</noscript>",
    ],
)
def test_hidden_text_is_reported_only(hidden: str) -> None:
    assert regions(f"<p>a</p>{hidden}") == [("a", "body")]
    assert reported(f"<p>a</p>{hidden}") == [("hidden-text", "x")]


def test_a_button_in_a_heading_is_its_text_and_the_sign_on_it_is_none() -> None:
    page = '<h2><button aria-expanded="false"><span aria-hidden="true">+</span> Doelen</button></h2>'
    assert regions(page) == [("+", "navigation"), ("Doelen", "body")]
    assert regions("<h2>Doelen <button>+</button></h2>") == [("+", "navigation"), ("Doelen", "body")]
    assert pieces(page)[1].outline == 2


@pytest.mark.parametrize(
    ("button", "following", "style"),
    [
        ("<button>k</button>", "<p>x</p>", "p"),
        ("<button onclick='print()'>k</button>", "", "p"),
        ("<button aria-expanded=false>k</button>", "<p>x</p>", "button"),
        ("<button data-toggle=collapse>k</button>", "<p>x</p>", "button"),
        ("<button>k</button>", "<div hidden>x</div>", "button"),
        ("<button>k</button>", "<div class=panel>x</div>", "button"),
        ("<button>k</button>", "<div id=a>x</div><a href=#a role=tab>t</a>", "button"),
    ],
)
def test_a_button_is_a_title_only_where_it_opens_something(button: str, following: str, style: str) -> None:
    assert source(f"<div>{button}{following}</div>")[0].pieces[0].styles == (style,)


def test_a_button_alone_is_a_paragraph_and_a_summary_too() -> None:
    page = "<div><button aria-expanded>Doelen</button><details><summary>Meer</summary>x</details></div>"
    assert [made.styles for made in source(page)[0].pieces] == [("button",), ("summary",), ("details",)]


def test_a_heading_in_a_summary_counts() -> None:
    assert [made.outline for made in pieces("<details><summary><h3>a</h3></summary>b</details>")] == [3, None]
