"""What goes along inside a PDF for the archive: data and source, and never a source that holds more than is shown."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from msgspec.structs import replace

from pipeline import canonical
from pipeline.check_rules import CheckRules
from pipeline.content import paragraph
from pipeline.conversion import convert, make
from pipeline.diagnostics import Code, Diagnostic, Place, flaw
from pipeline.model import BudgetDocument, Running
from pipeline.publication import Publication
from tests.builders import built, heading, prose
from tests.ingest.word.build import docx, p, r
from tests.strategies import everything
from tests.tools.pdf import PageValidation, VeraPdf

ATTACHING = Publication(title="Begroting 2026", attach=True)
CLEAN = docx(p(r("Wij besturen.")))


def page() -> BudgetDocument:
    return built(heading("1.1 Bestuur", 1), prose("Wij besturen."))


def attached(data: bytes) -> dict[str, tuple[str, str, bytes]]:
    """The attachments of a PDF by name: relationship, media type and bytes, as the file and its catalog tell them."""
    with pikepdf.open(BytesIO(data)) as file:
        known = dict(file.attachments.items())
        assert {str(each.UF) for each in file.Root.AF} == set(known) if known else "/AF" not in file.Root
        return {
            name: (str(given.obj.AFRelationship), given.get_file().mime_type or "", given.get_file().read_bytes())
            for name, given in known.items()
        }


def test_nothing_is_attached_where_the_publication_does_not_ask_for_it() -> None:
    for publication in (None, Publication(title="Begroting 2026")):
        made = convert(CLEAN, "pagina.docx", to=("pdf",), publication=publication)
        assert attached(made.outputs["pdf"]) == {}


def test_the_data_are_those_that_are_published_and_the_source_is_the_file_itself() -> None:
    made = convert(CLEAN, "pagina.docx", to=("pdf", "json"), publication=ATTACHING)
    found = attached(made.outputs["pdf"])
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    xml = found.pop("pagina.xml")
    assert found == {
        "pagina.json": ("/Data", "application/json", made.outputs["json"]),
        "pagina.docx": ("/Source", word, CLEAN),
    }
    assert xml[:2] == ("/Data", "application/xml")
    assert canonical.loads(xml[2]).sections == made.document.sections


def test_the_xml_holds_nothing_that_is_kept_from_readers() -> None:
    secret = flaw(Code.COMMENT, Place(quote="geheim"), "geheim")
    running = (Running("header", (paragraph("geheim"),)),)
    document = replace(page(), diagnostics=(secret,), running=running, places={"x": Place(quote="geheim")})
    named = replace(document, meta=replace(document.meta, author="geheim"))
    found = attached(make(named, ("pdf",), publication=ATTACHING).outputs["pdf"])
    assert {name: b"geheim" in data for name, (_, _, data) in found.items()} == {
        "pagina.xml": False,
        "pagina.json": False,
    }


@pytest.mark.parametrize(
    "body",
    [
        '<w:p><w:r><w:t>a</w:t></w:r><w:del w:author="J"><w:r><w:delText>geheim</w:delText></w:r></w:del></w:p>',
        '<w:p><w:ins w:author="J"><w:r><w:t>geheim</w:t></w:r></w:ins></w:p>',
        p(r("zichtbaar"), r("geheim", "<w:vanish/>")),
    ],
)
def test_a_source_with_revisions_or_hidden_text_is_kept_back_and_it_is_said_why(body: str) -> None:
    made = convert(docx(body), "pagina.docx", to=("pdf",), publication=ATTACHING)
    assert set(attached(made.outputs["pdf"])) == {"pagina.xml", "pagina.json"}
    (told,) = [found for found in made.diagnostics if found.code is Code.SOURCE_KEPT_BACK]
    assert set(told.values["codes"].split(", ")) <= {"deleted-text", "tracked-changes", "hidden-text"}


KEPT = [
    Code.TRACKED_CHANGES,
    Code.DELETED_TEXT,
    Code.HIDDEN_TEXT,
    Code.COMMENT,
    Code.TEXT_NOT_READ,
    Code.EMBEDDED_SKIPPED,
    Code.MACROS_IGNORED,
    Code.PART_UNREADABLE,
    Code.LIMIT_REACHED,
]


@pytest.mark.parametrize("code", KEPT)
def test_each_flaw_that_tells_of_more_than_is_shown_keeps_the_source_back(code: Code) -> None:
    document = replace(page(), diagnostics=(flaw(code, Place()),))
    assert _kept_back(document) == [code.value]


def test_a_profile_that_keeps_quiet_about_comments_does_not_let_them_out() -> None:
    assert _kept_back(page(), CheckRules(off=("comment", "draft-text"))) == ["comment"]


@pytest.mark.parametrize("name", ["html", "md", "epub"])
def test_a_format_whose_reader_does_not_account_for_all_text_is_kept_back(name: str) -> None:
    document = page()
    origin = replace(document.meta.source, format=name)
    assert _kept_back(replace(document, meta=replace(document.meta, source=origin))) == [name]


def test_a_flaw_that_hides_nothing_keeps_nothing_back() -> None:
    document = replace(page(), diagnostics=(flaw(Code.BLOCK_EMPTY, Place()), flaw(Code.LINK_BROKEN, Place())))
    assert _kept_back(document) == []


def _kept_back(document: BudgetDocument, rules: CheckRules | None = None) -> list[str]:
    """Why a source is not among the attachments; nothing where it is."""
    made = make(document, ("pdf",), rules=rules or CheckRules(), publication=ATTACHING, source=CLEAN)
    told: list[Diagnostic] = [found for found in made.diagnostics if found.code is Code.SOURCE_KEPT_BACK]
    assert ("pagina.docx" in attached(made.outputs["pdf"])) is not bool(told)
    return [code for found in told for code in found.values["codes"].split(", ")]


def test_the_same_document_with_attachments_is_the_same_bytes() -> None:
    first, second = (make(page(), ("pdf",), publication=ATTACHING, source=CLEAN).outputs["pdf"] for _ in range(2))
    assert first == second


def test_it_is_a_file_for_the_archive_by_one_validator(page_validation: PageValidation) -> None:
    made = make(everything(), ("pdf",), publication=ATTACHING, source=CLEAN).outputs["pdf"]
    assert page_validation(made, standards=("ua1", "3a")) == []


def test_it_is_a_file_for_the_archive_by_another(verapdf: VeraPdf) -> None:
    made = make(everything(), ("pdf",), publication=ATTACHING, source=CLEAN).outputs["pdf"]
    assert verapdf(made, standards=("ua1", "3a")) == []
