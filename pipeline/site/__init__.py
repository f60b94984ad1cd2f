"""A static site of a publication: a pure function of entries and of the insides of pages that were kept.

index.html                       all pages as a tree
acties.html                      all actions
geheel.pdf                       all documents as one, put there by whoever publishes
zoeken.html                      search, where an index is to be made
404.html  robots.txt  sitemap.xml
<slug>/index.html                a document; of a book its first page
<slug>/<section>.html            each section of a book
<slug>/geheel.html               all of a book
<slug>/<slug>.pdf                put there by whoever publishes: `addresses.download`
-/                               what pages share; -/cms/ the inside of each page; -/pagefind/ the index
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy

from pipeline.emit.html.markup import Element, broken_into_lines, el, serialise
from pipeline.emit.setting import Setting
from pipeline.emit.theme import Theme
from pipeline.entry import Entry
from pipeline.labels import Labels
from pipeline.publication import Publication
from pipeline.site import addresses
from pipeline.site.actions import actions_page
from pipeline.site.beside import redirects, robots, sitemap
from pipeline.site.frame import Frame, resource
from pipeline.site.links import Links, lead, take_pictures
from pipeline.site.pages import DocumentPages, of_book, parsed, without_tools
from pipeline.site.start import not_found, search_page, start
from pipeline.site.tree import Page, plant

Fragment = Callable[[str, str | None], str]
"""The inside of a page that was kept (`emit/html/fragments.py`), by the document's slug and the page's section."""


def build(
    publication: Publication,
    entries: Iterable[Entry],
    fragment: Fragment,
    theme: Theme,
    labels: Labels,
    *,
    formats: Sequence[str] = (),
    moves: Mapping[str, str] | None = None,
    search: bool = False,
    one_pdf: bool = False,
) -> Iterator[tuple[str, bytes]]:
    """The files of the site, each once: its path below the site's folder, and its bytes.

    `formats` are the extensions of the files that will stand beside each document (`addresses.download`). `moves` are
    pages that stand elsewhere now (`beside.moved`). With `search` there is a page to search on: the index must then be
    made of the written files (`search.index`). `one_pdf` says that all documents will stand there as one PDF too.
    Raises ThemeError where the frame of the house style has a mistake.
    """
    documents = list(entries)
    tree = plant(publication, documents, labels)
    count = sum(len(entry.actions) for entry in documents)
    setting = Setting(labels=labels, theme=theme, publication=publication)
    frame = Frame(publication, setting, actions=count > 0, search=search)
    pages = DocumentPages(tree, frame, formats)
    links = Links(tree, documents)
    shared: dict[str, bytes] = {}

    def prepared(page: Page) -> tuple[Element, bytes]:
        """The inside of a page for the site, and as a file for a content management system."""
        part = parsed(fragment(page.entry.slug, page.section))
        alone = without_tools(deepcopy(part))
        there = addresses.fragment(page.path)
        for made, here, base in ((part, page.path, ""), (alone, there, publication.base_url)):
            lead(made, page, links, here, base)
            shared.update(take_pictures(made, here, base))
        return part, _alone(alone, frame, page)

    yield addresses.START, frame.page(start(tree, frame, formats, count, one_pdf=one_pdf))
    if count:
        yield addresses.ACTIONS, frame.page(actions_page(tree, documents, frame))
    if search:
        yield addresses.SEARCH, frame.page(search_page(frame, frame.share("search", ".js", resource("search.js"))))
    yield addresses.NOT_FOUND, frame.page(not_found(frame))
    for page in tree.pages:
        part, alone = prepared(page)
        yield page.path, frame.page(pages.view(page, part))
        yield addresses.fragment(page.path), alone
        if page.path == addresses.first_page(page.entry) and page.entry.slug in tree.wholes:
            book = of_book(page)
            part, alone = prepared(book)
            yield book.path, frame.page(pages.whole(book, part))
            yield addresses.fragment(book.path), alone
    yield from redirects(moves or {}, publication, labels)
    yield addresses.ROBOTS, robots(publication, formats)
    if publication.base_url:
        listed = [addresses.START, *([addresses.ACTIONS] if count else [])]
        listed += [page.path for page in tree.pages]
        yield addresses.SITEMAP, sitemap(publication.base_url, listed)
    yield from sorted((frame.files | shared).items())


def _alone(part: Element, frame: Frame, page: Page) -> bytes:
    """The inside of a page without a frame, in one element."""
    made = el("div", *frame.standing(), *part, lang=page.entry.language, class_="begroting")
    return (serialise(broken_into_lines(made)) + "\n").encode()
