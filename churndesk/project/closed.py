"""A closed period: its figures and customers as they stood on the day it was closed, whatever the data says later."""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from churndesk.ledger.policy import Policy

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from churndesk.metrics.periods import Granularity

#: More than this no list of customers comes to, unpacked: a file from a stranger must not fill the memory.
MOST_BYTES = 1 << 28


@dataclass(frozen=True, slots=True)
class FrozenCustomer:
    """One customer of a closed period: the part of the movement that it was counted in, and what it brought a month.

    `part` is kept, lost, new, returned or passed_through. The amounts are those at the two closes, None where the
    table had none.
    """

    id: str
    part: str
    before: float | None = None
    after: float | None = None


@dataclass(frozen=True, slots=True)
class ClosedPeriod:
    """The figures of one period as they stood, by key; one that was undefined isn't there.

    `policy` are the rules that were in force. `customers` holds everybody who was counted, packed (`pack`), "" for a
    table of totals.
    """

    start: date
    end: date
    by: Granularity
    closed_on: date
    figures: tuple[tuple[str, float], ...] = ()
    policy: Policy = field(default_factory=Policy)
    customers: str = ""


def pack(customers: Sequence[FrozenCustomer]) -> str:
    """The customers as one line of text, small enough to stand in every step that can be undone."""
    columns = (
        [one.id for one in customers],
        [one.part for one in customers],
        [one.before for one in customers],
        [one.after for one in customers],
    )
    return base64.b85encode(zlib.compress(json.dumps(columns).encode("utf-8", "surrogatepass"), 6)).decode()


def unpack(packed: str) -> tuple[FrozenCustomer, ...]:
    """The customers that `pack` packed; none where the text is damaged."""
    if not packed:
        return ()
    try:
        opened = zlib.decompressobj()
        text = opened.decompress(base64.b85decode(packed), MOST_BYTES)
        ids, parts, before, after = json.loads(text)
        return tuple(
            FrozenCustomer(str(one), str(part), _amount(first), _amount(last))
            for one, part, first, last in zip(ids, parts, before, after, strict=True)
        )
    except (ValueError, TypeError, zlib.error, binascii.Error, RecursionError):
        return ()


def with_other_ids(period: ClosedPeriod, other: Callable[[str], str]) -> ClosedPeriod:
    """The period with another id for each of its customers."""
    return replace(period, customers=pack([replace(one, id=other(one.id)) for one in unpack(period.customers)]))


def _amount(value: object) -> float | None:
    return float(value) if isinstance(value, (int, float)) else None
