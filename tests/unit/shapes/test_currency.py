from __future__ import annotations

import pytest

from churndesk.shapes.currency import of_heading


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("Fee (₩)", "KRW"),
        ("금액(원)", "KRW"),
        ("金額(円)", "JPY"),
        ("月費（NT$）", "TWD"),
        ("Price US$", "USD"),
        ("Opłata [zł]", "PLN"),
        ("Umsatz (EUR)", "EUR"),
        ("amount_usd", "USD"),
        ("Price $", None),
        ("月費(元)", None),
        ("Status", None),
    ],
)
def test_a_heading_names_a_currency(heading: str, code: str | None) -> None:
    assert of_heading(heading) == code
