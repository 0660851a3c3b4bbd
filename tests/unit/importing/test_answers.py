from __future__ import annotations

import pytest

from churndesk.importing.answers import (
    chosen_mapping,
    column_index,
    given_by,
    remembered_choices,
    with_answer,
    with_format,
    with_meaning,
    with_role,
)
from churndesk.importing.draft import Chosen, question
from churndesk.shapes.mapping import ColumnUse, Given, Mapping
from churndesk.words import Choice, Doubt, message
from tests.unit.importing.tables import format_doubt, rule_doubt

HEADINGS = ("Customer", "Joined", "Left", "City")
MAPPING = Mapping(
    "customers",
    (ColumnUse("Customer", "customer"), ColumnUse("Joined", "start"), ColumnUse("Left", "end"), ColumnUse("City")),
)


@pytest.mark.parametrize(
    ("name", "index"), [("Left", 2), ("#1", 0), ("#4", 3), ("#5", None), ("#0", None), ("x", None)]
)
def test_a_column_is_found_by_heading_or_number(name: str, index: int | None) -> None:
    assert column_index(HEADINGS, name) == index


def test_a_role_moves_from_one_column_to_another() -> None:
    chosen = with_role(with_role(Chosen(), 1, "start"), 2, "start")
    assert chosen.roles == ((2, "start"),)


def test_many_columns_may_be_segments_or_unused() -> None:
    chosen = Chosen()
    for column, role in ((0, "segment"), (3, "segment"), (1, ""), (2, "")):
        chosen = with_role(chosen, column, role)
    assert chosen.roles == ((0, "segment"), (1, ""), (2, ""), (3, "segment"))


def test_a_chosen_role_is_taken_from_the_column_that_was_proposed() -> None:
    mapping = chosen_mapping(MAPPING, with_role(Chosen(), 3, "end"))
    assert [use.role for use in mapping.columns] == ["customer", "start", None, "end"]


def test_meanings_are_laid_over_the_proposed_ones() -> None:
    mapping = Mapping("snapshot", (ColumnUse("State", "lost", meanings=(("gone", "lost"), ("x", "kept"))),))
    chosen = with_meaning(Chosen(), 0, "x", "ignore")
    assert dict(chosen_mapping(mapping, chosen).columns[0].meanings) == {"gone": "lost", "x": "ignore"}


def test_the_answer_to_a_format_becomes_the_format() -> None:
    chosen = with_answer(Chosen(), format_doubt(), "mdy", HEADINGS)
    assert chosen.formats == ((1, "mdy"),)
    assert chosen.answers == ((question(format_doubt()), "mdy"),)


def test_a_second_answer_replaces_the_first() -> None:
    once = with_answer(Chosen(), format_doubt(), "mdy", HEADINGS)
    twice = with_answer(once, format_doubt(), "dmy", HEADINGS)
    assert twice.formats == ((1, "dmy"),)
    assert twice.answers == ((question(format_doubt()), "dmy"),)


def test_the_answer_to_a_rule_becomes_a_rule() -> None:
    assert with_answer(Chosen(), rule_doubt(), "leaving_day", HEADINGS).rules == (("end_is", "leaving_day"),)


@pytest.mark.parametrize(("about", "value", "roles"), [("", "Left", ((2, "end"),)), ("City", "end", ((3, "end"),))])
def test_a_doubt_asks_for_the_column_of_a_role_or_the_role_of_a_column(
    about: str, value: str, roles: tuple[tuple[int, str], ...]
) -> None:
    doubt = Doubt("role", message("Which?"), (Choice(value, message("this")),), option="--map end=COLUMN", about=about)
    assert with_answer(Chosen(), doubt, value, HEADINGS).roles == roles


def test_what_was_chosen_overrules_what_was_given() -> None:
    given = Given(shape="payments", roles=(("start", "Joined"),), currency="EUR", language="pl")
    chosen = with_format(Chosen(shape="customers", roles=((1, "asked"), (3, ""))), 1, "dmy")
    told = given_by(chosen, given)
    assert (told.shape, told.currency, told.language) == ("customers", "EUR", "pl")
    assert told.roles[-1] == ("asked", "#2")
    assert told.formats == (("#2", "dmy"),)


def test_a_remembered_mapping_comes_out_again_without_single_rows() -> None:
    earlier = Mapping(
        "customers",
        (ColumnUse("Customer", "customer"), ColumnUse("Joined", "start", "mdy"), ColumnUse("Left"), ColumnUse("City")),
        currency="JPY",
        skip=(7,),
        fixes=((9, 1, "2024-01-01"),),
    )
    again = chosen_mapping(MAPPING, remembered_choices(earlier))
    assert again.columns == earlier.columns
    assert (again.currency, again.skip, again.fixes) == ("JPY", (), ())


def test_the_answer_about_a_word_becomes_its_meaning() -> None:
    doubt = Doubt(
        "word-unknown",
        message("What does “moved?” mean?"),
        (),
        option="--format City=moved: away:lost|kept",
        about="City",
    )
    chosen = with_answer(Chosen(), doubt, "lost", HEADINGS)
    assert chosen.meanings == ((3, "moved: away", "lost"),)
    assert given_by(chosen, Given()).formats == (("#4", "moved: away:lost"),)


def test_a_role_that_many_columns_play_is_taken_from_none() -> None:
    mapping = Mapping("matrix", (ColumnUse("Name", "customer"), ColumnUse("Jan", "month"), ColumnUse("Feb")))
    made = chosen_mapping(mapping, with_role(Chosen(), 2, "month"))
    assert [use.role for use in made.columns] == ["customer", "month", "month"]
