"""Small publications, as entries."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pipeline import labels
from pipeline.diagnostics import Place
from pipeline.entry import Entry, EntryAction, EntryAmount, EntrySection
from pipeline.publication import Publication

NL = labels.load("nl")
CONCEPT = Publication(title="Programmabegroting 2026", municipality="Hoogwerve", year=2026, order=("veilig.docx",))
DECIDED = Publication(
    title="Programmabegroting 2026",
    municipality="Hoogwerve",
    year=2026,
    kind="programmabegroting",
    status="vastgesteld",
    date=date(2025, 11, 6),
    base_url="https://begroting.hoogwerve.nl/2026/",
    organisation="gm9999",
    category="c_db4862c3",
    license="https://creativecommons.org/publicdomain/zero/1.0/deed.nl",
    contact="griffie@hoogwerve.nl",
)

ACTION = EntryAction(
    id="s--actions--1",
    section="s-1",
    number="1.1",
    title="Wijken",
    description="Meer toezicht",
    objective="Minder overlast",
    type="Nieuw",
    planning="Q3 2026",
    planning_kind="quarter",
    planning_start=date(2026, 7, 1),
    planning_end=date(2026, 9, 30),
    status="groen",
    status_value="good",
    owner="",
    budget="€ 1.500",
    place=Place(table=1, row=2, headings=("1 Veilig", "Acties"), quote="Meer toezicht"),
)
AMOUNT = EntryAmount(
    section="s-1",
    number="1.1",
    title="Wijken",
    table="Wat mag het kosten?",
    row="Lasten",
    row_kind="expenses",
    column="Begroting 2026",
    column_key="budget",
    text="-1.234,50",
    value=Decimal("-1234.50"),
    year=2026,
    unit=1000,
    taakveld="0.10",
)
SAFE = Entry(
    name="veilig.docx",
    slug="veilig",
    title="Veilig",
    sha256="1" * 64,
    sections=(
        EntrySection("s", "1", "Veilig wonen", "programme", sections=(EntrySection("s-1", "1.1", "Wijken"),)),
        EntrySection("a", "", "Bijlage"),
    ),
    actions=(ACTION, EntryAction(id="a--1", section="a", number="", title="Bijlage", description="Later")),
    amounts=(AMOUNT,),
)
GREEN = Entry(name="groen.docx", slug="groen", title="Groen", sha256="2" * 64)


def address(entry: Entry, section: str) -> str:
    """Where a section is, as a site has it."""
    return f"https://begroting.hoogwerve.nl/2026/{entry.slug}/{section}.html"
