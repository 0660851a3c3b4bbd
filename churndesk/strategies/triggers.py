"""When each strategy is suggested: one rule over the owner's own figures a strategy, with the figures in its sentence.

A rule answers None where the data it needs isn't there, and where it doesn't hold. Urgency runs from 0 to 1: how far
a figure is past its threshold, a figure twice the threshold or more counting 1. What runs out by itself, such as a
cancellation that is not yet in force, counts 1 at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from churndesk.strategies.catalogue import Catalogue, Strategy
from churndesk.strategies.evidence import Evidence
from churndesk.strategies.reasons import by_kind
from churndesk.words import Money, Rate, message, plural

if TYPE_CHECKING:
    from churndesk.strategies.evidence import Contrast, Share
    from churndesk.words import Message


@dataclass(frozen=True, slots=True)
class Suggested:
    """A strategy that the owner's figures speak for: why, with the figures, and how urgent, from 0 to 1."""

    strategy: str
    sentence: Message
    urgency: float


Finding: TypeAlias = "tuple[Message, float] | None"
Rule: TypeAlias = Callable[[Evidence, Strategy, Catalogue], Finding]


def suggest(evidence: Evidence, catalogue: Catalogue) -> tuple[Suggested, ...]:
    """The strategies that the evidence speaks for, the most urgent first, else in the order of the catalogue."""
    found = []
    for key, rule in TRIGGERS:
        finding = rule(evidence, catalogue.strategy(key), catalogue)
        if finding is not None:
            found.append(Suggested(key, *finding))
    return tuple(sorted(found, key=lambda suggested: -suggested.urgency))


def excess(figure: float, threshold: float) -> float:
    """How far a figure is past its threshold: 0 at the threshold, 1 at twice its height and above."""
    if threshold <= 0:
        return 1.0 if figure > threshold else 0.0
    return min(1.0, max(0.0, figure / threshold - 1))


def shortfall(figure: float, threshold: float) -> float:
    """How far a figure is short of its threshold: 0 at the threshold, 1 at nothing."""
    return min(1.0, max(0.0, 1 - figure / threshold)) if threshold > 0 else 0.0


def reasons(evidence: Evidence, strategy: Strategy, _: Catalogue) -> Finding:
    """Too few reasons are recorded, or churn is over its benchmark."""
    least, known = strategy.threshold("recorded_share"), evidence.reasons
    if known is not None and known.lost and known.recorded / known.lost < least:
        sentence = plural(
            "{count} customer left, and a reason is recorded for {recorded} ({share}).",
            "{count} customers left, and a reason is recorded for {recorded} of them ({share}).",
            known.lost,
            recorded=known.recorded,
            share=Rate(known.recorded / known.lost, 0),
        )
        return sentence, shortfall(known.recorded / known.lost, least)
    churn, benchmark = evidence.churn, evidence.benchmark
    if churn is None or benchmark is None or churn <= benchmark.rate:
        return None
    sentence = message(
        "Your churn is {churn}; above {limit} it is high for {whom}.",
        churn=Rate(churn),
        limit=Rate(benchmark.rate),
        whom=benchmark.name,
    )
    return sentence, excess(churn, benchmark.rate)


def engage(evidence: Evidence, strategy: Strategy, _: Catalogue) -> Finding:
    """Many customers show no activity."""
    most, idle = strategy.threshold("inactive_share"), evidence.inactive
    if idle is None or idle.rate <= most:
        return None
    sentence = plural(
        "{count} of {whole} customers ({share}) had no activity or contact lately.",
        "{count} of {whole} customers ({share}) had no activity or contact lately.",
        idle.part,
        whole=idle.whole,
        share=Rate(idle.rate, 0),
    )
    return sentence, excess(idle.rate, most)


def educate(evidence: Evidence, strategy: Strategy, _: Catalogue) -> Finding:
    """New customers leave faster than older ones."""
    factor, loss = strategy.threshold("early_factor"), evidence.early_loss
    if loss is None or loss.first <= factor * loss.later:
        return None
    said = _early_by_chance if loss.by_chance else _early
    return said(Rate(loss.first), Rate(loss.later)), excess(loss.first, factor * loss.later)


