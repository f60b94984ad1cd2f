"""Both validators pass a file made to the standards and fail one without tags; poppler reads it."""

from pathlib import Path

import pytest
import typst

from tests.tools.desk import ToolError
from tests.tools.pdf import PageValidation, PdfPagesPng, PdfText, VeraPdf

SOURCE = b"""
#set document(title: "Begroting", date: datetime(year: 2026, month: 1, day: 1))
#set text(lang: "nl")
= Begroting
Wegen
#pagebreak()
Water
"""


def untagged() -> bytes:
    """Build a sound PDF 1.7 with one empty page and nothing that any standard asks for."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
    )
    data, offsets = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(data)
    return data + b"xref\n0 4\n0000000000 65535 f \n" + table + trailer


@pytest.fixture(scope="module")
def good() -> bytes:
    pdf = typst.compile(SOURCE, format="pdf", pdf_standards=["ua-1", "a-2a"])
    assert isinstance(pdf, bytes)
    return pdf


def test_verapdf_passes_a_file_made_to_the_standards(verapdf: VeraPdf, good: bytes) -> None:
    assert verapdf(good) == []


def test_verapdf_fails_a_file_without_tags(verapdf: VeraPdf, good: bytes) -> None:
    failures = verapdf(good, untagged())
    assert {failure.standard for failure in failures} == {"ua1", "2a"}
    assert len({failure.path for failure in failures}) == 1
    assert [failure.message for failure in failures if "StructTreeRoot" in failure.message]


def test_verapdf_does_not_pass_what_is_no_pdf(verapdf: VeraPdf) -> None:
    with pytest.raises(ToolError, match="parse"):
        verapdf(b"geen pdf")


def test_page_validation_passes_such_a_file_too(page_validation: PageValidation, good: bytes) -> None:
    assert page_validation(good) == []


def test_page_validation_fails_such_a_file_too(page_validation: PageValidation) -> None:
    assert {failure.standard for failure in page_validation(untagged())} == {"ua1", "2a"}


def test_the_text_of_each_page_is_read(pdf_text: PdfText, good: bytes) -> None:
    assert [page.split() for page in pdf_text(good).split("\f")] == [["Begroting", "Wegen"], ["Water"], []]
    with pytest.raises(ToolError):
        pdf_text(b"geen pdf")


def test_each_page_is_drawn(pdf_pages_png: PdfPagesPng, good: bytes, tmp_path: Path) -> None:
    pages = pdf_pages_png(good, tmp_path)
    assert [path.name for path in pages] == ["page-1.png", "page-2.png"]
    assert pages[0].read_bytes() != pages[1].read_bytes()
