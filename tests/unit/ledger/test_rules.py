from __future__ import annotations

from churndesk.ledger.policy import Policy
from churndesk.ledger.rules import in_short, in_words
from churndesk.words import Language

ENGLISH = Language("en")


def test_a_log_is_ruled_by_inactivity_alone() -> None:
    said = [ENGLISH.say(rule) for rule in in_words(Policy(inactivity_days=117), "payments")]
    assert said == ["A customer is gone when 117 days have passed without a purchase."]


def test_contracts_state_every_rule() -> None:
    said = " ".join(ENGLISH.say(rule) for rule in in_words(Policy(grace_days=3, trials="include"), "contracts"))
    assert "3 after an end, 30 after a failed payment" in said
    assert "Trials count" in said
    assert "gap of at most 1 day" in said


def test_the_chip_says_the_rule_that_matters_most() -> None:
    assert ENGLISH.say(in_short(Policy(inactivity_days=90), "payments")) == "Gone after 90 days without a purchase"
    assert ENGLISH.say(in_short(Policy(end_is="last_paid_day"), "contracts")) == "Gone the day after the end date"
    assert ENGLISH.say(in_short(Policy(counts="asked", grace_days=5), "contracts")) == "Gone when they ask to leave"


def test_the_chip_tells_of_the_grace_after_a_failed_payment() -> None:
    said = ENGLISH.say(in_short(Policy(), "contracts", failed=True))
    assert said == "Gone on the end date, after a failed payment 30 days later"
    assert ENGLISH.say(in_short(Policy(failed_grace_days=0), "contracts", failed=True)) == "Gone on the end date"
