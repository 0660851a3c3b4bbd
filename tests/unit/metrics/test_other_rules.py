"""Six rules on one period: whoever makes a difference is named, above and below the line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings

from churndesk import metrics
from churndesk.ledger import build
from churndesk.ledger.policy import Policy
from churndesk.words import Language
from tests.unit.metrics.random_tables import AS_OF, TABLES, built
from tests.unit.tables import stays

if TYPE_CHECKING:
    from datetime import date

    from churndesk.ledger import SpellLedger
    from churndesk.ledger.dataset import Dataset
    from churndesk.metrics import OtherRule, Period

SAY = Language("en").say


def ruled(rows: list[dict[str, Any]], month: int, segment: tuple[str, str] | None = None) -> dict[str, OtherRule]:
    ledger = build(stays(rows, latest="2025-03-31"), Policy())
    period = next(one for one in metrics.periods_of(ledger, "month") if one.start.month == month)
    return {rule.key: rule for rule in metrics.other_rules(ledger, period, segment)}


def named(rule: OtherRule, rows: list[dict[str, Any]]) -> dict[str, list[str]]:
    ids = sorted({row["customer"] for row in rows})
    return {one.key: [ids[customer] for customer in one.customers] for one in rule.differences}


#: 7 in January, of whom d leaves in February; e and f join in February.
FEBRUARY = [{"customer": name, "start": "2025-01-01"} for name in "abcghi"]
FEBRUARY += [
    {"customer": "d", "start": "2025-01-01", "end": "2025-02-10"},
    {"customer": "e", "start": "2025-02-03"},
    {"customer": "f", "start": "2025-02-04"},
]


def test_who_enlarges_the_base_is_named() -> None:
    rules = ruled(FEBRUARY, 2)
    assert [round(rules[key].value or 0, 3) for key in ("start-net", "start-and-new", "average")] == [
        0.143,
        0.111,
        0.133,
    ]
    assert named(rules["start-and-new"], FEBRUARY) == {"base": ["e", "f"]}
    assert named(rules["average"], FEBRUARY) == {"base": ["d", "e", "f"]}
    assert SAY(rules["start-and-new"].difference) == "Divided by 2 customers more, who joined."
    assert SAY(rules["average"].difference) == (
        "3 customers here at one end of the period alone count half below the line."
    )
    for key in ("start-net", "start-departures", "every-departure", "retention-all-joiners"):
        assert rules[key].differences == ()
        assert SAY(rules[key].difference) == "Counts the same customers."


def test_above_and_below_the_line_are_told_apart() -> None:
    rows = [*FEBRUARY, {"customer": "j", "start": "2025-02-05", "end": "2025-02-06"}]
    rules = ruled(rows, 2)
    assert named(rules["start-and-new"], rows) == {"lost": ["j"], "base": ["e", "f", "j"]}
    assert named(rules["every-departure"], rows) == {"lost": ["j"]}
    assert named(rules["retention-all-joiners"], rows) == {"lost": ["j"]}
    ids = sorted({row["customer"] for row in rows})
    assert [ids[customer] for customer in rules["start-and-new"].customers] == ["e", "f", "j"]


def test_who_changes_the_group_is_named_in_it() -> None:
    rows = [{"customer": name, "start": "2025-01-01", "plan": "A"} for name in "abc"]
    rows += [
        {"customer": "d", "start": "2025-01-01", "end": "2025-02-10", "plan": "A"},
        {"customer": "d", "start": "2025-02-10", "plan": "B"},
    ]
    rules = ruled(rows, 2, ("plan", "A"))
    assert rules["start-net"].value == 0
    assert named(rules["retention-all-joiners"], rows) == {"lost": ["d"]}
    assert named(rules["average"], rows)["base"] == ["d"]
    assert "changed the group" in SAY(rules["retention-all-joiners"].difference)


@settings(max_examples=100)
@given(TABLES, AS_OF)
def test_the_named_customers_are_the_whole_difference(rows: tuple[Dataset, Policy], as_of: date) -> None:
    ledger, _ = built(rows, as_of)
    for period in metrics.periods_of(ledger, "month")[-3:]:
        _check(ledger, period)


def _check(ledger: SpellLedger, period: Period) -> None:
    rules = {rule.key: rule for rule in metrics.other_rules(ledger, period)}
    opening, closing, lost = (
        set(metrics.who(ledger, period, part).tolist()) for part in ("opening", "closing", "lost")
    )
    for key, base in (("start-and-new", 1.0), ("every-departure", 0.0), ("start-departures", 0.0)):
        parts = {one.key: one.customers for one in rules[key].differences}
        above = len(lost) + len(parts.get("lost", ()))
        below = len(opening) + base * len(parts.get("base", ()))
        assert (rules[key].value or 0) == pytest.approx(above / below if below else 0)
        assert not lost & set(parts.get("lost", np.zeros(0)).tolist())
    parts = {one.key: one.customers for one in rules["average"].differences}
    assert set(parts.get("base", np.zeros(0)).tolist()) == opening ^ closing
    value = rules["retention-all-joiners"].value
    parts = {one.key: one.customers for one in rules["retention-all-joiners"].differences}
    if opening:
        assert value == pytest.approx((len(lost) + len(parts.get("lost", ()))) / len(opening))
