from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from churndesk.ledger.dataset import PaymentRows, PeriodRows, SnapshotRows, SpellRows
from churndesk.progress import Cancelled
from churndesk.shapes import Given, suggest, understand
from churndesk.shapes.mapping import SHAPE_NAMES
from churndesk.words import NotPossible
from tests.unit.shapes.tables import csv, table

if TYPE_CHECKING:
    from churndesk.ledger.dataset import Dataset
    from churndesk.reading.table import RawTable
    from churndesk.words import Message


def read(text: str, given_: Given = Given(), *, title: str = "") -> Dataset:  # noqa: B008
    raw = csv(text, title=title)
    return understand([raw], suggest(raw, given_).mapping)


def codes(dataset: Dataset) -> list[str]:
    return [problem.code for source in dataset.sources for problem in source.problems]


def texts(days: np.ndarray) -> list[str]:
    return [str(day) for day in days]


def test_a_customer_list_becomes_spells() -> None:
    found = read(
        "customer,start,end,mrr,city\n007,2024-01-05,,10,Łódź\n"
        "8,2024-01-20,2024-03-15,20.5,Gdynia\n9,2024-02-01,-,,Łódź"
    )
    assert isinstance(found.rows, SpellRows)
    assert list(found.customers.ids) == ["007", "8", "9"]
    assert texts(found.rows.end) == ["NaT", "2024-03-15", "NaT"]
    np.testing.assert_array_equal(found.rows.amount, [10, 20.5, np.nan])
    assert [(c.heading, c.values) for c in found.rows.categories] == [("city", ("Gdynia", "Łódź"))]
    assert (found.latest, found.presence, found.has_amount) == (date(2024, 3, 15), False, True)
    assert found.rows.row.tolist() == [2, 3, 4]


def test_prices_per_interval_become_a_months() -> None:
    found = read(
        "customer,start,price,billing period\nA,2024-01-05,120,year\n"
        "B,2024-01-05,30,quarterly\nC,2024-01-05,52,weekly\n"
        "D,2024-01-05,60,every 6 months\nE,2024-01-05,365,daily\nF,2024-01-05,7,monthly"
    )
    assert isinstance(found.rows, SpellRows)
    np.testing.assert_allclose(found.rows.amount, [10, 10, 52 * 52 / 12, 10, 365 * 365 / 12, 7])


def test_an_interval_that_is_not_known_leaves_the_amount_unknown() -> None:
    found = read(
        "customer,start,price,billing period\nA,2024-01-05,120,year\n"
        "B,2024-01-05,30,now and then\nC,2024-01-06,7,monthly"
    )
    assert isinstance(found.rows, SpellRows)
    assert np.isnan(found.rows.amount[1])
    assert codes(found) == ["interval-unknown"]


def test_a_total_so_far_is_no_months_amount() -> None:
    found = read("customer,start,total spent\nA,2024-01-05,120\nB,2024-01-05,30")
    assert isinstance(found.rows, SpellRows)
    assert np.isnan(found.rows.amount).all()


def test_rows_that_cannot_be_used_are_left_out_and_told() -> None:
    found = read(
        "customer,start,end\nA,2024-01-05,\n,2024-01-06,\nB,,\nC,soon,\n"
        "D,2024-05-01,2024-04-01\nE,0204-01-01,\nF,2024-01-07,2024-02-01"
    )
    assert [found.customers.ids[i] for i in found.rows.customer] == ["A", "F"]  # type: ignore[union-attr]
    told = {problem.code: (problem.row, problem.column, problem.cell) for problem in found.sources[0].problems}
    assert told == {
        "customer-missing": (3, "customer", ""),
        "date-missing": (4, "start", ""),
        "date-unreadable": (5, "start", "soon"),
        "end-before-start": (6, "end", "2024-04-01"),
        "date-out-of-range": (7, "start", "0204-01-01"),
    }
    assert (found.sources[0].rows_read, found.sources[0].rows_used) == (7, 2)
    assert found.latest == date(2024, 5, 1)  # of all rows, left-out ones too


def test_the_data_reaches_no_further_than_today() -> None:
    tomorrow = datetime.now(UTC).date() + timedelta(days=40)
    found = read(f"customer,start,end\nA,2024-01-05,{tomorrow}\nB,{tomorrow},\nC,2024-02-05,9999-12-31")
    assert found.latest == date(2024, 2, 5)
    assert len(found.customers) == 3
    assert codes(found) == ["date-ahead", "date-ahead"]


def test_who_has_left_without_a_day_is_left_out_and_told() -> None:
    found = read(
        "customer,start,end,status\nA,2024-01-05,,active\nB,2024-01-05,,cancelled\n"
        "C,2024-01-05,2024-02-05,cancelled\nD,2024-01-05,,paused"
    )
    assert isinstance(found.rows, SpellRows)
    assert list(found.customers.ids) == ["A", "C", "D"]
    assert codes(found) == ["end-unknown"]
    assert found.rows.paused.tolist() == [False, False, True]


