"""All shapes, in the order in which a person is offered them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.shapes import customers, lists, matrix, payments, periods, snapshot, subscriptions

if TYPE_CHECKING:
    from churndesk.shapes.shape import Shape

SHAPES: tuple[Shape, ...] = (
    customers.SHAPE,
    subscriptions.SHAPE,
    payments.SHAPE,
    periods.SHAPE,
    matrix.SHAPE,
    lists.SHAPE,
    snapshot.SHAPE,
)

_BY_KEY = {shape.key: shape for shape in SHAPES}


def shape(key: str) -> Shape:
    """The shape of that key.

    Raises:
        KeyError: there is no such shape.
    """
    return _BY_KEY[key]
