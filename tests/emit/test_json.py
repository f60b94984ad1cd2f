"""JSON: open data with its meaning, valid, and without anything that is not for publication."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import jsonschema
import msgspec
import pytest
from hypothesis import given
from msgspec.structs import replace

from pipeline import labels, resources
from pipeline.blocks.actions import Action, ActionTable, Planning
from pipeline.blocks.columns import Column
from pipeline.content import Image, Item, ItemList, Note, NoteReference, Paragraph, Text, paragraph
from pipeline.emit import json as emitter
from pipeline.emit import theme
from pipeline.emit.setting import Setting
from pipeline.errors import EmitError
from pipeline.model import Block, BudgetDocument, Detail, Section
from tests.builders import document
from tests.strategies import ASSETS, PROPERTY, documents, everything

SETTING = Setting(labels.load(), theme.load())
SCHEMA = json.loads(resources.schema(resources.DOCUMENT_JSON_SCHEMA))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def emitted(made: BudgetDocument) -> Any:
    return json.loads(emitter.emit(made, SETTING))


@PROPERTY
@given(documents())
def test_whatever_is_emitted_is_valid_and_the_same_each_time(made: BudgetDocument) -> None:
    data = emitter.emit(made, SETTING)
    assert list(VALIDATOR.iter_errors(json.loads(data))) == []
    assert emitter.emit(made, SETTING) == data
    assert msgspec.json.decode(data, type=emitter.JsonDocument).sections == made.sections


def test_the_schema_in_the_repo_is_that_of_the_types() -> None:
    assert resources.schema(resources.DOCUMENT_JSON_SCHEMA) == emitter.schema(), "run: make schemas"


def test_the_schema_is_one_and_tells_what_everything_is() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert [name for name, kind in SCHEMA["$defs"].items() if not kind.get("description")] == []


def test_the_schema_refuses_what_it_does_not_know() -> None:
    made = emitted(everything())
    for change in ({"page": 1}, {"title": None}, {"schemaVersion": "2.0"}, {"sections": [{"id": "s1"}]}):
        assert not VALIDATOR.is_valid(made | change), change


def test_a_page_with_actions_has_the_shape_of_the_open_data() -> None:
    columns = (Column("description", "Wat gaan we doen?"), Column("type", "type"), Column("planning", "planning"))
    actions = (
        Action(
            "action-1",
            "Meer toezicht",
            type="Nieuw",
            planning=Planning("3e kwartaal", "quarter", date(2026, 7, 1), date(2026, 9, 30)),
        ),
        Action("action-2", "Cameratoezicht", type="", planning=Planning("")),
    )
    section = Section(
        id="veiligheid",
        number="2.6.1",
        title="Veiligheid",
        level=1,
        intro=(paragraph("Vooraf"),),
        blocks=(Block("veiligheid-actions", "actions", "Actiepunten", (ActionTable(columns, actions),)),),
    )
    absent = {"status": None, "owner": None, "budget": None, "explanation": None, "objective": None}
    absent |= {"aspects": [], "extra": [], "formatted": [], "merged": []}  # type: ignore[dict-item]
    assert emitted(document(section)) == {
        "schemaVersion": "1.1",
        "title": "Titel",
        "language": "nl",
        "source": {"name": "pagina.docx", "format": "docx", "sha256": "0" * 64},
        "profile": "nl",
        "kind": None,
        "date": "",
        "subject": "",
        "keywords": "",
        "sections": [
            {
                "id": "veiligheid",
                "number": "2.6.1",
                "title": "Veiligheid",
                "level": 1,
                "kind": "other",
                "heading": [],
                "guidance": [],
                "intro": [{"type": "paragraph", "content": [{"type": "text", "text": "Vooraf"}]}],
                "blocks": [
                    {
                        "id": "veiligheid-actions",
                        "kind": "actions",
                        "title": "Actiepunten",
                        "heading": [],
                        "content": [
                            {
                                "type": "action-table",
                                "columns": [
                                    {"key": "description", "label": "Wat gaan we doen?"},
                                    {"key": "type", "label": "type"},
                                    {"key": "planning", "label": "planning"},
                                ],
                                "actions": [
                                    {
                                        "id": "action-1",
                                        "description": "Meer toezicht",
                                        "type": "Nieuw",
                                        "planning": {
                                            "text": "3e kwartaal",
                                            "kind": "quarter",
                                            "start": "2026-07-01",
                                            "end": "2026-09-30",
                                        },
                                        **absent,
                                    },
                                    {
                                        "id": "action-2",
                                        "description": "Cameratoezicht",
                                        "type": "",
                                        "planning": {"text": "", "kind": None, "start": None, "end": None},
                                        **absent,
                                    },
                                ],
                            }
                        ],
                    }
                ],
                "sections": [],
            }
        ],
        "notes": [],
        "assets": {},
        "coverage": [],
        "publication": None,
    }


def test_it_is_indented_utf_8_that_ends_its_last_line() -> None:
    data = emitter.emit(document(Section("s1", "", "Één – „ok”", 1)), SETTING)
    assert '\n      "title": "Één – „ok”",\n'.encode() in data
    assert data.startswith(b'{\n  "schemaVersion": "1.1",\n  "title"')
    assert data.endswith(b"}\n")


def test_nothing_leaks_that_is_not_shown() -> None:
    made = everything()
    data = emitter.emit(made, SETTING).decode()
    for secret in ("geschrapt", "deleted-text", "Gemeente", "Jansen", '"places"', '"headings"', '"quote"'):
        assert secret not in data, secret


def test_only_notes_and_pictures_that_something_shown_refers_to_are_published() -> None:
    shown, hidden, inner = ASSETS
    notes = (
        Note("dropped", (paragraph("van een leeg blok"), Paragraph((Image(hidden), NoteReference("deeper"))))),
        Note("deeper", (paragraph("uit de diepte"),)),
        Note("second", (Paragraph((Text("twee"), Image(inner))),)),
        Note("first", (Paragraph((Text("een"), NoteReference("second"))),)),
    )
    section = Section("s1", "", "Zorg", 1, intro=(Paragraph((NoteReference("first"), Image(shown))),))
    made = emitted(replace(document(section), notes=notes, assets=ASSETS))
    assert [note["id"] for note in made["notes"]] == ["first", "second"]
    assert set(made["assets"]) == {shown, inner}


def test_pictures_stand_in_the_order_of_their_fingerprints() -> None:
    section = Section("s1", "", "Zorg", 1, intro=(Paragraph(tuple(Image(key) for key in ASSETS)),))
    for assets in (ASSETS, dict(reversed(ASSETS.items()))):
        assert list(emitted(replace(document(section), assets=assets))["assets"]) == sorted(ASSETS)


def test_what_is_nested_too_deep_is_an_error_with_a_reason() -> None:
    content: Any = (paragraph("diep"),)
    for _ in range(1_000):
        content = (ItemList((Item(content),)),)
    with pytest.raises(EmitError, match="json-too-deep"):
        emitter.emit(document(Section("s1", "", "", 1, intro=(Detail("", content),))), SETTING)
