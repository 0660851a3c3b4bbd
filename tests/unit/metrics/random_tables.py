"""Random tables of stays and of payments for the figures over time, with month ends and returns coming up often."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from churndesk.ledger import SpellLedger, build
from churndesk.ledger.policy import Policy
from tests.unit import reference
from tests.unit.tables import payments, stays

if TYPE_CHECKING:
    from churndesk.ledger.dataset import Dataset

_AWKWARD = [date(2024, 1, 31), date(2024, 2, 1), date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1),
            date(2024, 3, 31), date(2024, 4, 30), date(2024, 5, 1), date(2023, 12, 31)]  # fmt: skip
_DAYS = st.one_of(st.sampled_from(_AWKWARD), st.dates(date(2023, 12, 20), date(2024, 5, 20)))
_LENGTHS = st.one_of(st.sampled_from([1, 2, 28, 29, 30, 31]), st.integers(1, 120))
_PLANS = st.sampled_from(["a", "b", ""])
_WHO = st.sampled_from("ABCDE")

#: The as-of days: a month's last day, and others.
AS_OF = st.sampled_from([date(2024, 4, 30), date(2024, 5, 15), date(2024, 5, 31)])


@st.composite
def _stay(draw: st.DrawFn) -> dict[str, Any]:
    start = draw(_DAYS)
    row: dict[str, Any] = {"customer": draw(_WHO), "start": start, "plan": draw(_PLANS)}
    row["amount"] = draw(st.sampled_from([5.0, 10.0, 10.0, 19.99, -4.0]))
    if draw(st.integers(0, 3)):
        row["end"] = start + timedelta(days=draw(_LENGTHS))
    return row


_PAYMENT = st.tuples(_WHO, _DAYS.map(str), st.sampled_from([0.0, 5.0, 10.0, 12.5, -3.0, -20.0]), _PLANS)

#: (dataset, policy) of stays and of payments.
TABLES = st.one_of(
    st.tuples(
        st.lists(_stay(), min_size=1, max_size=12).map(stays),
        st.builds(Policy, grace_days=st.sampled_from([0, 0, 10]), join_gap_days=st.sampled_from([0, 1, 31])),
    ),
    st.tuples(
        st.lists(_PAYMENT, min_size=1, max_size=14).map(payments),
        st.builds(Policy, inactivity_days=st.sampled_from([1, 7, 30, 31, 60])),
    ),
)


def built(table: tuple[Dataset, Policy], as_of: date) -> tuple[SpellLedger, list[reference.Life]]:
    """The ledger, and the same customers day by day by the slow way."""
    dataset, policy = table
    ledger = build(dataset, policy, as_of)
    assert isinstance(ledger, SpellLedger)
    return ledger, reference.lives(dataset, policy, as_of)
