"""The uses of a table's columns once their roles are known: formats, meanings, currency, what an amount is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from churndesk.shapes.dateformats import settle_dates
from churndesk.shapes.exportday import settle_ends
from churndesk.shapes.likeness import settle_ids
from churndesk.shapes.meanings import settle_words
from churndesk.shapes.measures import amount_is, settle_tenure
from churndesk.shapes.monthformats import settle_months
from churndesk.shapes.numberformats import settle_numbers
from churndesk.shapes.presetuse import settle_cents
from churndesk.shapes.settling import Settling

if TYPE_CHECKING:
    from churndesk.reading.table import RawTable
    from churndesk.shapes.mapping import ColumnUse, Given
    from churndesk.shapes.presets import Preset
    from churndesk.shapes.shape import Shape
    from churndesk.words import Doubt, Message


@dataclass(frozen=True, slots=True)
class Settled:
    """What was settled for the columns of a table, and what must be asked."""

    uses: tuple[ColumnUse, ...]
    amount_is: str
    currency: str | None
    doubts: tuple[Doubt, ...]
    remarks: tuple[Message, ...]


def settle(
    table: RawTable, shape: Shape, roles: list[str | None], given: Given, preset: Preset | None = None
) -> Settled:
    """The uses of all columns; a preset says what the words of its columns mean and which amounts are cents.

    Raises:
        NotPossible: a format was given that there is none of, or for a column that isn't there.
    """
    work = Settling(table, shape, roles, given, preset)
    settle_dates(work)
    settle_ends(work)
    currency = settle_numbers(work)
    settle_months(work, currency)
    settle_words(work)
    settle_ids(work)
    settle_cents(work, preset, currency)
    kind = preset.amount_is if preset and preset.amount_is else amount_is(work)
    settle_tenure(work)
    return Settled(tuple(work.uses), kind, currency, tuple(work.doubts), tuple(work.remarks))
