"""Policy fields of Iv3: codes are strings, and a list is of a year."""

from __future__ import annotations

from pipeline import taakvelden


def test_the_list_of_2026_ships_along() -> None:
    known = taakvelden.of_year(2026)
    assert known is not None
    assert known == taakvelden.latest()
    assert (known.names["0.1"], known.names["0.10"]) == ("Bestuur", "Mutaties reserves")
    assert {"6.711", "6.714"} <= set(known.names)
    assert "6.71" not in known.names


def test_there_is_no_list_for_a_year_whose_codes_are_not_known() -> None:
    assert taakvelden.of_year(2019) is None


def test_a_label_is_a_policy_field_where_code_and_name_agree() -> None:
    known = taakvelden.latest()
    assert known.is_named("0.10", "0.10 Mutaties reserves")
    assert known.is_named("1.1", "1.1  Crisisbeheersing en brandweer (VrAA)")
    assert not known.is_named("1.1", "1.1 Sport")
    assert not known.is_named("9.9", "9.9 Sport")
