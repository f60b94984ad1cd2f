"""Writes the body of a Word document from the blocks of a sample, with its footnotes, lists and contents."""

from __future__ import annotations

import io
from itertools import count
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm

from . import tables
from .elements import dressed, field, paragraph, run, w
from .markup import Contents, Figure, Heading, Listing, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from docx.document import Document
    from docx.opc.part import Part, XmlPart
    from docx.oxml.xmlchemy import BaseOxmlElement

    from .markup import Block, Sample, Text

# The numbering definitions of template/word/numbering.xml.
_BULLETS = 2
_ORDERED = 2
_CONTENTS_DEPTH = 3


class Body:
    """One document being written; counts what Word counts: bookmarks, numberings, captions, notes."""

    def __init__(self, document: Document, footnotes: XmlPart, sample: Sample, picture: Callable[[str], bytes]) -> None:
        self._document = document
        self._footnotes = footnotes
        self._sample = sample
        self._picture = picture
        self._bookmarks = count()
        self._headings = count()
        self._numberings = count(4)
        self._notes = count(1)
        self._pictures = count(1)
        self._captions: dict[str, int] = {}

    def write(self) -> None:
        """Put all blocks before the section properties that end the body."""
        body = self._document.element.body
        for block in self._sample.blocks:
            for element in self._elements(block):
                body.insert(len(body) - 1, element)

    def _elements(self, block: Block) -> Iterator[BaseOxmlElement]:
        match block:
            case Heading():
                yield self._heading(block)
            case Paragraph(style="Bijschrift"):
                yield self._caption(block)
            case Paragraph():
                yield paragraph(block.style, *self._runs(block.text, self._document.part))
            case Listing():
                yield from self._list(block)
            case Table():
                yield tables.table(
                    block,
                    style=self._sample.matter["table_style"],
                    repeat_header=self._sample.matter["book"],
                    runs=lambda text, bold: self._runs(text, self._document.part, bold=bold),
                )
                yield paragraph("")
            case Figure():
                yield self._figure(block)
            case Contents():
                yield self._contents()

    def _runs(self, text: Text, part: Part, *, bold: bool = False) -> Iterator[BaseOxmlElement]:
        """Make the runs and links of `text`; an outside link becomes a relationship of `part`."""
        for span in text:
            if span.note:
                yield self._note(span.note)
            elif span.target.startswith("#"):
                yield w("hyperlink", dressed(span), anchor=span.target[1:], history=1)
            elif span.target:
                link = w("hyperlink", dressed(span), history=1)
                link.set(qn("r:id"), part.relate_to(span.target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
                yield link
            else:
                yield dressed(span, bold=bold)

    def _note(self, name: str) -> BaseOxmlElement:
        """Write a footnote to its part and return the run that refers to it."""
        number = next(self._notes)
        mark = w("r", w("rPr", w("rStyle", val="Voetnootmarkering")), w("footnoteRef"))
        text = self._runs(self._sample.notes[name], self._footnotes)
        note = w("footnote", paragraph("Voetnoottekst", mark, run(" "), *text), id=number)
        self._footnotes.element.append(note)
        return w("r", w("rPr", w("rStyle", val="Voetnootmarkering")), w("footnoteReference", id=number))

    def _heading(self, heading: Heading) -> BaseOxmlElement:
        style = f"Kop{heading.level}" if heading.numbered else f"Kop{heading.level}zondernummer"
        content = list(self._runs(heading.text, self._document.part))
        if heading.bookmark:
            content = self._marked(heading.bookmark, content)
        if heading.level <= _CONTENTS_DEPTH and self._has_contents:
            content = self._marked(_anchor(next(self._headings)), content)
        return paragraph(style, *content)

    @property
    def _has_contents(self) -> bool:
        return any(isinstance(block, Contents) for block in self._sample.blocks)

    def _marked(self, name: str, content: list[BaseOxmlElement]) -> list[BaseOxmlElement]:
        number = next(self._bookmarks)
        return [w("bookmarkStart", id=number, name=name), *content, w("bookmarkEnd", id=number)]

    def _caption(self, caption: Paragraph) -> BaseOxmlElement:
        """Write `Figuur # tekst` with Word's own counter of figures or tables in place of the #."""
        first, *others = caption.text
        label, rest = first.text.split(" # ", 1)
        self._captions[label] = self._captions.get(label, 0) + 1
        number = field(f" SEQ {label} \\* ARABIC ", run(str(self._captions[label])))
        runs = self._runs(tuple(others), self._document.part)
        # A table's caption stands above it.
        properties = (w("keepNext"),) if label == "Tabel" else ()
        return paragraph(caption.style, run(f"{label} "), *number, run(f" {rest}"), *runs, properties=properties)

    def _list(self, listing: Listing) -> Iterator[BaseOxmlElement]:
        ordered = self._new_numbering() if any(item.ordered for item in listing.items) else 0
        for item in listing.items:
            numbering = ordered if item.ordered else _BULLETS
            properties = w("numPr", w("ilvl", val=item.depth), w("numId", val=numbering))
            runs = self._runs(item.text, self._document.part)
            yield paragraph("Lijstalinea", *runs, properties=(properties,))

    def _new_numbering(self) -> int:
        """Start a numbered list at 1 again (ECMA-376-1, 17.9.27)."""
        number = next(self._numberings)
        overrides = [w("lvlOverride", w("startOverride", val=1), ilvl=depth) for depth in range(_CONTENTS_DEPTH)]
        definition = w("num", w("abstractNumId", val=_ORDERED), *overrides, numId=number)
        self._document.part.numbering_part.element.append(definition)
        return number

    def _figure(self, figure: Figure) -> BaseOxmlElement:
        image = io.BytesIO(self._picture(figure.name))
        inline = self._document.part.new_pic_inline(image, width=Cm(figure.width))
        number = next(self._pictures)
        inline.docPr.set("id", str(number))
        inline.docPr.set("name", f"Afbeelding {number}")
        inline.docPr.set("descr", figure.alternative)
        return paragraph("", w("r", w("drawing", inline)), properties=(w("keepNext"),))

    def _contents(self) -> BaseOxmlElement:
        """Write the contents as Word's own building block, with the entries that it last computed."""
        begin, code, separate, end = field(' TOC \\o "1-3" \\h \\z \\u ')
        entries = list(self._entries())
        entries[0][1:1] = [begin, code, separate]
        gallery = w("docPartGallery", val="Table of Contents")
        return w(
            "sdt",
            w("sdtPr", w("id", val=-1024711304), w("docPartObj", gallery, w("docPartUnique"))),
            w(
                "sdtContent",
                paragraph("Kopvaninhoudsopgave", run("Inhoudsopgave")),
                *entries,
                w("p", end),
            ),
        )

    def _entries(self) -> Iterator[BaseOxmlElement]:
        headings = [
            block for block in self._sample.blocks if isinstance(block, Heading) and block.level <= _CONTENTS_DEPTH
        ]
        counters = [0] * _CONTENTS_DEPTH
        pages = self._sample.matter["contents_pages"]
        for index, (heading, page) in enumerate(zip(headings, pages, strict=True)):
            number = []
            if heading.numbered:
                counters[heading.level - 1] += 1
                counters[heading.level :] = [0] * (_CONTENTS_DEPTH - heading.level)
                number = [run(".".join(map(str, counters[: heading.level]))), run(tab=True)]
            page_number = field(f" PAGEREF {_anchor(index)} \\h ", run(str(page)))
            link = w(
                "hyperlink",
                *number,
                run(heading.title),
                run(tab=True),
                *page_number,
                anchor=_anchor(index),
                history=1,
            )
            yield paragraph(f"Inhopg{heading.level}", link)


def _anchor(index: int) -> str:
    return f"_Toc2091{index:05}"
