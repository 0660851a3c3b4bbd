from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from churndesk.reading.table import CellError
from churndesk.shapes.numbers import (
    COMMA,
    MIXED,
    POINT,
    agree,
    decimal_mark,
    number_cells,
    possible_formats,
    read_numbers,
)

if TYPE_CHECKING:
    from churndesk.shapes.numbers import NumberCells


def cells(*values: object) -> NumberCells:
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return number_cells(array)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,234.50", 1234.5),
        ("1.234,50", 1234.5),
        ("1 234,50", 1234.5),
        ("1\u00a0234,50", 1234.5),
        ("1\u202f234,50", 1234.5),
        ("CHF 1’234.50", 1234.5),
        ("(420.81)", -420.81),
        ("12-", -12),
        ("−5.00", -5),
        ("($5.00)", -5),
        ("-$5", -5),
        ("$1,234.50", 1234.5),
        ("29,33 zł", 29.33),
        ("1,200.50 ₪", 1200.5),
        ("₹12,34,567.89", 1234567.89),
        ("1e3", 1000),
        ("５００円", 500),
        ("△1,234,567", -1234567),
        ("'1400", 1400),
        ("0.125", 0.125),
        (".5", 0.5),
        ("1.234.567", 1234567),
        (1234.5, 1234.5),
        (7, 7),
    ],
)
def test_an_amount_is_read_in_the_only_way_that_it_can_be_meant(text: object, number: float) -> None:
    assert read_numbers(cells(text), MIXED)[0] == pytest.approx(number)


@pytest.mark.parametrize("text", ["free", "12%", "12 34", "inf", "1,2,3", "5 apples", CellError("#REF!"), True])
def test_what_is_no_number_is_none(text: object) -> None:
    column = cells(text)
    assert not column.numeric[0]
    assert not column.blank[0]


@pytest.mark.parametrize("text", ["-", "–", "n/a", " ", "NULL"])
def test_a_word_for_nothing_is_blank(text: str) -> None:
    assert cells(text).blank[0]


def test_one_clear_number_decides_the_whole_column() -> None:
    assert possible_formats(cells("1.234", "12,50")) == (COMMA,)
    assert possible_formats(cells("1.234", "1.5")) == (POINT,)
    assert possible_formats(cells("1.234", "12345.678")) == (POINT,)
    assert possible_formats(cells("1,234", "0,125")) == (COMMA,)


def test_three_digits_after_the_only_mark_can_be_either() -> None:
    column = cells("1.234", "950")
    assert possible_formats(column) == (POINT, COMMA)
    assert not agree(column)
    assert read_numbers(column, POINT).tolist() == [1.234, 950]
    assert read_numbers(column, COMMA).tolist() == [1234, 950]


def test_a_currency_without_such_decimals_decides() -> None:
    column = cells("￥2,985", "￥10,320")
    assert possible_formats(column, "JPY") == (POINT,)
    assert read_numbers(column, POINT).tolist() == [2985, 10320]


def test_no_format_fits_a_mixture_but_each_number_is_clear() -> None:
    column = cells("1,234.50", "1.234,50")
    assert possible_formats(column) == ()
    assert read_numbers(column, POINT).tolist()[0] == 1234.5
    assert np.isnan(read_numbers(column, POINT)[1])
    assert read_numbers(column, MIXED).tolist() == [1234.5, 1234.5]


@pytest.mark.parametrize(
    ("sample", "form"),
    [
        ("1.234,50", COMMA),
        ("1,234.50", POINT),
        ("1234,5", COMMA),
        ("1 234,50", COMMA),
        ("1.234", COMMA),
        ("12", None),
        ("x", None),
    ],
)
def test_a_persons_sample_names_a_format(sample: str, form: str | None) -> None:
    assert decimal_mark(sample) == form


@given(st.integers(-(10**9), 10**9), st.integers(0, 99))
def test_a_written_amount_is_read_back(whole: int, cents: int) -> None:
    amount = float(f"{whole}.{cents:02}")
    written = f"{whole:,}.{cents:02}"
    continental = written.replace(",", " ").replace(".", ",").replace(" ", ".")
    assert read_numbers(cells(written), POINT)[0] == amount
    assert read_numbers(cells(continental), COMMA)[0] == amount
    assert read_numbers(cells(f"{continental.replace('.', chr(0xA0))} zł"), COMMA)[0] == amount


@given(st.lists(st.text(max_size=30), min_size=1, max_size=20))
def test_no_text_breaks_the_reading(texts: list[str]) -> None:
    column = cells(*texts)
    assert len(read_numbers(column, MIXED)) == len(texts)
    assert not (column.numeric & column.blank).any()
