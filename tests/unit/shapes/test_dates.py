from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import numpy as np
import pytest

from churndesk.reading.table import CellError
from churndesk.shapes.dates import agree, date_cells, possible_formats, read_dates

if TYPE_CHECKING:
    from churndesk.shapes.dates import DateCells, DateReading


def cells(*values: object) -> DateCells:
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return date_cells(array)


def days(reading: DateReading) -> list[str]:
    return [str(day) for day in reading.days]


def test_one_day_above_twelve_decides_the_whole_column() -> None:
    column = cells("03/04/2024", "25/04/2024")
    assert possible_formats(column) == ("dmy",)
    assert days(read_dates(column, "dmy")) == ["2024-04-03", "2024-04-25"]


def test_without_such_a_day_both_orders_stay_possible() -> None:
    column = cells("03/04/2024", "05/06/2024")
    assert possible_formats(column) == ("dmy", "mdy")
    assert not agree(column, ("dmy", "mdy"))
    assert agree(cells("04/04/2024", "05/05/2024"), ("dmy", "mdy"))


def test_no_cell_is_read_in_an_order_of_its_own() -> None:
    column = cells("13/02/2024", "02/14/2024", "03/04/2024")
    assert possible_formats(column) == ()
    reading = read_dates(column, "dmy")
    assert days(reading) == ["2024-02-13", "NaT", "2024-04-03"]
    assert reading.unreadable.tolist() == [False, True, False]


def test_a_workbooks_own_dates_stand_beside_texts_and_serials() -> None:
    column = cells(datetime(2024, 1, 5, 23, 59), date(2024, 2, 5), "05.03.2024", 45387.5)  # noqa: DTZ001
    assert days(read_dates(column, "dmy")) == ["2024-01-05", "2024-02-05", "2024-03-05", "2024-04-05"]


@pytest.mark.parametrize(
    ("values", "form", "first"),
    [
        (("45292", "45323.75"), "serial", "2024-01-01"),
        (("1704067200000", "1706745599000"), "epoch", "2024-01-01"),
        (("1704067200", "1706745599"), "epoch", "2024-01-01"),
        (("202401", "202402"), "yyyymm", "2024-01-01"),
        (("2023", "2024"), "year", "2023-01-01"),
    ],
)
def test_numbers_are_dates_where_all_of_them_can_be(values: tuple[str, ...], form: str, first: str) -> None:
    column = cells(*values)
    assert possible_formats(column) == (form,)
    assert days(read_dates(column, form))[0] == first


def test_the_last_second_of_a_day_is_that_day() -> None:
    assert days(read_dates(cells("1706745599000"), "epoch")) == ["2024-01-31"]


def test_months_without_a_year_run_on_past_december() -> None:
    column = cells("11月", "12月", "1月")
    assert days(read_dates(column, "2023")) == ["2023-11-01", "2023-12-01", "2024-01-01"]
    assert days(read_dates(column, None)) == ["NaT"] * 3


@pytest.mark.parametrize(
    "stand_in", ["9999-12-31", "1900-01-01", "0001-01-01", "-", "active", "現在", "0000-00-00", " "]
)
def test_words_and_days_for_still_here_are_no_end(stand_in: str) -> None:
    reading = read_dates(cells("2024-01-05", stand_in), "ymd", stand_ins=True)
    assert days(reading) == ["2024-01-05", "NaT"]
    assert reading.blank.tolist() == [False, True]
    assert not reading.impossible.any()


def test_a_year_that_nobody_means_is_never_used() -> None:
    reading = read_dates(cells("2024-01-05", "0202-01-05", "2924-01-05"), "ymd")
    assert days(reading) == ["2024-01-05", "NaT", "NaT"]
    assert reading.impossible.tolist() == [False, True, True]


def test_an_error_of_the_workbook_is_unreadable_and_not_empty() -> None:
    reading = read_dates(cells("2024-01-05", CellError("#N/A")), "ymd")
    assert reading.unreadable.tolist() == [False, True]


@pytest.mark.parametrize(
    "cell",
    ["9999-12-31", "31.12.9999", "2099-12-31", "1900-01-01", "0001-01-01", "0000-00-00", "No", "-", "active", "Aktiv",
     "継続中", "현재", "至今", "aktywny", "n/a", "NULL", "現在"],
)  # fmt: skip
def test_a_stand_in_for_none_ends_nothing(cell: str) -> None:
    values = np.array([cell, "2024-03-05"], dtype=object)
    found = read_dates(date_cells(values), "dmy" if "." in cell else "ymd", stand_ins=True)
    assert np.isnat(found.days[0])
    assert (bool(found.blank[0]), bool(found.unreadable[0]), bool(found.impossible[0])) == (True, False, False)
