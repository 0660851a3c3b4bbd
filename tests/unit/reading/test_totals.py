from __future__ import annotations

import pytest

from churndesk.reading.totals import is_page_line, sum_word


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("TOTAL", "total"),
        ("Summe:", "total"),
        ("合計", "total"),
        ("합계", "total"),
        ("Razem", "total"),
        ("Subtotal", "subtotal"),
        ("Zwischensumme", "subtotal"),
        ("Average", "subtotal"),
        ("Total for 4000 Service Revenue", "subtotal"),
        ("Berlin total", "maybe"),
        ("TotalEnergies", ""),
        ("Summer sale", ""),
        ("Anna", ""),
        (5, ""),
    ],
)
def test_words_for_sums(text: object, word: str) -> None:
    assert sum_word(text) == word


@pytest.mark.parametrize(
    "text", ["Page 2 of 2", "Seite 3", "3 / 12 ページ", "Printed 2024-05-01 by admin", "* preliminary"]
)
def test_page_lines(text: str) -> None:
    assert is_page_line(text)


@pytest.mark.parametrize("text", ["Pagella", "Notebook", "Standard", "C001"])
def test_customers_are_no_page_lines(text: str) -> None:
    assert not is_page_line(text)
