from __future__ import annotations

from datetime import date, time

import pytest

from churndesk.reading.kinds import Kind, kind_of, number, outline


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("", Kind.EMPTY),
        ("  ", Kind.EMPTY),
        ("12", Kind.NUMBER),
        ("$1,234.50", Kind.NUMBER),
        ("1.234,50 €", Kind.NUMBER),
        ("29,33 zł", Kind.NUMBER),
        ("4 842", Kind.NUMBER),
        ("￥2,985", Kind.NUMBER),
        ("(420.81)", Kind.NUMBER),
        ("12 %", Kind.NUMBER),
        ("2024-01-05", Kind.DATE),
        ("5/1/24", Kind.DATE),
        ("2020年1月1日", Kind.DATE),
        ("2024-01-05T10:00:00+01:00", Kind.DATE),
        ("janv. 2019", Kind.DATE),
        ("Jan-23", Kind.DATE),
        ("5. März 2024", Kind.DATE),
        ("2024-Q1", Kind.DATE),
        ("10:30", Kind.TIME),
        ("yes", Kind.FLAG),
        ("S-8cec59", Kind.CODE),
        ("u1@example.com", Kind.CODE),
        ("Start date", Kind.TEXT),
        ("Märkte 2024 im Vergleich", Kind.TEXT),
        (5, Kind.NUMBER),
        (True, Kind.FLAG),
        (date(2024, 1, 5), Kind.DATE),
        (time(10, 30), Kind.TIME),
        (None, Kind.EMPTY),
        ("PM10", Kind.CODE),
        ("EUR 10", Kind.NUMBER),
        ("Mar 2012", Kind.DATE),
        ("12 września 2023", Kind.DATE),
        ("Marriages 2012", Kind.TEXT),
        ("Decile 10", Kind.TEXT),
    ],
)
def test_what_a_cell_looks_like(cell: object, kind: Kind) -> None:
    assert kind_of(cell) is kind


@pytest.mark.parametrize(
    ("cell", "amount"),
    [("1,234.50", 1234.5), ("1.234,50 €", 1234.5), ("12,5", 12.5), ("1,000", 1000), ("(5)", -5), (7, 7.0), ("x", None)],
)
def test_amounts_good_enough_for_a_total(cell: object, amount: float | None) -> None:
    assert number(cell) == amount


def test_outlines() -> None:
    assert outline("C001") == outline("AB12") == "a9"
