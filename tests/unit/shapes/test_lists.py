from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from churndesk import ledger, metrics
from churndesk.ledger.dataset import SpellRows
from churndesk.shapes import Given, suggest, understand
from churndesk.shapes.listdays import labels, list_days
from churndesk.words import NotPossible
from tests.unit.shapes.tables import csv

if TYPE_CHECKING:
    from churndesk.ledger.dataset import Dataset
    from churndesk.reading.table import RawTable

JANUARY = "Member no,Name,Fee\n1,Ann,30\n2,Bea,30\n3,Cat,45\n4,Dan,30"
FEBRUARY = "Member no,Name,Fee\n1,Ann,30\n3,Cat,40\n4,Dan,35\n5,Eve,30"
MARCH = "Member no,Name,Fee\n1,Ann,30\n2,Bea,30\n4,Dan,35\n5,Eve,30\n6,Fay,30"


def lists(*names: str) -> list[RawTable]:
    return [csv(text, file=name) for text, name in zip((JANUARY, FEBRUARY, MARCH), names, strict=False)]


def read(tables: list[RawTable], given: Given = Given()) -> Dataset:  # noqa: B008
    return understand(tables, suggest(tables[0], given, tables[1:]).mapping)


DATED = ("members_202401.csv", "members_202402.csv", "members_202403.csv")


def test_lists_of_different_days_are_suggested_with_nothing_to_ask() -> None:
    tables = lists(*DATED)
    found = suggest(tables[0], others=tables[1:])
    assert found.mapping.shape == "lists"
    assert found.doubts == ()
    assert found.mapping.dates == (
        ("members_202401.csv", "2024-01-31"),
        ("members_202402.csv", "2024-02-29"),
        ("members_202403.csv", "2024-03-31"),
    )
    assert [use.role for use in found.mapping.columns] == ["customer", "name", "amount"]


def test_who_is_missing_in_the_next_list_has_left() -> None:
    found = read(lists(*DATED))
    book = ledger.build(found, ledger.propose(found)[0])
    periods = metrics.periods_of(book, "month")
    people = metrics.customer_movements(book, periods)
    assert [(m.opening, m.new, m.returned, m.lost, m.closing) for m in people] == [
        (0, 4, 0, 0, 4),
        (4, 1, 0, 1, 4),
        (4, 1, 1, 1, 5),
    ]
    money = metrics.revenue_movements(book, periods)
    assert [(m.new, m.expansion, m.contraction, m.churned, m.returned) for m in money] == [
        (135, 0, 0, 0, 0),
        (30, 5, 5, 30, 0),
        (30, 0, 0, 40, 30),
    ]
    assert (found.latest, found.presence) == (date(2024, 3, 31), True)
    assert [source.rows_used for source in found.sources] == [4, 4, 5]


def test_each_stay_leads_back_to_the_list_that_shows_it_first() -> None:
    found = read(lists(*DATED))
    assert isinstance(found.rows, SpellRows)
    bea = list(found.customers.ids).index("2")
    rows = [
        (str(start), str(end), int(source), int(row))
        for code, start, end, source, row in zip(
            found.rows.customer, found.rows.start, found.rows.end, found.rows.source, found.rows.row, strict=True
        )
        if code == bea
    ]
    assert rows == [("2024-01-31", "2024-02-29", 0, 3), ("2024-03-31", "NaT", 2, 3)]


@pytest.mark.parametrize(
    "names",
    [
        ("Members January 2024.csv", "Members February 2024.csv", "Members March 2024.csv"),
        ("lista styczeń 2024.csv", "lista luty 2024.csv", "lista marzec 2024.csv"),
        ("会員_2024年1月.csv", "会員_2024年2月.csv", "会員_2024年3月.csv"),
        ("회원 2024년 1월.csv", "회원 2024년 2월.csv", "회원 2024년 3월.csv"),
        ("members_2024-01-31.csv", "members_2024-02-29.csv", "members_2024-03-31.csv"),
        ("31.01.2024.csv", "29.02.2024.csv", "31.03.2024.csv"),
    ],
)
def test_the_days_are_told_by_the_names(names: tuple[str, ...]) -> None:
    assert list_days(lists(*names), {}) == (date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31))