def _early(first: Rate, later: Rate) -> Message:
    return message(
        "{first} of your customers leave in their first 90 days, later on {later} in 90 days.", first=first, later=later
    )


def _early_by_chance(first: Rate, later: Rate) -> Message:
    return message(
        "{first} of your customers left in their first 90 days, later on {later} in 90 days. "
        "So few left that this can still be chance.",
        first=first,
        later=later,
    )


def at_risk(evidence: Evidence, strategy: Strategy, _: Catalogue) -> Finding:
    """Somebody is at risk and nobody plans to call."""
    count = evidence.uncontacted_at_risk
    if count is None or count < strategy.threshold("customers"):
        return None
    sentence = plural(
        "{count} customer is at risk of leaving, and no contact is planned.",
        "{count} customers are at risk of leaving, and no contact is planned with them.",
        count,
    )
    return sentence, 1.0


def valuable(evidence: Evidence, strategy: Strategy, _: Catalogue) -> Finding:
    """More of the revenue is lost than of the customers, or few customers bring most of the revenue."""
    revenue, customers, top = evidence.revenue_churn, evidence.churn, evidence.concentration
    if revenue is not None and customers is not None and revenue > customers:
        return _revenue_over(revenue, evidence.revenue_left, customers), excess(revenue, customers)
    most = strategy.threshold("top_share")
    if top is None or top <= most:
        return None
    return message("The top 20% of your customers bring {share} of your revenue.", share=Rate(top, 0)), excess(
        top, most
    )


def _revenue_over(revenue: float, left: float | None, customers: float) -> Message:
    """Why more of the revenue is lost than of the customers: those who left paid more, or others pay less now."""
    if left is not None and left > customers:
        return message(
            "Those who left brought {revenue} of your revenue but were {customers} of your customers: they paid more "
            "than the others.",
            revenue=Rate(left),
            customers=Rate(customers),
        )
    if left is not None:
        return message(
            "You lost {revenue} of your revenue and {customers} of your customers: some who stayed pay less now.",
            revenue=Rate(revenue),
            customers=Rate(customers),
        )
    return message(
        "You lost {revenue} of your revenue but {customers} of your customers.",
        revenue=Rate(revenue),
        customers=Rate(customers),
    )


def incentives(evidence: Evidence, strategy: Strategy, _: Catalogue) -> Finding:
    """An offer would pay."""
    offer = evidence.offer
    if offer is None or offer.gain < strategy.threshold("gain"):
        return None
    sentence = message(
        "An offer to the group “{segment}” would bring {gain} more than it costs.",
        segment=offer.segment,
        gain=Money(offer.gain, offer.currency, whole=True),
    )
    return sentence, 0.5


def audience(evidence: Evidence, strategy: Strategy, _: Catalogue) -> Finding:
    """One group leaves significantly more often than all the others; the group furthest from them is named."""
    worse = [group for group in evidence.segments or () if _leaves_more(group, strategy.threshold("p"))]
    if not worse:
        return None
    group = max(worse, key=lambda one: one.lost.rate - one.rest.rate)
    sentence = message(
        "Customers of the group “{group}” leave more often: {rate}, all others {others}. "
        "Chance alone doesn't explain it.",
        group=group.group,
        rate=Rate(group.lost.rate),
        others=Rate(group.rest.rate),
    )
    return sentence, excess(group.lost.rate, group.rest.rate)


def service(evidence: Evidence, strategy: Strategy, catalogue: Catalogue) -> Finding:
    """Service is a frequent reason, or more customers would warn of the company than recommend it."""
    counts = by_kind(evidence.reasons, catalogue) if evidence.reasons is not None else {}
    told = [kind for kind in counts if kind != "other"][: int(strategy.threshold("top"))]
    if "service" in told:
        known = sum(counts.values())
        sentence = plural(
            "{count} of {known} customers who gave a reason left because of service.",
            "{count} of {known} customers who gave a reason left because of service.",
            counts["service"],
            known=known,
        )
        return sentence, counts["service"] / known
    if evidence.nps is None or evidence.nps >= strategy.threshold("nps"):
        return None
    return message("More of your customers would warn of you than recommend you."), 1.0