def test_trials_and_reasons_are_kept_apart() -> None:
    found = read(
        "customer,start,end,is_trial,reason\nA,2024-01-05,2024-02-05,True,\n"
        "B,2024-01-05,2024-02-05,False,payment failed\n"
        "C,2024-01-05,2024-02-05,False,goal achieved\nD,2024-01-05,2024-02-05,False,moved away"
    )
    assert isinstance(found.rows, SpellRows)
    assert found.rows.trial.tolist() == [True, False, False, False]
    assert found.rows.failed.tolist() == [False, True, False, False]
    assert found.rows.goal.tolist() == [False, False, True, False]
    assert found.rows.reason is not None
    assert found.rows.reason.values == ("goal achieved", "moved away", "payment failed")


def test_a_log_knows_purchases_refunds_and_failures() -> None:
    found = read(
        "customer,date,amount,status\nA,2024-01-05,10,paid\nA,2024-01-06,4,refunded\n"
        "B,2024-01-07,-3,paid\nB,2024-01-08,9,failed\nB,2024-01-09,0,paid"
    )
    assert isinstance(found.rows, PaymentRows)
    assert found.rows.kind.tolist() == [0, 1, 1, 2, 0]
    assert found.rows.amount.tolist() == [10, -4, -3, 0, 0]
    assert found.presence


def test_an_order_that_was_refunded_brings_nothing_and_takes_nothing_off_the_others() -> None:
    found = read(
        "Order ID,Customer,Date,Total,Status\n#1,A,2024-01-05,30,Completed\n#2,A,2024-01-06,20,Refunded\n"
        "#3,B,2024-01-07,8,Completed\n#3,B,2024-01-09,5,Refunded\n#4,A,2024-01-10,-2,Refunded"
    )
    assert isinstance(found.rows, PaymentRows)
    assert found.rows.kind.tolist() == [0, 1, 0, 1, 1]
    assert found.rows.amount.tolist() == [30, 0, 8, -5, -2]


def test_the_further_rows_of_an_order_are_no_purchases_of_their_own() -> None:
    found = read(
        "Order ID,Email,Date,Total\n#1,a@x.org,2024-01-05,30\n#1,a@x.org,2024-01-05,\n"
        "#2,b@x.org,2024-01-06,5\n#3,b@x.org,2024-01-07,"
    )
    assert isinstance(found.rows, PaymentRows)
    assert found.rows.row.tolist() == [2, 4, 5]
    assert codes(found) == ["order-continued"]


def test_tax_is_taken_off_a_gross_amount() -> None:
    found = read("customer,date,gross,tax\nA,2024-01-05,12.30,2.30\nA,2024-02-05,24.60,4.60")
    assert isinstance(found.rows, PaymentRows)
    np.testing.assert_allclose(found.rows.amount, [10, 20])


def test_a_missing_number_of_a_summary_is_computed_and_named() -> None:
    found = read("Month,Start,New,Lost\nJan 2024,100,20,5\nFeb 2024,115,10,8")
    assert isinstance(found.rows, PeriodRows)
    assert found.rows.closing.tolist() == [115, 117]
    assert found.rows.computed == ("closing",)
    assert (found.rows.by, found.latest, len(found.customers)) == ("month", date(2024, 2, 29), 0)


def test_an_inconsistent_summary_keeps_its_numbers() -> None:
    found = read(
        "Month,Start,New,Lost,End\nJan 2024,100,20,5,115\nFeb 2024,115,10,8,117\n"
        "Mar 2024,120,9,12,117\nApr 2024,117,,7,110\nMay 2024,110,1,1,99"
    )
    assert isinstance(found.rows, PeriodRows)
    assert found.rows.opening.tolist() == [100, 115, 120, 117, 110]
    assert np.isnan(found.rows.new[3])
    told = [(problem.code, problem.row) for problem in found.sources[0].problems]
    assert told == [("period-inconsistent", 6), ("period-blank", 5), ("period-inconsistent", 4)]


def test_the_newest_month_may_stand_first() -> None:
    found = read("Month,Start,New,Lost,End\n2024-02,115,10,8,117\n2024-01,100,20,5,115")
    assert isinstance(found.rows, PeriodRows)
    assert texts(found.rows.start) == ["2024-01-01", "2024-02-01"]
    assert codes(found) == []


def test_quarters_and_weeks_do_not_mix() -> None:
    with pytest.raises(NotPossible):
        read("Period,Customers,Lost\n2024-Q1,100,5\n2024-Q2,104,7\n2024-W27,103,1")
    found = read("Period,Customers,Lost\n2024-Q1,100,5\n2024-Q2,104,7")
    assert isinstance(found.rows, PeriodRows)
    assert found.rows.by == "quarter"


