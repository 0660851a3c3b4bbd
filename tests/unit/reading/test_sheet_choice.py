from __future__ import annotations

from churndesk.reading.sheet_choice import Glance, choose, worth


def glance(name: str, *rows: tuple[object, ...], hidden: bool = False) -> Glance:
    return Glance(name, rows, len(rows), hidden)


CUSTOMERS = glance("Kunden", ("Kunde", "Beginn"), ("A", "2024-01-05"), ("B", "2024-01-06"))
RAW = glance("Rows", ("store", "category", "sales"), *[(f"s{n}", "c", n) for n in range(60)])
REPORT = glance("Report", ("Sales 2025", ""), ("", ""), ("month", "total"), *[(n, n * 10) for n in range(1, 13)])


def test_customers_go_before_reports_and_reports_before_other_rows() -> None:
    assert worth(CUSTOMERS) > worth(REPORT) > worth(RAW) > worth(glance("Empty"))


def test_hidden_sheets_come_last() -> None:
    assert choose([glance("Kunden", *CUSTOMERS.rows, hidden=True), RAW]) is RAW


def test_of_sheets_with_the_same_headings_the_first_is_chosen() -> None:
    longer = glance("Feb", *CUSTOMERS.rows, *[(f"c{n}", "2024-02-01") for n in range(50)])
    assert choose([CUSTOMERS, longer]) is CUSTOMERS
