from __future__ import annotations

import pytest

from churndesk.importing.numbers import number


@pytest.mark.parametrize(
    ("cell", "sample", "value"),
    [
        ("1.234,50 €", "1.234,50", 1234.5),
        ("1,234.50", None, 1234.5),
        ("１，２３４", "1,234.50", 1234.0),
        ("(12.00)", "1,234.50", -12.0),
        ("−7", "1,234.50", -7.0),
        ("12-", "1,234.50", -12.0),
        ("1 234,5", "1 234,50", 1234.5),
        (17, None, 17.0),
        ("", None, None),
        ("n/a", None, None),
    ],
)
def test_number(cell: object, sample: str | None, value: float | None) -> None:
    assert number(cell, sample) == value
