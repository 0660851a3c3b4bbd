from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest

from churndesk import ledger, metrics
from churndesk.ledger.dataset import SpellRows
from churndesk.shapes import Given, suggest, understand
from churndesk.words import NotPossible
from tests.unit.shapes.tables import csv, table

if TYPE_CHECKING:
    from churndesk.ledger.dataset import Dataset
    from churndesk.metrics.movements import CustomerMovement, RevenueMovement
    from churndesk.reading.table import RawTable

WIDE = "Account,Plan,Jan-23,Feb-23,Mar-23,Apr-23\nA,S,10,10,15,15\nB,S,20,,,20\nC,L,0,30,30,\nD,L,0,0,,0"
LONG = (
    "month,customer,mrr\n2024-01,A,10\n2024-01,B,20\n2024-02,A,10\n2024-02,B,25\n2024-02,C,30\n2024-03,A,10\n"
    "2024-03,C,30\n2024-04,A,5\n2024-04,B,25\n2024-04,C,30"
)


def read(text: str | RawTable, given: Given = Given()) -> Dataset:  # noqa: B008
    raw = csv(text) if isinstance(text, str) else text
    return understand([raw], suggest(raw, given).mapping)


def spells(found: Dataset) -> list[tuple[str, str, str, float, int]]:
    rows = found.rows
    assert isinstance(rows, SpellRows)
    return [
        (str(found.customers.ids[code]), str(start), str(end), float(amount), int(row))
        for code, start, end, amount, row in zip(
            rows.customer, rows.start, rows.end, rows.amount, rows.row, strict=True
        )
    ]


def moves(found: Dataset) -> tuple[tuple[CustomerMovement, ...], tuple[RevenueMovement, ...]]:
    book = ledger.build(found, ledger.propose(found)[0])
    periods = metrics.periods_of(book, "month")
    return metrics.customer_movements(book, periods), metrics.revenue_movements(book, periods)


def test_a_column_a_month_is_suggested_with_nothing_to_ask() -> None:
    found = suggest(csv(WIDE))
    assert found.mapping.shape == "matrix"
    assert [use.role for use in found.mapping.columns] == ["customer", "plan", *["month"] * 4]
    assert found.doubts == ()


def test_each_run_of_amounts_is_a_stay_in_stretches_of_equal_amount() -> None:
    found = read(WIDE)
    assert spells(found) == [
        ("A", "2023-01-01", "2023-03-01", 10, 2),
        ("A", "2023-03-01", "NaT", 15, 2),
        ("B", "2023-01-01", "2023-02-01", 20, 3),
        ("B", "2023-04-01", "NaT", 20, 3),
        ("C", "2023-02-01", "2023-04-01", 30, 4),
    ]
    assert (found.presence, found.latest, found.has_amount) == (True, date(2023, 4, 30), True)
    assert [problem.code for problem in found.sources[0].problems] == ["never-there"]
    assert found.sources[0].rows_used == 4


def test_amounts_that_change_are_no_break_and_move_revenue() -> None:
    people, money = moves(read(WIDE))
    assert [(m.opening, m.new, m.returned, m.lost, m.closing) for m in people] == [
        (0, 2, 0, 0, 2),
        (2, 1, 0, 1, 2),
        (2, 0, 0, 0, 2),
        (2, 0, 1, 1, 2),
    ]
    assert [(m.expansion, m.churned, m.returned, m.closing) for m in money] == [
        (0, 0, 0, 30),
        (0, 20, 0, 40),
        (5, 0, 0, 45),
        (0, 30, 20, 35),
    ]


def test_a_row_a_customer_and_month_gives_the_same() -> None:
    suggestion = suggest(csv(LONG))
    assert suggestion.mapping.shape == "matrix"
    assert suggestion.doubts == ()
    found = read(LONG)
    people, money = moves(found)
    assert [(m.new, m.returned, m.lost, m.closing) for m in people] == [
        (2, 0, 0, 2), (1, 0, 0, 3), (0, 0, 1, 2), (0, 1, 0, 3),
    ]  # fmt: skip
    assert [(m.expansion, m.contraction, m.churned) for m in money] == [(0, 0, 0), (5, 0, 0), (0, 0, 25), (0, 5, 0)]
    assert ("B", "2024-04-01", "NaT", 25.0, 10) in spells(found)


def test_several_rows_of_one_customer_and_month_add_up() -> None:
    found = read(LONG + "\n2024-01,A,1\n2024-01,A,2")
    assert spells(found)[0] == ("A", "2024-01-01", "2024-02-01", 13, 2)
    twice = read("Account,Jan-23,Feb-23,Mar-23\nA,10,10,0\nA,0,5,5\nB,1,1,1")
    _, money = moves(twice)
    assert [m.closing for m in money] == [11, 16, 6]


def test_words_and_marks_say_who_was_there() -> None:
    found = read(
        "Member,Jan 2024,Feb 2024,Mar 2024\nA,active,active,cancelled\nB,paused,active,active\nC,,trial,active"
    )
    assert isinstance(found.rows, SpellRows)
    assert [entry[:3] for entry in spells(found)] == [
        ("A", "2024-01-01", "2024-03-01"),
        ("B", "2024-01-01", "2024-02-01"),
        ("B", "2024-02-01", "NaT"),
        ("C", "2024-02-01", "2024-03-01"),
        ("C", "2024-03-01", "NaT"),
    ]
    assert found.rows.paused.tolist() == [False, True, False, False, False]
    assert found.rows.trial.tolist() == [False, False, False, True, False]
    assert not found.has_amount


