from __future__ import annotations

import pytest

from churndesk.ledger.policy import Policy, with_rules
from churndesk.words import NotPossible


def test_rules_are_taken_one_by_one() -> None:
    policy = with_rules(Policy(), [("inactivity_days", "90"), ("counts", "asked"), ("trials", "include")])
    assert policy == Policy(inactivity_days=90, counts="asked", trials="include")


@pytest.mark.parametrize(
    "rule",
    [("inactivity_days", "0"), ("grace_days", "-1"), ("grace_days", "ten"), ("counts", "never"), ("sunday", "1"),
     ("inactivity_days", "９０")],
)  # fmt: skip
def test_a_rule_that_makes_no_sense_is_refused(rule: tuple[str, str]) -> None:
    with pytest.raises(NotPossible):
        with_rules(Policy(), [rule])
