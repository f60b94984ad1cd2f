"""The inside of a page: heading, contents, all there is to read, and its notes. A frame goes around it."""

from __future__ import annotations

from itertools import chain, count

from pipeline.emit.context import Context
from pipeline.emit.html.markup import Element, el
from pipeline.emit.html.notes import endnotes, link_back
from pipeline.emit.html.outline import body, contents, page_heading
from pipeline.emit.html.regions import name_tables, title
from pipeline.model import BudgetDocument
from pipeline.slug import slug

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def inside(document: BudgetDocument, context: Context) -> Element:
    """The inside of a document's page, in one element without a meaning of its own."""
    page = el("div", page_heading(document, context))
    if (navigation := contents(document, context)) is not None:
        page.append(navigation)
    content = el("div", *body(document, context), class_="content")
    if len(content.findall(".//div[@class='panel']")) > 1:
        # Above the blocks of a page; above all of a book.
        blocks = content.find("./div[@class='blocks']")
        content.insert(0 if blocks is None else content.index(blocks), _open_all(context))
    if (notes := endnotes(document.notes, context)) is not None:
        content.append(notes)
    page.append(content)
    link_back(page, context)
    name_tables(page, context.labels)
    _unrepeat(page)
    _anchor(page)
    return page


def _unrepeat(page: Element) -> None:
    """Leave a row without an id that is already another's: a table may name an action twice, or name a section."""
    taken = {node.get("id") for node in page.iter() if node.tag != "tr"}
    for row in page.iter("tr"):
        id_ = row.get("id")
        if id_ is not None and id_ in taken:
            del row.attrib["id"]
        taken.add(id_)


def _anchor(page: Element) -> None:
    """Give each heading an id that has none, and whose section or block has none that means it.

    It is made of the id around it and the heading's words. No id of the model holds three hyphens.
    """
    taken: set[str] = set()
    for node in page.iter(*_HEADINGS):
        parent = node.getparent()
        if parent is None or node.get("id"):
            continue
        means_it = parent.get("class") != "panel" and parent[0] is node
        if means_it and parent.get("id"):
            continue
        around = next((id_ for above in node.iterancestors() if (id_ := above.get("id"))), "page")
        name = f"{around.removesuffix('--panel')}---{slug(title(node)) or 'heading'}"
        names = chain([name], (f"{name}-{number}" for number in count(2)))
        node.set("id", next(name for name in names if name not in taken))
        taken.add(node.get("id", ""))


def _open_all(context: Context) -> Element:
    """The button that opens all and closes all; shown by the script, since it does nothing without."""
    opened, closed = context.labels("html.close-all"), context.labels("html.open-all")
    button = el("button", closed, type="button", hidden="hidden", data_opened=opened, data_closed=closed)
    return el("div", button, class_="tools")