def test_a_lone_amount_is_paid_in_the_period() -> None:
    found = read("月,売上合計\n1,13318000\n2,12744000\n3,15009000", title="月次売上報告（2025年）")
    assert isinstance(found.rows, PeriodRows)
    assert found.rows.paid.tolist() == [13318000, 12744000, 15009000]
    assert found.has_amount


def test_a_snapshot() -> None:
    found = read(
        "id,tenure in days,contract,monthly charge,churn\n1,365,a,10,Yes\n2,730,b,20,No\n3,0,a,30,maybe\n4,31,b,5,No"
    )
    assert isinstance(found.rows, SnapshotRows)
    assert found.rows.lost.tolist() == [True, False, False]
    np.testing.assert_allclose(found.rows.tenure, [12, 24, 31 * 12 / 365])
    assert (found.latest, found.rows.amount_is_total, found.rows.has_tenure) == (None, False, True)
    assert codes(found) == ["word-unknown"]


def test_currencies_are_not_added() -> None:
    text = (
        "customer,date,amount,currency\nA,2024-01-05,10,EUR\nB,2024-01-06,1500,JPY\n"
        "C,2024-02-07,20,usd\nA,2024-02-08,10,eur"
    )
    with pytest.raises(NotPossible):
        read(text)
    euros = read(text, Given(currency="EUR"))
    assert isinstance(euros.rows, PaymentRows)
    assert (euros.rows.amount.sum(), euros.currency, len(euros.customers)) == (20, "EUR", 1)
    assert codes(euros) == ["currency-other", "currency-other"]


def test_ids_are_kept_as_they_stand_and_joined_when_accepted() -> None:
    text = "id,date,amount\n101.0,2024-01-05,10\n'0102,2024-01-06,20\n101,2024-02-06,30\n102,2024-02-07,40"
    assert list(read(text).customers.ids) == ["101", "0102", "102"]
    assert list(read(text, Given(formats=(("id", "keep"),))).customers.ids) == ["101.0", "0102", "101", "102"]


def test_a_few_ids_that_excel_has_shortened_are_told_and_left_out() -> None:
    whole = "\n".join(f"C{number},2024-02-06,10" for number in range(99))
    found = read(f"Customer ID,Date,Amount\n1.23457E+12,2024-01-05,10\n{whole}")
    assert [(p.code, p.row, p.serious) for p in found.sources[0].problems] == [("id-destroyed", 2, True)]
    assert (len(found.customers), found.sources[0].rows_used) == (99, 99)


def test_a_workbook_that_swapped_day_and_month_is_told() -> None:
    swapped = [[f"C{day}", date(2024, day, 3) if day <= 12 else f"{day}/03/2024"] for day in range(1, 28)]
    raw = table(["customer", "start"], swapped)
    assert codes(understand([raw], suggest(raw).mapping)) == ["dates-swapped"]
    whole = table(["customer", "start"], [[f"C{day}", date(2024, 3, day)] for day in range(1, 28)])
    assert codes(understand([whole], suggest(whole).mapping)) == []


def test_the_day_of_asking_stands_beside_the_end() -> None:
    found = read("id,Start,Canceled At,Ended At\nA,2024-01-05,2024-02-01,2024-03-01\nB,2024-01-05,,")
    assert isinstance(found.rows, SpellRows)
    assert texts(found.rows.asked) == ["2024-02-01", "NaT"]
    assert texts(found.rows.end) == ["2024-03-01", "NaT"]
    alone = read("id,Start,Canceled At\nA,2024-01-05,2024-02-01\nB,2024-01-05,")
    assert isinstance(alone.rows, SpellRows)
    assert texts(alone.rows.end) == ["2024-02-01", "NaT"]


def test_files_of_the_same_columns_are_stacked() -> None:
    january = csv("customer,paid on,amount\nA,2024-01-05,10\nB,2024-01-06,20", file="jan.csv")
    february = csv("customer,paid on,amount\nB,2024-02-05,30\nC,x,40", file="feb.csv")
    found = understand([january, february], suggest(january).mapping)
    assert isinstance(found.rows, PaymentRows)
    assert list(found.customers.ids) == ["A", "B"]
    assert found.rows.customer.tolist() == [0, 1, 1]
    assert found.rows.source.tolist() == [0, 0, 1]
    assert [(s.file, s.rows_read, s.rows_used, len(s.problems)) for s in found.sources] == [
        ("jan.csv", 2, 2, 0),
        ("feb.csv", 2, 1, 1),
    ]
    with pytest.raises(NotPossible):
        understand([january, csv("customer,amount\nA,1")], suggest(january).mapping)


