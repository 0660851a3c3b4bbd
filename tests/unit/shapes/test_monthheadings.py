from __future__ import annotations

import pytest

from churndesk.shapes.monthheadings import month_headings, months_of


def months(*headings: str, year: int | None = None) -> list[str]:
    found = months_of(month_headings(headings).texts, year)
    return [] if found is None else [str(day) for day in found]


@pytest.mark.parametrize(
    "headings",
    [
        ("Account", "Nov-23", "Dec-23", "Jan-24"),
        ("Kunde", "2023-11", "2023-12", "2024-01"),
        ("klient", "listopad 2023", "grudzień 2023", "styczeń 2024"),
        ("顧客", "2023年11月", "2023年12月", "2024年1月"),
        ("customer", "01/11/2023", "01/12/2023", "01/01/2024"),
        ("customer", "30.11.2023", "31.12.2023", "31.01.2024"),
        ("customer", "2023-11-01 00:00:00", "2023-12-01 00:00:00", "2024-01-01 00:00:00"),
        ("id", "MRR 202311", "MRR 202312", "MRR 202401"),
    ],
)
def test_headings_that_name_months(headings: tuple[str, ...]) -> None:
    assert month_headings(headings).columns == (1, 2, 3)
    assert months(*headings) == ["2023-11-01", "2023-12-01", "2024-01-01"]


def test_months_without_a_year_run_on_into_the_next() -> None:
    assert month_headings(("x", "Nov", "Dec", "Jan")).yearless
    assert months("x", "Nov", "Dec", "Jan") == []
    assert months("x", "Nov", "Dec", "Jan", year=2023) == ["2023-11-01", "2023-12-01", "2024-01-01"]


def test_of_several_blocks_the_amounts_are_taken() -> None:
    headings = ("x", "Seats Jan-23", "Seats Feb-23", "Seats Mar-23", "MRR Jan-23", "MRR Feb-23", "MRR Mar-23")
    assert month_headings(headings).columns == (4, 5, 6)


@pytest.mark.parametrize(
    "headings",
    [
        ("customer", "start", "end"),
        ("customer", "Jan-23", "Feb-23"),
        ("customer", "2023-01-02", "2023-01-09", "2023-01-16"),
        ("customer", "2021", "2022", "2023"),
        ("customer", "Jan-23", "Jan-23", "Feb-23"),
    ],
)
def test_other_headings_are_no_months(headings: tuple[str, ...]) -> None:
    assert month_headings(headings).columns == ()
