"""Next month's file: the same mapping and rules, what was fixed by hand, and what it says otherwise."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from churndesk import importing
from churndesk.importing import Earlier, Part
from churndesk.ledger.policy import Policy
from churndesk.reading import ReadOptions
from churndesk.words import Language

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from churndesk.importing import Draft

    Imported = Callable[[str, str], tuple[Draft, Earlier]]

MARCH = """Member,Joined,Left,Fee
A1,2024-01-10,,40
A2,soon,2024-03-20,40
A3,2024-02-03,,60
A4,2024-02-14,,60
A5,test,,1
"""
#: A3 has left, A4 pays less, A6 is new, A5 (a test row) stands there as before, and so does the bad cell of A2.
APRIL = """Member,Joined,Left,Fee
A6,2024-04-02,,60
A1,2024-01-10,,40
A2,soon,2024-03-20,40
A3,2024-02-03,2024-04-11,60
A4,2024-02-14,,45
A5,test,,1
"""


def english(message: object) -> str:
    return Language("en").say(message)  # type: ignore[arg-type]


@pytest.fixture
def earlier(tmp_path: Path) -> Callable[..., Earlier]:
    """An import that was finished, as the project would hand it over."""

    def make(text: str, name: str = "members.csv", said: Callable[[Draft], Draft] = lambda draft: draft) -> Earlier:
        folder = tmp_path / "before"
        folder.mkdir(exist_ok=True)
        path = folder / name
        path.write_text(text, "utf-8")
        draft = importing.checked(said(importing.loaded(importing.begin(path))))
        assert draft.dataset is not None
        assert draft.mapping is not None
        options = ReadOptions(header=draft.table.header_rows[-1])
        return Earlier(name, draft.dataset, draft.mapping, draft.policy, (Part(path, options),))

    return make


def next_file(folder: Path, text: str, before: Earlier, name: str = "members.csv") -> Draft:
    path = folder / name
    path.write_text(text, "utf-8")
    return importing.loaded(importing.begin(path, remembered=before.mapping, earlier=before))


def mended(draft: Draft) -> Draft:
    return importing.with_skip(importing.with_fix(draft, 3, 1, "2024-01-12"), 6)


def test_what_changed_is_told_customer_by_customer(tmp_path: Path, earlier: Callable[..., Earlier]) -> None:
    draft = next_file(tmp_path, APRIL, earlier(MARCH, said=mended))
    assert draft.follows
    assert draft.adding is False
    found = draft.difference
    assert [line.who for line in found.new] == ["A6"]
    assert {line.who: english(line.told) for line in found.changed} == {
        "A3": "ends on Apr 11, 2024",
        "A4": "pays 45, before 60",
    }
    assert (found.gone, found.same) == ((), 2)
    assert (found.rows_before, found.rows_now, found.rows_same) == (4, 5, 2)


def test_rows_fixed_by_hand_stay_so_wherever_they_stand_now(tmp_path: Path, earlier: Callable[..., Earlier]) -> None:
    draft = next_file(tmp_path, APRIL, earlier(MARCH, said=mended))
    assert draft.chosen.fixes == ((4, 1, "2024-01-12"),)
    assert draft.chosen.skip == (7,)
    assert (draft.carried.again, draft.carried.mended, draft.carried.lost) == (2, 0, ())
    assert draft.dataset.sources[0].rows_used == 5


def test_a_mended_cell_is_found_by_its_customer_where_the_row_reads_otherwise(
    tmp_path: Path, earlier: Callable[..., Earlier]
) -> None:
    before = earlier(MARCH, said=mended)
    otherwise = APRIL.replace("A2,soon,2024-03-20,40", "A2,soon,2024-03-28,40").replace("A5,test,,1\n", "")
    draft = next_file(tmp_path, otherwise, before)
    assert draft.chosen.fixes == ((4, 1, "2024-01-12"),)
    assert (draft.carried.again, draft.carried.lost) == (1, (("A5", "test", "", "1"),))
    right_by_now = APRIL.replace("A2,soon", "A2,2024-01-12")
    draft = next_file(tmp_path, right_by_now, before)
    assert draft.chosen.fixes == ()
    assert (draft.carried.again, draft.carried.mended) == (1, 1)


def test_a_row_that_was_taken_in_is_taken_in_again(tmp_path: Path, earlier: Callable[..., Earlier]) -> None:
    total = "Total,2024-02-01,,200\n"
    before = earlier(MARCH + total, said=lambda draft: importing.with_rows_taken(draft, ((0, 7),)))
    assert before.mapping.keep == (7,)
    draft = next_file(tmp_path, APRIL + total, before)
    assert draft.chosen.keep == (8,)
    assert 8 in list(draft.table.rows)


def test_the_owner_s_rules_stay(tmp_path: Path, earlier: Callable[..., Earlier]) -> None:
    before = replace(earlier(MARCH), policy=Policy(end_is="last_paid_day", grace_days=12))
    draft = next_file(tmp_path, APRIL, before)
    assert (draft.policy.end_is, draft.policy.grace_days) == ("last_paid_day", 12)
    assert not importing.unsettled(draft)


def test_the_changes_are_the_last_step_and_only_there_it_is_finished(
    tmp_path: Path, earlier: Callable[..., Earlier]
) -> None:
    draft = next_file(tmp_path, APRIL, earlier(MARCH))
    assert importing.steps_of(draft)[-1] == "changes"
    assert not importing.can_finish(draft)
    shown = importing.go_to(draft, "changes")
    assert importing.can_finish(shown)
    assert importing.is_last(shown)


def test_other_headings_follow_nothing(tmp_path: Path, earlier: Callable[..., Earlier]) -> None:
    draft = next_file(tmp_path, APRIL.replace("Fee", "Price"), earlier(MARCH))
    assert not draft.follows
    assert importing.steps_of(draft) == importing.STEPS
    assert importing.can_finish(draft)


def orders(first: int, last: int) -> str:
    lines = (f"{n},C{n % 5},2024-{1 + n // 20:02d}-{1 + n % 20:02d},{20 + n % 3}.50\n" for n in range(first, last))
    return "Order ID,Customer,Order date,Total\n" + "".join(lines)


def test_a_month_of_orders_goes_on_from_the_months_before(tmp_path: Path, earlier: Callable[..., Earlier]) -> None:
    before = earlier(orders(0, 60), "orders.csv")
    draft = next_file(tmp_path, orders(55, 80), before, "orders.csv")
    assert draft.adding is True
    assert len(draft.tables) == 2
    assert len(draft.dataset.rows.row) == 80
    assert draft.mapping.edits(1).skip == tuple(range(57, 62))
    assert draft.difference.rows_same == 5
    imported = importing.finish(importing.go_to(draft, "changes"))
    assert [source.rows_used for source in imported.dataset.sources] == [25, 55]
    assert len({source.digest for source in imported.dataset.sources}) == 2
    alone = importing.checked(importing.with_adding(draft, adding=False))
    assert len(alone.dataset.rows.row) == 25
    assert alone.mapping.others == ()
    together = importing.checked(importing.with_adding(alone, adding=True))
    assert len(together.dataset.rows.row) == 80


def test_a_whole_export_of_orders_takes_the_place_of_the_one_before(
    tmp_path: Path, earlier: Callable[..., Earlier]
) -> None:
    draft = next_file(tmp_path, orders(0, 80), earlier(orders(0, 60), "orders.csv"), "orders.csv")
    assert draft.adding is False
    assert len(draft.dataset.rows.row) == 80
    assert {english(line.told) for line in draft.difference.changed} == {"4 more rows"}


def test_counted_together_the_newer_file_speaks_for_its_customers(
    tmp_path: Path, earlier: Callable[..., Earlier]
) -> None:
    draft = next_file(tmp_path, "Member,Joined,Left,Fee\nA3,2024-02-03,2024-04-11,60\nA6,2024-04-02,,60\n",
                      earlier(MARCH, said=mended))  # fmt: skip
    assert draft.adding is True
    ids = draft.dataset.customers.ids[draft.dataset.rows.customer]
    assert sorted(ids.tolist()) == ["A1", "A2", "A3", "A4", "A6"]
    assert str(draft.dataset.rows.end[ids.tolist().index("A3")]) == "2024-04-11"
    assert draft.mapping.edits(1).fixes == ((3, 1, "2024-01-12"),)


def test_the_third_month_goes_on_from_both(tmp_path: Path, earlier: Callable[..., Earlier]) -> None:
    before = earlier(orders(0, 40), "orders.csv")
    second = next_file(tmp_path, orders(40, 60), before, "orders.csv")
    options = ReadOptions(header=1)
    parts = (Part(second.paths[0], options), before.parts[0])
    both = Earlier("orders.csv", second.dataset, second.mapping, second.policy, parts)
    third = tmp_path / "third"
    third.mkdir()
    draft = next_file(third, orders(60, 80), both, "orders.csv")
    assert len(draft.dataset.rows.row) == 80
    assert len(importing.finish(importing.go_to(draft, "changes")).files) == 3


def test_tables_of_totals_are_compared_period_by_period(tmp_path: Path, earlier: Callable[..., Earlier]) -> None:
    months = "Month,Customers at start,New,Lost,Customers at end\n2024-01,100,10,5,105\n2024-02,105,8,7,106\n"
    draft = next_file(tmp_path, months.replace("8,7,106", "9,7,107") + "2024-03,107,9,3,113\n", earlier(months))
    found = draft.difference
    assert found.totals
    assert [Language("en").value(line.who) for line in found.new] == ["March 2024"]
    assert [Language("en").value(line.who) for line in found.changed] == ["February 2024"]
    assert found.same == 1


def together(folder: Path, before: Earlier, text: str) -> Draft:
    return importing.checked(importing.with_adding(next_file(folder, text, before), adding=True))


ORDERS = "Order ID,Customer,Order date,Total\n" + "".join(
    f"#{1000 + n},C{n % 5},2024-0{1 + n // 10}-1{n % 10},20.50\n" for n in range(30)
)


@pytest.mark.parametrize("numbered", [True, False])
def test_a_payment_that_reads_otherwise_by_now_counts_once(
    tmp_path: Path, earlier: Callable[..., Earlier], numbered: bool
) -> None:
    def text(rows: str) -> str:
        return rows if numbered else "\n".join(row.partition(",")[2] for row in rows.splitlines()) + "\n"

    before = earlier(text(ORDERS), "orders.csv")
    head, *rows = ORDERS.splitlines()
    changed = [rows[28].replace("20.50", "5.00"), rows[29], "#1030,C0,2024-04-02,20.50"]
    draft = together(tmp_path, before, text("\n".join([head, *changed]) + "\n"))
    assert draft.dataset is not None
    assert len(draft.dataset.rows.row) == 31
    assert sorted(draft.dataset.rows.amount.tolist())[:2] == [5.0, 20.5]


def test_numbers_that_begin_anew_in_each_file_are_no_payments_own(
    tmp_path: Path, earlier: Callable[..., Earlier]
) -> None:
    head, *rows = ORDERS.replace("Order ID", "ID").splitlines()
    first = "\n".join([head, *(f"{n},{row.partition(',')[2]}" for n, row in enumerate(rows, start=1))])
    before = earlier(first + "\n", "orders.csv")
    later = "\n".join([head, *(f"{n},C{(n - 1) % 5},2024-04-1{n},20.50" for n in range(1, 6))])
    draft = together(tmp_path, before, later + "\n")
    assert draft.dataset is not None
    assert len(draft.dataset.rows.row) == 35
