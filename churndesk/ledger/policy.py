"""The owner's answer to "when is somebody gone?"."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Literal

from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules under which a Dataset becomes a Ledger; every chart and sheet states them.

    Attributes:
        counts: when a cancellation counts: when what was paid for runs out, or when it was asked for.
        end_is: what the end column holds: the first day away, or the last day paid for.
        grace_days: days after a known end that still count as here.
        failed_grace_days: the same after a failed payment.
        inactivity_days: days without a purchase after which a customer without a contract is gone; None proposes
            them from the data.
        paused: whether a stay on hold counts as here.
        trials: whether trials count as customers.
        zero_price: whether stays at a price of 0 count as customers.
        join_gap_days: gaps of at most so many days are no break.
        at_risk: whose loss churn is the share of: everybody who was here at the start, or only those whose contract
            was due for renewal in the period.
    """

    counts: Literal["paid_until", "asked"] = "paid_until"
    end_is: Literal["leaving_day", "last_paid_day"] = "leaving_day"
    grace_days: int = 0
    failed_grace_days: int = 30
    inactivity_days: int | None = None
    paused: Literal["active", "gone"] = "active"
    trials: Literal["exclude", "include"] = "exclude"
    zero_price: Literal["exclude", "include"] = "exclude"
    join_gap_days: int = 1
    at_risk: Literal["everybody", "due"] = "everybody"


#: The words that each rule of words takes.
CHOICES: dict[str, tuple[str, ...]] = {
    "counts": ("paid_until", "asked"),
    "end_is": ("leaving_day", "last_paid_day"),
    "paused": ("active", "gone"),
    "trials": ("exclude", "include"),
    "zero_price": ("exclude", "include"),
    "at_risk": ("everybody", "due"),
}

#: The least and the most days that each rule of days takes.
DAYS: dict[str, tuple[int, int]] = {
    "grace_days": (0, 3650),
    "failed_grace_days": (0, 3650),
    "inactivity_days": (1, 3650),
    "join_gap_days": (0, 3650),
}


def with_rules(policy: Policy, rules: Iterable[tuple[str, str]]) -> Policy:
    """The policy with each KEY=VALUE pair of `rules` in force.

    Raises:
        NotPossible: an unknown key, or a value that the rule doesn't take.
    """
    changed: dict[str, str | int] = {}
    for key, value in rules:
        if key in CHOICES:
            changed[key] = _chosen(key, value)
        elif key in DAYS:
            changed[key] = _days(key, value)
        else:
            known = ", ".join(field.name for field in fields(Policy))
            raise NotPossible(message("There is no rule {key}. The rules are: {known}.", key=key, known=known))
    return replace(policy, **changed)  # type: ignore[arg-type]


def _chosen(key: str, value: str) -> str:
    if value not in CHOICES[key]:
        choices = ", ".join(CHOICES[key])
        raise NotPossible(message("{key} takes one of: {choices}.", key=key, choices=choices))
    return value


def _days(key: str, value: str) -> int:
    least, most = DAYS[key]
    if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
        raise NotPossible(
            message("{key} takes a number of days from {least} to {most}.", key=key, least=least, most=most)
        )
    return int(value)
