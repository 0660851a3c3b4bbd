from __future__ import annotations

from datetime import date, timedelta

import pytest

from churndesk.ledger import inactivity_choices, propose
from churndesk.ledger.inactivity import propose_inactivity
from tests.unit.tables import payments, stays


def bought(gaps: list[int], customer: str = "A") -> list[tuple[str, str, float]]:
    day, rows = date(2020, 1, 1), [(customer, "2020-01-01", 1.0)]
    for gap in gaps:
        day += timedelta(days=gap)
        rows.append((customer, day.isoformat(), 1.0))
    return rows


def test_the_80th_percentile_by_nearest_rank() -> None:
    dataset = payments(bought(list(range(11, 36))))
    # 25 gaps of 11 to 35 days: the 20th in order is 30.
    assert propose(dataset)[0].inactivity_days == 30


def test_the_rank_is_rounded_up_and_a_day_counts_once() -> None:
    rows = bought([*range(11, 33)])
    # 22 gaps, 17.6 rounded up: the 18th in order is 28. Two purchases on one day have no gap.
    assert propose(payments(rows + rows))[0].inactivity_days == 28


def test_at_least_a_week() -> None:
    assert propose(payments(bought([2] * 30)))[0].inactivity_days == 7


def test_too_few_gaps_give_90_days() -> None:
    proposal = propose_inactivity(payments(bought([20] * 19)).rows)  # type: ignore[arg-type]
    assert (proposal.days, proposal.gaps, proposal.learnt) == (90, 19, False)


def test_the_share_called_lost_wrongly() -> None:
    rows = bought([20, 100], "A") + bought([50], "B") + bought([200], "C") + bought([], "D") + bought([40] * 20, "E")
    choices = {choice.days: choice for choice in inactivity_choices(payments(rows))}
    assert choices[30].wrongly_lost == 1
    assert choices[60].wrongly_lost == pytest.approx(2 / 4)
    assert choices[180].wrongly_lost == pytest.approx(1 / 4)
    assert choices[365].wrongly_lost == 0
    assert choices[30].repeat_customers == 4
    assert [choice.days for choice in choices.values() if choice.proposed] == [40]


def test_a_limit_that_was_not_learnt_is_not_said_to_be() -> None:
    few, many = (inactivity_choices(payments(bought([20] * gaps))) for gaps in (6, 30))
    assert [(choice.days, choice.learnt) for choice in few if choice.proposed] == [(90, False)]
    assert [(choice.days, choice.learnt) for choice in many if choice.proposed] == [(20, True)]


def test_nobody_came_twice() -> None:
    assert all(choice.wrongly_lost is None for choice in inactivity_choices(payments(bought([]))))


def test_contracts_have_no_inactivity() -> None:
    assert inactivity_choices(stays([{"customer": "A", "start": "2024-01-01"}])) == ()


@pytest.mark.parametrize(("ends", "asked"), [(4, True), (3, False)])
def test_ends_on_the_last_day_of_a_month_raise_a_doubt(ends: int, asked: bool) -> None:
    month_ends = ["2024-02-29", "2024-01-31", "2024-04-30", "2023-02-28"][:ends]
    rows = [
        {"customer": str(n), "start": "2022-01-01", "end": end} for n, end in enumerate([*month_ends, "2024-03-05"])
    ]
    rows.append({"customer": "x", "start": "2022-01-01"})
    policy, doubts = propose(stays(rows))
    assert policy.end_is == ("last_paid_day" if asked else "leaving_day")
    assert [doubt.choices[0].value for doubt in doubts] == (["last_paid_day"] if asked else [])


def test_no_doubt_about_ends_that_the_program_computed() -> None:
    rows = [{"customer": "A", "start": "2022-01-01", "end": "2022-01-31"}]
    assert propose(stays(rows, presence=True))[1] == ()
    assert propose(stays([{"customer": "A", "start": "2022-01-01"}]))[1] == ()
