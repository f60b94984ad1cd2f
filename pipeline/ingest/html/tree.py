"""Text to a BeautifulSoup tree, as a browser builds it.

BeautifulSoup's tree is what the reader walks; lexbor builds it (`selectolax`), not bs4's own `lxml` builder. Measured:
libxml2 moves `<b><p>text</p></b>` out of the `b`, a table out of its link, and parses `plaintext` as markup, even
where lexbor has put the page in order first; lexbor agrees with the HTML standard on foster parenting and
misnesting, and 480 kB take 0.60 s instead of 0.73. Neither drops text of deep nesting (5,000 `div`s).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Final

from bs4 import BeautifulSoup
from bs4.builder import HTMLTreeBuilder
from bs4.element import CData, Comment, NavigableString, Tag
from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.content import clean
from pipeline.errors import UnreadableSource

# What no browser shows as text: code, data about the page, and what stands in for a frame.
_CODE: Final = frozenset({"head", "script", "style", "template", "title", "iframe"})
# What stands in an SVG or MathML for programs.
_DATA: Final = frozenset({"desc", "metadata", "defs", "annotation", "annotation-xml"})

# Elements that stand by themselves (HTML standard, 15.3: display block, list-item, table and its parts).
BLOCKS: Final = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer "
    "form frameset h1 h2 h3 h4 h5 h6 header hgroup html legend li listing main menu nav ol optgroup option p "
    "plaintext pre search section select summary table caption tbody td tfoot th thead tr ul xmp textarea "
    "video audio object".split()
)
_LINES: Final = BLOCKS | {"br", "button"}


class _Builder(HTMLTreeBuilder):
    """Builds bs4's tree from lexbor's."""

    NAME = "lexbor"
    features: Iterable[str] = (NAME, "html")
    is_xml = False

    def __init__(self, most: int) -> None:
        # Attributes stay as written: a list of classes would be split for each of a book's 100,000 spans.
        # All strings but comments are plain ones; what a ruby says is text, what a script says is known by its tag.
        super().__init__(multi_valued_attributes=None, string_containers={}, store_line_numbers=False)
        self._most = most

    def prepare_markup(self, markup: Any, *_: Any, **__: Any) -> Any:
        """The one way to read it: a text has no encoding to try."""
        return [(markup, None, None, False)]

    def feed(self, markup: Any) -> None:
        """Let lexbor parse, and copy."""
        parser = LexborHTMLParser(markup)
        if parser.root is not None:
            self._copy(parser.root)

    def _copy(self, node: LexborNode) -> None:
        """Step through the tree without recursion: hostile pages are 100,000 elements deep."""
        soup = self.soup
        assert soup is not None  # noqa: S101 - bs4 sets it before it feeds
        depth = count = 0
        while True:
            count += 1
            if count > self._most:
                raise UnreadableSource("too-many-elements", limit=self._most)
            child = self._open(soup, node)
            if child is not None:
                node = child
                depth += 1
                continue
            while True:
                if node.is_element_node:
                    soup.handle_endtag(node.tag or "")
                following = node.next if depth else None
                if following is not None:
                    node = following
                    break
                parent = node.parent
                if depth == 0 or parent is None:
                    return
                node = parent
                depth -= 1

    @staticmethod
    def _open(soup: BeautifulSoup, node: LexborNode) -> LexborNode | None:
        if node.is_element_node:
            attributes = {name: value or "" for name, value in node.attributes.items()}
            soup.handle_starttag(node.tag or "", None, None, attributes)
            return node.first_child
        if node.is_text_node:
            soup.handle_data(node.text_content or "")
        elif node.is_comment_node:
            soup.endData()
            soup.handle_data(node.comment_content or "")
            soup.endData(Comment)
        return None


def parse(text: str, most: int) -> BeautifulSoup:
    """The tree of a page of at most `most` nodes. Raises UnreadableSource (`too-many-elements`)."""
    return BeautifulSoup(text, builder=_Builder(most))


def attribute(tag: Tag, name: str) -> str:
    """An attribute's value; empty where there is none."""
    return str(tag.attrs.get(name, ""))


def is_code(tag: Tag) -> bool:
    """Whether its text is none of the page's. The title of an SVG is: it names the picture, unless it is ornament."""
    if tag.name in _CODE:
        picture = tag.find_parent("svg") if tag.name == "title" else None
        return picture is None or attribute(picture, "aria-hidden") == "true"
    return tag.name in _DATA and tag.find_parent(["svg", "math"]) is not None


def is_text(node: object) -> bool:
    """Whether it is a text of the page, no comment, script or style sheet."""
    return type(node) is NavigableString or type(node) is CData


def strings(root: Tag, without: frozenset[int] | set[int] = frozenset()) -> Iterator[str]:
    """All texts under an element, in order, in one pass that knows nothing of the reader; a line end around a block.

    `without` are elements to pass over, by `id()`.
    """
    stack: list[tuple[Iterator[Any], bool]] = [(iter(root.contents), False)]
    while stack:
        children, ends_line = stack[-1]
        for node in children:
            if isinstance(node, Tag):
                if not is_code(node) and id(node) not in without:
                    is_block = node.name in _LINES
                    if is_block:
                        yield "\n"
                    stack.append((iter(node.contents), is_block))
                    break
            elif is_text(node):
                yield clean(node)
        else:
            stack.pop()
            if ends_line:
                yield "\n"


def words(root: Tag, without: frozenset[int] | set[int] = frozenset()) -> str:
    """The text under an element in one line, for quoting; `without` as in `strings`."""
    return " ".join(" ".join(strings(root, without)).split())


_DECLARATION: Final = re.compile(r"([\w-]+)\s*:\s*((?:\"[^\"]*\"|'[^']*'|[^;\"'])*)")


@lru_cache(maxsize=4_096)
def _declarations(style: str) -> dict[str, str]:
    return {match[1].lower(): match[2].strip().lower() for match in _DECLARATION.finditer(style)}


def style(tag: Tag) -> dict[str, str]:
    """The declarations of a style attribute, in lower case; not to be changed."""
    text = tag.attrs.get("style")
    return _declarations(str(text)) if text else {}