def test_rows_are_skipped_and_cells_corrected_by_hand() -> None:
    raw = csv("customer,start\nA,2024-01-05\nB,soon\nC,2024-01-07")
    mapping = replace(suggest(raw).mapping, skip=(4,), fixes=((3, 1, "2024-02-29"),))
    found = understand([raw], mapping)
    assert isinstance(found.rows, SpellRows)
    assert texts(found.rows.start) == ["2024-01-05", "2024-02-29"]
    assert found.sources[0].set_aside == (("skipped", 1),)
    assert codes(found) == []


def test_a_missing_column_or_order_is_refused_with_a_sentence() -> None:
    raw = csv("customer,date,amount\nA,13/02/2024,1.5\nB,02/14/2024,2.5\nA,03/04/2024,3.5")
    with pytest.raises(NotPossible):
        understand([raw], suggest(raw).mapping)
    forced = understand([raw], suggest(raw, Given(formats=(("date", "dmy"),))).mapping)
    assert isinstance(forced.rows, PaymentRows)
    assert texts(forced.rows.day) == ["2024-02-13", "2024-04-03"]
    lost = replace(suggest(raw).mapping, columns=tuple(replace(use, role=None) for use in suggest(raw).mapping.columns))
    with pytest.raises(NotPossible):
        understand([raw], lost)


def test_many_problems_of_one_kind_are_counted_after_the_first_two_hundred() -> None:
    rows = [[f"C{i}", "soon" if i % 2 else "2024-01-05"] for i in range(1000)]
    raw = table(["customer", "start"], rows)
    found = understand([raw], suggest(raw, Given(shape="customers", roles=(("start", "start"),))).mapping)
    problems = found.sources[0].problems
    assert len(problems) == 201
    assert problems[-1].count == 300
    assert sum(problem.count for problem in problems) == found.sources[0].rows_read - found.sources[0].rows_used


_CELLS = st.sampled_from(
    [
        "",
        " ",
        "-",
        "A",
        "B",
        "c-7",
        "2024-01-05",
        "05/06/2024",
        "31/12/2024",
        "12/31/2024",
        "9999-12-31",
        "soon",
        "10",
        "1,5",
        "1.234",
        "￥5",
        "20 €",
        "Yes",
        "no",
        "active",
        "cancelled",
        "Jan-23",
        "45292",
        "1e400",
        "０１",
        "\u200f",
        "#N/A",
        "=1+1",
    ]
)
_HEADINGS = st.sampled_from(
    [
        "customer",
        "id",
        "start",
        "end",
        "date",
        "amount",
        "price",
        "status",
        "churn",
        "tenure",
        "month",
        "new",
        "lost",
        "plan",
        "",
        "interval",
        "currency",
        "refund",
        "Start",
        "users",
        "name",
        "Order ID",
        "reason",
        "is_trial",
        "tax",
    ]
)


@st.composite
def _tables(draw: st.DrawFn) -> RawTable:
    headings = draw(st.lists(_HEADINGS, min_size=1, max_size=7))
    rows = draw(st.lists(st.lists(_CELLS, min_size=len(headings), max_size=len(headings)), min_size=1, max_size=12))
    return table(headings, rows)


@settings(max_examples=400)
@given(_tables(), st.sampled_from([None, *SHAPE_NAMES]))
def test_any_table_is_understood_or_refused_with_a_sentence(raw: RawTable, shape: str | None) -> None:
    suggestion = suggest(raw, Given(shape=shape))
    with suppress(NotPossible):
        _assert_whole(raw, understand([raw], suggestion.mapping))


def _assert_whole(raw: RawTable, found: Dataset) -> None:
    source = found.sources[0]
    assert source.rows_read == len(raw)
    if found.shape in {"matrix", "lists"}:
        assert set(found.rows.row.tolist()) <= set(raw.rows.tolist())
    else:
        assert source.rows_used == len(found.rows.row)
    if not isinstance(found.rows, PeriodRows):
        assert set(found.rows.customer.tolist()) == set(range(len(found.customers)))
    if isinstance(found.rows, SpellRows):
        assert not np.isnat(found.rows.start).any()
        assert not (found.rows.end < found.rows.start).any()
    if isinstance(found.rows, PaymentRows):
        assert not np.isnat(found.rows.day).any()
        assert (found.rows.amount[found.rows.kind == 1] <= 0).all() or np.isnan(found.rows.amount).any()


def test_the_work_can_be_stopped_between_columns() -> None:
    raw = csv("customer,start,mrr\nA,2024-01-05,10\nB,2024-01-06,20")
    calls = []

    def stop(fraction: float | None = None, what: Message | None = None) -> None:
        calls.append(fraction)
        if len(calls) == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        understand([raw], suggest(raw).mapping, stop)