@pytest.mark.parametrize("mark", ["x", "1", "○", "✓"])
def test_a_lone_mark_says_that_somebody_was_there(mark: str) -> None:
    gone = "0" if mark == "1" else ""
    text = f"Name,Jan 2024,Feb 2024,Mar 2024\nA,{mark},{mark},{gone}\nB,{gone},{mark},{mark}"
    assert suggest(csv(text)).doubts == ()
    found = read(text)
    assert [entry[:3] for entry in spells(found)] == [
        ("A", "2024-01-01", "2024-03-01"),
        ("B", "2024-02-01", "NaT"),
    ]
    assert not found.has_amount


def test_an_unknown_word_is_asked_once_for_all_months() -> None:
    text = "Member,Jan 2024,Feb 2024,Mar 2024\nA,active,maybe,maybe\nB,active,active,maybe"
    doubts = suggest(csv(text)).doubts
    assert [(doubt.code, doubt.option) for doubt in doubts] == [
        ("word-unknown", "--format Jan 2024=maybe:kept|lost|paused|trial")
    ]
    told = Given(formats=(("Jan 2024", "maybe:lost"),))
    assert suggest(csv(text), told).doubts == ()
    assert [entry[:3] for entry in spells(read(text, told))] == [
        ("A", "2024-01-01", "2024-02-01"),
        ("B", "2024-01-01", "2024-03-01"),
    ]


def test_months_without_a_year_take_it_from_the_name_of_the_table_or_ask() -> None:
    text = "Customer,Jan,Feb,Mar\nA,10,10,10\nB,5,0,5"
    asked = suggest(csv(text))
    assert [(doubt.code, doubt.option) for doubt in asked.doubts] == [("period-year", "--format Jan=YEAR")]
    with pytest.raises(NotPossible):
        understand([csv(text)], asked.mapping)
    for found in (read(csv(text, file="mrr_2023.csv")), read(text, Given(formats=(("Jan", "2023"),)))):
        assert spells(found)[0] == ("A", "2023-01-01", "NaT", 10, 2)


def test_one_format_holds_for_all_months() -> None:
    found = suggest(csv("Kunde;Jan-23;Feb-23;Mrz-23\nA;1.234;2.500;1.000\nB;12,50;8,00;9,00", separator=";"))
    assert {use.format for use in found.mapping.columns[1:]} == {"1.234,50"}
    assert found.doubts == ()
    open_one = suggest(csv("Kunde;Jan-23;Feb-23;Mrz-23\nA;1.234;2.500;1.000\nB;1.300;2.500;2.700", separator=";"))
    assert [doubt.code for doubt in open_one.doubts] == ["number-format"]


def test_columns_still_to_come_and_missing_months_are_told() -> None:
    found = read("Account,Jan-23,Feb-23,Apr-23,May-23,Jun-23\nA,10,10,10,,\nB,10,0,10,,")
    assert found.latest == date(2023, 4, 30)
    assert [problem.code for problem in found.sources[0].problems] == ["month-missing"]
    assert [entry[:3] for entry in spells(found)] == [
        ("A", "2023-01-01", "NaT"),
        ("B", "2023-01-01", "2023-02-01"),
        ("B", "2023-04-01", "NaT"),
    ]


def test_unreadable_and_negative_cells_are_told_and_make_nobody() -> None:
    found = read("Account,Jan-23,Feb-23,Mar-23\nA,10,soon,10\nB,-5,10,10")
    assert [(problem.code, problem.row) for problem in found.sources[0].problems] == [
        ("amount-negative", 3),
        ("number-unreadable", 2),
    ]
    assert next(entry[:3] for entry in spells(found)) == ("A", "2023-01-01", "2023-02-01")


def test_currencies_in_the_cells_are_not_added() -> None:
    text = "Account,Jan-23,Feb-23,Mar-23\nA,€10,€10,€10\nB,$5,£5,£5"
    assert [doubt.code for doubt in suggest(csv(text)).doubts] == ["currencies-mixed"]
    with pytest.raises(NotPossible):
        read(text)
    assert {entry[0] for entry in spells(read(text, Given(currency="EUR")))} == {"A"}


def test_a_log_of_single_days_is_no_matrix() -> None:
    rows = [[f"C{i % 3}", f"2024-{i // 3 + 1:02}-{5 + i:02}", "10"] for i in range(12)]
    assert suggest(table(["customer", "date", "amount"], rows)).mapping.shape == "payments"
    monthly = [[f"C{i % 3}", f"2024-{i // 3 + 1:02}-01", f"{10 + i}"] for i in range(12)]
    assert suggest(table(["customer", "date", "amount"], monthly)).mapping.shape == "payments"
    assert suggest(table(["customer", "date", "MRR"], monthly)).mapping.shape == "matrix"


def test_a_plan_that_changes_begins_another_stretch() -> None:
    text = "month,customer,plan,mrr\n" + "\n".join(
        f"2024-{month:02},{customer},{'S' if month < 3 else 'L'},10" for month in range(1, 5) for customer in "AB"
    )
    found = read(text)
    assert isinstance(found.rows, SpellRows)
    (plan,) = found.rows.categories
    told = sorted((str(start), plan.values[code]) for start, code in zip(found.rows.start, plan.codes, strict=True))
    assert told == [("2024-01-01", "S")] * 2 + [("2024-03-01", "L")] * 2
    people, _ = moves(found)
    assert [m.lost for m in people] == [0, 0, 0, 0]


def test_a_thousand_customers_by_five_years() -> None:
    amounts = np.arange(60_000).reshape(1000, 60) % 7
    headings = ["id", *(f"{2019 + month // 12}-{month % 12 + 1:02}" for month in range(60))]
    rows = [[f"C{index}", *map(str, row)] for index, row in enumerate(amounts)]
    found = read(table(headings, rows))
    assert isinstance(found.rows, SpellRows)
    _, money = moves(found)
    assert [m.closing for m in money] == amounts.sum(axis=0).tolist()