def complaints(evidence: Evidence, strategy: Strategy, _: Catalogue) -> Finding:
    """A complaint waits too long, or those who complained leave more often."""
    if evidence.complaints is None:
        return None
    days, late = strategy.threshold("days"), evidence.complaints.open_days
    waiting = sum(age > days for age in late)
    if waiting:
        sentence = plural(
            "{count} complaint has been open for more than {days} days.",
            "{count} complaints have been open for more than {days} days.",
            waiting,
            days=int(days),
        )
        return sentence, 1.0
    group = evidence.complaints.complainers
    if group is None or not _leaves_more(group, strategy.threshold("p")):
        return None
    sentence = message(
        "Customers who complained leave more often: {rate}, all others {others}. Chance alone doesn't explain it.",
        rate=Rate(group.lost.rate),
        others=Rate(group.rest.rate),
    )
    return sentence, excess(group.lost.rate, group.rest.rate)


def best_people(evidence: Evidence, strategy: Strategy, _: Catalogue) -> Finding:
    """Somebody has cancelled and is still here, or too few of those who cancel are kept."""
    if evidence.asked:
        sentence = plural(
            "{count} customer has asked to cancel and is still here: there is time for a talk.",
            "{count} customers have asked to cancel and are still here: there is time for a talk.",
            evidence.asked,
        )
        return sentence, 1.0
    saved, least = evidence.saved, strategy.threshold("saved_share")
    if saved is None or not saved.whole or saved.rate >= least:
        return None
    return _save_rate(saved), shortfall(saved.rate, least)


def _save_rate(saved: Share) -> Message:
    return message(
        "Of {whole} customers who wanted to cancel, you kept {part} ({share}).",
        whole=saved.whole,
        part=saved.part,
        share=Rate(saved.rate, 0),
    )


def advantages(evidence: Evidence, strategy: Strategy, catalogue: Catalogue) -> Finding:
    """Competitor, price and value are frequent among the known reasons."""
    if evidence.reasons is None or not evidence.reasons.recorded:
        return None
    counts = by_kind(evidence.reasons, catalogue)
    named = sum(counts.get(kind, 0) for kind in ("competitor", "price", "value"))
    share, most = named / evidence.reasons.recorded, strategy.threshold("reasons_share")
    if share <= most:
        return None
    sentence = plural(
        "{count} of {known} customers who gave a reason named a competitor, the price or the value ({share}).",
        "{count} of {known} customers who gave a reason named a competitor, the price or the value ({share}).",
        named,
        known=evidence.reasons.recorded,
        share=Rate(share, 0),
    )
    return sentence, excess(share, most)


def long_term(evidence: Evidence, strategy: Strategy, _: Catalogue) -> Finding:
    """Monthly contracts end significantly more often than longer ones."""
    group = evidence.contracts
    if group is None or not _leaves_more(group, strategy.threshold("p")):
        return None
    sentence = message(
        "Customers with monthly contracts leave more often: {monthly}, those with longer ones {longer}. "
        "Chance alone doesn't explain it.",
        monthly=Rate(group.lost.rate),
        longer=Rate(group.rest.rate),
    )
    return sentence, excess(group.lost.rate, group.rest.rate)


def _leaves_more(group: Contrast, p: float) -> bool:
    """Whether the first group leaves more often than the rest, by more than chance explains."""
    return group.lost.rate > group.rest.rate and group.p < p


#: Every strategy's rule, in the order of the catalogue. A strategy without a rule is never suggested, only listed.
TRIGGERS: tuple[tuple[str, Rule], ...] = (
    ("reasons", reasons),
    ("engage", engage),
    ("educate", educate),
    ("at-risk", at_risk),
    ("valuable", valuable),
    ("incentives", incentives),
    ("audience", audience),
    ("service", service),
    ("complaints", complaints),
    ("best-people", best_people),
    ("advantages", advantages),
    ("long-term", long_term),
)
