"""Whatever the soup: it is read, and every character of it is in a piece, a note or a diagnostic."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.content import content_text, ink
from tests.ingest.html.page import accounted, source

TAGS = re.findall(
    r"\S+",
    "div p span b i a h1 h2 ul ol li dl dt dd table thead tbody tfoot tr td th caption figure figcaption section nav "
    "header footer main article details summary button form select option label pre br hr svg title text math mi "
    "ruby rt rp blockquote del ins sup dialog noscript textarea aside fieldset legend center font o:p img input",
)
ATTRIBUTES = (
    "",
    " hidden",
    " class=MsoListParagraph style='mso-list:l0 level2 lfo1'",
    " style='mso-list:Ignore'",
    " style='font:7.0pt \"Times New Roman\"'",
    " style='display:none'",
    " role=presentation",
    " role=heading aria-level=3",
    " role=navigation",
    " class=cookie",
    " id=fn1",
    " href='#fn1' role=doc-noteref",
    " href='#fnref' role=doc-backlink",
    " colspan=3 rowspan=0",
    " style='mso-tab-count:1'",
    " class=msoDel",
)

_part = st.one_of(
    st.builds("<{}{}>".format, st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES)),
    st.builds("</{}>".format, st.sampled_from(TAGS)),
    st.text(alphabet="ab1.·+ \n\u00a0é", min_size=1, max_size=6),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_part, max_size=40).map("".join))
def test_any_soup_keeps_its_text(soup: str) -> None:
    assert accounted(source("<body>" + soup)[0])


@settings(max_examples=100, deadline=None)
@given(st.lists(_part, max_size=40).map("".join))
def test_reading_twice_gives_the_same(soup: str) -> None:
    assert source("<body>" + soup) == source("<body>" + soup)


@pytest.mark.parametrize(
    "tag",
    ["div", "span", "b", "table><tr><td", "table border=1><tr><td", "ul><li", "dl><dd", "h1><div", "a href=x", "nav"],
)
def test_deep_nesting_keeps_its_text_and_takes_no_time(tag: str) -> None:
    begin = time.process_time()
    read, _ = source(f"<{tag}>" * 5_000 + "diep")
    assert "diep" in content_text(piece.content for piece in read.pieces)
    assert accounted(read)
    assert time.process_time() - begin < 10


FEATURES = """<!doctype html><html lang=nl><head><title>Titel</title><style>p{}</style></head><body>
<nav>menu</nav><header>kop</header><main><h1>2.6 Zorg</h1><p>een <b>twee</b> <a href=x>drie</a><br>vier
<span hidden>weg</span></p><ul><li>a<ul><li>b</ul><li><p>c<p>d</ul><table><caption>t</caption><tr><th>x<th>y<tr><td>1
<td><table border=1><tr><td>2</table></table><dl><dt>e<dd>f</dl><details><summary>s</summary>u</details>
<figure><img src=q alt=z><figcaption>onder</figcaption></figure><p>n<a role=doc-noteref href="#n1">1</a></main>
<aside id=n1>noot</aside><footer>voet</footer></body></html>"""


def test_a_page_of_everything_is_accounted_for() -> None:
    read, _ = source(FEATURES)
    assert accounted(read)
    words = re.sub(r"<style>.*?</style>|<title>.*?</title>|<[^>]*>", "", FEATURES)
    assert sum(len(ink(part.text)) for part in read.written) == len(ink(words))
