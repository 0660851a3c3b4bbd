from __future__ import annotations

import pytest

from churndesk.shapes.datednames import date_in, named_year
from churndesk.shapes.dateparts import Unit


@pytest.mark.parametrize(
    ("name", "text", "unit"),
    [
        ("members_202403", "2024-03", Unit.MONTH),
        ("customers 2024-03-31 final", "2024-03-31", Unit.DAY),
        ("export-2024-05-31T10_22", "2024-05-31", Unit.DAY),
        ("klienci_2024_03", "2024-03", Unit.MONTH),
        ("lista klientów, marzec 2024", "marzec 2024", Unit.MONTH),
        ("March 5 2024", "march 5 2024", Unit.DAY),
        ("05 March 2024", "05 march 2024", Unit.DAY),
        ("mar-24", "mar 24", Unit.MONTH),
        ("2024年3月", "2024年3月", Unit.MONTH),
        ("회원 2024년 3월", "2024년 3월", Unit.MONTH),
        ("会員一覧_令和6年3月", "令和6年3月", Unit.MONTH),
        ("民國113年3月", "民國113年3月", Unit.MONTH),
        ("31.03.2024", "31.03.2024", Unit.DAY),
        ("Revenue 01/2024", "01-2024", Unit.MONTH),
        ("customers Q1 2024", "q1 2024", Unit.QUARTER),
        ("2024Q3", "2024q3", Unit.QUARTER),
        ("customers of 2024", "2024", Unit.YEAR),
        ("Jan", "1月", Unit.MONTH_ONLY),
        ("3月売上", "3月", Unit.MONTH_ONLY),
        ("Dec 2023 MRR (USD)", "dec 2023", Unit.MONTH),
        ("2023-01-01 00:00:00", "2023-01-01", Unit.DAY),
    ],
)
def test_a_date_is_found_in_a_name(name: str, text: str, unit: Unit) -> None:
    found = date_in(name)
    assert found is not None
    assert (found.text, found.meaning.unit) == (text, unit)


@pytest.mark.parametrize("name", ["members", "decision", "Customer ID", "", "12", "route 66"])
def test_other_names_hold_none(name: str) -> None:
    assert date_in(name) is None


def test_the_rest_of_the_name_is_told_apart() -> None:
    assert [getattr(date_in(name), "rest", None) for name in ("MRR_2024_01", "MRR Jan-23", "Seats 2024-01")] == [
        "mrr",
        "mrr",
        "seats",
    ]


def test_the_only_year_of_the_first_telling_name() -> None:
    assert named_year("", "Sheet1", "sales_2025.csv") == 2025
    assert named_year("2023 and 2024", "2024") is None
    assert named_year("no year", "") is None
