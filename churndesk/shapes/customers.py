"""Customer lists: a row a customer, with the day it started and the day it left, or blank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.shapes.shape import Shape, Taken
from churndesk.shapes.spells import SPELL_ROLES, build_spells
from churndesk.words import message

if TYPE_CHECKING:
    from churndesk.ledger.dataset import Dataset
    from churndesk.shapes.cast import Cast
    from churndesk.shapes.content import Content


def _fit(cast: Cast) -> float:
    score = 0.45 * cast.certainty("customer") + 0.35 * cast.certainty("start")
    score += 0.1 * cast.certainty("end") + 0.1 * cast.certainty("amount")
    return score * (0.4 if cast.repeats("customer") else 1.0)


def _build(content: Content) -> Dataset:
    return build_spells(content)


SHAPE = Shape(
    key="customers",
    title=message("Customer list"),
    help=message("One row a customer: when it started, and when it left. Empty: still here."),
    why=message("Each row is another customer with a start."),
    takes=(
        Taken("customer", (("customer", 1.0), ("email", 0.85), ("id", 0.8), ("name", 0.55), ("index", 0.35))),
        *SPELL_ROLES,
    ),
    needs=(("customer",), ("start",)),
    fit=_fit,
    build=_build,
)