def test_sheets_of_one_workbook_are_told_by_their_names_and_the_files_year() -> None:
    tables = [
        replace(table, dialect=replace(table.dialect, kind="xlsx", sheet=sheet))
        for table, sheet in zip(lists(*["members 2024.xlsx"] * 3), ("Nov", "Dec", "Jan"), strict=True)
    ]
    assert labels(tables) == ("Nov", "Dec", "Jan")
    assert list_days(tables, {}) == (date(2024, 11, 30), date(2024, 12, 31), date(2025, 1, 31))


def test_what_the_name_does_not_tell_is_asked() -> None:
    tables = lists("a.csv", "b 2024-02-29.csv")
    found = suggest(tables[0], Given(shape="lists"), tables[1:])
    assert [(doubt.code, doubt.option, doubt.choices) for doubt in found.doubts] == [
        ("list-day", "--format a.csv=DATE", ())
    ]
    with pytest.raises(NotPossible):
        understand(tables, found.mapping)
    told = Given(formats=(("a.csv", "2024-01-15"),))
    found = suggest(tables[0], told, tables[1:])
    assert (found.mapping.shape, found.doubts) == ("lists", ())
    assert understand(tables, found.mapping).latest == date(2024, 2, 29)


def test_a_name_in_two_orders_is_asked_until_one_is_said() -> None:
    tables = lists("list 03-04-2024.csv", "list 05-06-2024.csv")
    found = suggest(tables[0], Given(shape="lists"), tables[1:])
    assert [[choice.value for choice in doubt.choices] for doubt in found.doubts] == [
        ["2024-04-03", "2024-03-04"],
        ["2024-06-05", "2024-05-06"],
    ]
    said = {"list 03-04-2024.csv": "2024-04-03"}
    assert list_days(tables, said) == (date(2024, 4, 3), date(2024, 6, 5))


def test_one_list_alone_or_lists_of_one_day_say_nothing_about_leaving() -> None:
    alone = lists("members_202401.csv")
    with pytest.raises(NotPossible):
        read(alone, Given(shape="lists"))
    with pytest.raises(NotPossible):
        read(lists("a 2024-01.csv", "b 2024-01.csv"), Given(shape="lists"))


def test_two_lists_of_one_day_are_one() -> None:
    tables = lists("north 2024-01.csv", "north 2024-02.csv")
    south = csv("Member no,Name,Fee\n2,Bea,30", file="south 2024-02.csv")
    found = read([*tables, south])
    book = ledger.build(found, ledger.propose(found)[0])
    assert [m.lost for m in metrics.customer_movements(book, metrics.periods_of(book, "month"))] == [0, 0]


def test_a_status_says_who_is_still_there_and_a_customer_may_stand_twice() -> None:
    first = csv("Member,Status,Fee\nA,active,10\nB,active,10\nB,active,5", file="2024-01.csv")
    second = csv("Member,Status,Fee\nA,cancelled,10\nB,frozen,10", file="2024-02.csv")
    found = read([first, second])
    assert isinstance(found.rows, SpellRows)
    assert sorted(zip(found.customers.ids[found.rows.customer], found.rows.amount, found.rows.paused, strict=True)) == [
        ("A", 10, False),
        ("B", 10, True),
        ("B", 15, False),
    ]
    assert [p.code for p in found.sources[0].problems] == ["twice-in-list"]


def test_logs_and_lists_with_ends_in_several_files_stay_what_they_are() -> None:
    log = [csv(f"customer,paid on,amount\nA,2024-0{m}-05,1\nB,2024-0{m}-06,1", file=f"2024-0{m}.csv") for m in (1, 2)]
    assert suggest(log[0], others=log[1:]).mapping.shape == "payments"
    stays = [csv("id,start,end\nA,2024-01-05,2024-02-05\nB,2024-01-06,", file=f"2024-0{m}.csv") for m in (1, 2)]
    assert suggest(stays[0], others=stays[1:]).mapping.shape == "customers"


def test_formats_are_judged_by_all_tables_together() -> None:
    first = csv("customer,date,amount\nA,03/04/2024,1.5\nA,04/05/2024,1.5", file="a.csv")
    second = csv("customer,date,amount\nA,25/04/2024,1.5\nB,26/05/2024,2.5", file="b.csv")
    assert [doubt.code for doubt in suggest(first).doubts] == ["date-order"]
    assert suggest(first, others=[second]).doubts == ()
