"""Subscriptions and contracts: a row a subscription, several for one customer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.shapes.headings import concepts
from churndesk.shapes.shape import Shape, Taken
from churndesk.shapes.spells import SPELL_ROLES, build_spells
from churndesk.words import message

if TYPE_CHECKING:
    from churndesk.ledger.dataset import Dataset
    from churndesk.shapes.cast import Cast
    from churndesk.shapes.content import Content


def _fit(cast: Cast) -> float:
    named = any(concept == "subscription" for column in cast.portraits for concept, _ in concepts(column.heading)[:1])
    terms = max(0.97 if named else 0.0, cast.certainty("plan", "interval", "status"))
    score = 0.4 * cast.certainty("customer") + 0.35 * cast.certainty("start") + 0.1 * cast.certainty("end")
    score += 0.1 * terms + 0.05 * cast.certainty("amount")
    return score * (1.0 if cast.repeats("customer") else 0.5)


def _build(content: Content) -> Dataset:
    return build_spells(content)


SHAPE = Shape(
    key="subscriptions",
    title=message("Subscriptions or contracts"),
    help=message("One row a subscription, several for one customer: start, end, price."),
    why=message("Customers come again in several rows, each with a start."),
    takes=(
        Taken("customer", (("customer", 1.0), ("email", 0.85), ("name", 0.55), ("id", 0.45))),
        *SPELL_ROLES,
    ),
    needs=(("customer",), ("start",)),
    fit=_fit,
    build=_build,
)
