"""What a shape of table is: which roles it takes, how well a table fits it, and how its rows are read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from churndesk.ledger.dataset import Dataset
    from churndesk.shapes.cast import Cast
    from churndesk.shapes.content import Content
    from churndesk.shapes.portraits import Portrait
    from churndesk.words import Message


@dataclass(frozen=True, slots=True)
class Taken:
    """A role that a shape takes, and the concepts of headings that may play it, each with a weight (0 to 1).

    `suits` says how well a column's values suit it, where a shape judges otherwise than the others.
    """

    role: str
    concepts: tuple[tuple[str, float], ...]
    suits: Callable[[Portrait], float] | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of table.

    `fit` says how certain it is (0 to 1) that a table is of this shape, given the best cast for it, and `why` says so
    to a person. `needs` names roles of which at least one a group must be there. `build` reads the rows.
    `categories_of_numbers` lets columns of few different numbers be groups to compare.
    """

    key: str
    title: Message
    help: Message
    why: Message
    takes: tuple[Taken, ...]
    needs: tuple[tuple[str, ...], ...]
    fit: Callable[[Cast], float]
    build: Callable[[Content], Dataset]
    amount_is: str = "month"
    categories_of_numbers: bool = False
    roles: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "roles", tuple(taken.role for taken in self.takes))


def taken(role: str, **others: float) -> Taken:
    """The role, played by headings of its own name, and with less weight by those of `others`."""
    return Taken(role, ((role, 1.0), *others.items()))
