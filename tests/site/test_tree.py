"""The tree of a site: folders, numbers and sections; and the words that documents are known by."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from pipeline.emit.html.fragments import fragments
from pipeline.emit.setting import Setting
from pipeline.model import BudgetDocument, Section, walk_sections
from pipeline.prune import prune
from pipeline.publication import Publication
from pipeline.site.names import slugs
from pipeline.site.tree import Node, natural
from tests.builders import document, ignored
from tests.emit.html import DEFAULT
from tests.emit.html.test_fragments import book
from tests.site import NL, planted
from tests.strategies import PROPERTY, documents


def page(number: str, title: str) -> BudgetDocument:
    return document(Section("a", number, title, 1), title=f"{number} {title}".strip())


def drawn(nodes: Iterable[Node], depth: int = 0) -> list[str]:
    """A tree as lines: titles, in brackets where there is no page."""
    lines: list[str] = []
    for node in nodes:
        lines.append("  " * depth + (node.full_title if node.page else f"({node.full_title})"))
        lines += drawn(node.nodes, depth + 1)
    return lines


def test_folders_are_groups_unless_they_are_called_as_the_one_document_in_them() -> None:
    tree = planted(
        {
            "kadernota-2027/programma 3.docx": page("3", "Zorg"),
            "begroting/Begroting.docx": replace(book(), meta=replace(book().meta, title="Begroting")),
            "los.docx": page("", "Los"),
        }
    )
    assert drawn(tree.nodes) == [
        "Begroting",
        "  1 Wegen",
        "  2 Zorg",
        "    2.1 Jeugd",
        "(Kadernota 2027)",
        "  3 Zorg",
        "Los",
    ]


def test_loose_documents_stand_under_the_number_that_theirs_go_on_from() -> None:
    numbers = ("2.10 j", "2.9 i", "2 b", "3.1.1 c", "3.1.2 d", "4.1 e")
    tree = planted({f"{name}.docx": page(*name.split()) for name in numbers})
    assert drawn(tree.nodes) == [
        "2 b",
        "  2.9 i",
        "  2.10 j",
        "(Onderdeel 3.1)",
        "  3.1.1 c",
        "  3.1.2 d",
        "4.1 e",
    ]


def test_the_publication_says_the_order_of_its_parts() -> None:
    made = {f"{name}.docx": page("", name) for name in ("a", "b", "c")}
    assert drawn(planted(made, Publication(order=("c*", "b.docx"))).nodes) == ["c", "b", "a"]


def test_reading_order_goes_through_the_tree() -> None:
    tree = planted({"boek.docx": book(), "z.docx": page("", "Z")})
    assert [node.full_title for node in tree.order] == ["Begroting", "1 Wegen", "2 Zorg", "2.1 Jeugd", "Z"]
    assert [node.full_title for node in tree.above["boek/zorg/jeugd.html"]] == ["Begroting", "2 Zorg", "2.1 Jeugd"]


@PROPERTY
@given(documents())
def test_a_document_has_the_pages_that_were_kept_of_it_and_each_id_has_its_page(made: BudgetDocument) -> None:
    shown = prune(made, ignored)
    tree = planted({"a.docx": made})
    kept = set(fragments(shown, Setting(NL, DEFAULT)))
    assert {found.section for found in tree.pages} | ({None} if tree.wholes else set()) == kept
    paths = {found.path for found in tree.pages}
    ids = {section.id for section in walk_sections(shown.sections)}
    ids |= {block.id for section in walk_sections(shown.sections) for block in section.blocks}
    assert ids <= {id_ for _, id_ in tree.places}
    assert set(tree.places.values()) <= paths


@PROPERTY
@given(documents())
def test_no_two_pages_have_one_path(made: BudgetDocument) -> None:
    tree = planted({"a.docx": made, "map/a.docx": made})
    paths = [node.path for node in tree.order] + list(tree.wholes.values())
    assert len(set(paths)) == len(paths)


@PROPERTY
@given(st.sets(st.text("ab/.-2 €", min_size=1, max_size=8)))
def test_no_two_documents_have_one_folder(names: set[str]) -> None:
    paths = {f"{name.strip('/')}x.docx" for name in names}
    made = slugs(paths)
    assert made.keys() == paths
    assert len(set(made.values())) == len(paths)
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9-]*", word) for word in made.values())


def test_numbers_are_sorted_as_numbers() -> None:
    assert sorted(["2.10", "2.9", "b", "A", "10"], key=natural) == ["2.9", "2.10", "10", "A", "b"]


def test_a_document_is_known_by_the_name_of_its_file_and_by_its_folder_where_others_are_called_so() -> None:
    names = ("2.6.1 Veiligheid.docx", "a/Nota.docx", "b/nota.htm", "c/x.docx", "c/x.htm", "€.docx")
    assert slugs(names) == {
        "2.6.1 Veiligheid.docx": "2-6-1-veiligheid",
        "a/Nota.docx": "a-nota",
        "b/nota.htm": "b-nota",
        "c/x.docx": "c-x-0c3c5702",
        "c/x.htm": "c-x-f9ad2cc8",
        "€.docx": "t-c4cc",
    }
