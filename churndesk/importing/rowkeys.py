"""The rows of two datasets with one key each, by which equal ones are found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from churndesk.ledger.dataset import PaymentRows, PeriodRows, SnapshotRows, SpellRows
from churndesk.words import PeriodName

if TYPE_CHECKING:
    from typing import Any

    import numpy as np
    import numpy.typing as npt

    from churndesk.ledger.dataset import Dataset, Rows


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """Everybody in either dataset under one number: `ids` by number, and names where there are any.

    For `totals`, a table of periods, they are the periods' first days.
    """

    ids: npt.NDArray[np.object_]
    names: dict[str, str]
    by: str = ""

    @property
    def totals(self) -> bool:
        """Whether these are periods."""
        return bool(self.by)

    def who(self, number: int) -> str | PeriodName:
        """The customer's id, or the period's name."""
        one = self.ids[number]
        return PeriodName(one, self.by) if isinstance(one, date) else str(one)

    def name(self, number: int) -> str:
        """The customer's name; empty where there is none."""
        return self.names.get(str(self.ids[number]), "")


@dataclass(frozen=True, slots=True, eq=False)
class RowKeys:
    """Rows by `keys`, equal for rows that say the same; `who` is the number of each among `people`.

    Of rows that say the same the first has one key, the second another. `place` is where each stands in its dataset.
    """

    keys: npt.NDArray[np.uint64]
    who: npt.NDArray[np.int64]
    place: npt.NDArray[np.int64]
    people: People

    def only(self, who: npt.NDArray[np.int64]) -> RowKeys:
        """The rows of those people alone."""
        import numpy as np

        wanted = np.isin(self.who, who)
        return RowKeys(self.keys[wanted], self.who[wanted], self.place[wanted], self.people)


def keyed(before: Dataset, now: Dataset, own: int | None = None) -> tuple[RowKeys, RowKeys]:
    """The rows of both datasets, of `now` those of its first `own` sources alone."""
    import numpy as np
    import pandas as pd

    everybody = np.concatenate([_everybody(before), _everybody(now)])
    codes, ids = pd.factorize(everybody)
    names = {**_names(before), **_names(now)}
    people = People(ids, names, before.rows.by if isinstance(before.rows, PeriodRows) else "")
    split = len(everybody) - len(_everybody(now))
    return _keys(before, codes[:split], people, None), _keys(now, codes[split:], people, own)


def _everybody(dataset: Dataset) -> npt.NDArray[np.object_]:
    rows = dataset.rows
    return rows.start.astype(object) if isinstance(rows, PeriodRows) else dataset.customers.ids


def _names(dataset: Dataset) -> dict[str, str]:
    names = dataset.customers.names
    if names is None:
        return {}
    pairs = zip(dataset.customers.ids.tolist(), names.tolist(), strict=True)
    return {str(one): str(name) for one, name in pairs if name}


def _keys(dataset: Dataset, codes: npt.NDArray[Any], people: People, own: int | None) -> RowKeys:
    import numpy as np
    import pandas as pd

    rows = dataset.rows
    place = np.arange(len(rows.row)) if own is None else np.flatnonzero(rows.source < own)
    customer = np.arange(len(rows.row)) if isinstance(rows, PeriodRows) else rows.customer
    who = codes[customer[place]].astype(np.int64)
    said = pd.DataFrame({str(at): column[place] for at, column in enumerate(_said(rows))})
    said.insert(0, "who", who)
    alike = pd.util.hash_pandas_object(said, index=False)
    again = pd.DataFrame({"alike": alike, "nth": alike.groupby(alike).cumcount()})
    keys = np.asarray(pd.util.hash_pandas_object(again, index=False), dtype=np.uint64)
    return RowKeys(keys, who, place, people)


def _said(rows: Rows) -> list[npt.NDArray[Any]]:
    """What a row says, column by column; amounts to a hundredth, so that rounding makes no difference."""
    import numpy as np

    def cents(amounts: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        return np.where(np.isnan(amounts), -1e18, np.round(amounts * 100))

    match rows:
        case SpellRows():
            days = (rows.start, rows.end, rows.asked)
            flags = (rows.trial, rows.paused, rows.failed, rows.goal)
            return [*(day.astype(np.int64) for day in days), cents(rows.amount), *flags]
        case PaymentRows():
            return [rows.day.astype(np.int64), cents(rows.amount), rows.kind]
        case SnapshotRows():
            return [rows.lost, cents(rows.tenure), cents(rows.amount)]
        case PeriodRows():
            counts = (rows.opening, rows.new, rows.returned, rows.lost, rows.closing)
            amounts = (
                rows.opening_amount, rows.new_amount, rows.expansion_amount, rows.contraction_amount,
                rows.churned_amount, rows.closing_amount,
            )  # fmt: skip
            return [cents(column) for column in (*counts, *amounts)]
