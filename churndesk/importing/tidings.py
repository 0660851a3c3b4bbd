"""One customer's change from file to file, in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.ledger.dataset import SnapshotRows, SpellRows
from churndesk.words import Money, Series, message, plural

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    import numpy as np

    from churndesk.importing.rowkeys import RowKeys
    from churndesk.ledger.dataset import Dataset
    from churndesk.words import Message

_OTHERWISE = message("other details")


def told(who: int, earlier: RowKeys, later: RowKeys, before: Dataset, now: Dataset) -> Message:
    """What is different about somebody: their days and amounts where one row speaks of them, else how many rows."""
    import numpy as np

    then = np.flatnonzero(earlier.who == who)
    current = np.flatnonzero(later.who == who)
    if len(then) == len(current) == 1:
        news = tuple(_news(before, int(earlier.place[then[0]]), now, int(later.place[current[0]])))
        return message("{news}", news=Series(news)) if news else _OTHERWISE
    gone = int((~np.isin(earlier.keys[then], later.keys[current])).sum())
    added = int((~np.isin(later.keys[current], earlier.keys[then])).sum())
    if not gone:
        return plural("{count} more row", "{count} more rows", added)
    if not added:
        return plural("{count} row fewer", "{count} rows fewer", gone)
    return message("{added} new or changed, {gone} not there any more", added=_rows(added), gone=_rows(gone))


def _rows(count: int) -> Message:
    return plural("{count} row", "{count} rows", count)


def _news(before: Dataset, then: int, now: Dataset, current: int) -> Iterator[Message]:
    old, new = before.rows, now.rows
    if isinstance(old, SpellRows) and isinstance(new, SpellRows):
        yield from _of_end(_day(old.end[then]), _day(new.end[current]))
        start, started = _day(old.start[then]), _day(new.start[current])
        if start != started and started is not None:
            yield message("started on {day}", day=started)
        asked = _day(new.asked[current])
        if asked is not None and _day(old.asked[then]) is None:
            yield message("asked to leave on {day}", day=asked)
        yield from _of_amount(float(old.amount[then]), float(new.amount[current]), now.currency)
    elif isinstance(old, SnapshotRows) and isinstance(new, SnapshotRows):
        if bool(old.lost[then]) != bool(new.lost[current]):
            yield message("has left") if new.lost[current] else message("is a customer again")
        yield from _of_amount(float(old.amount[then]), float(new.amount[current]), now.currency)


def _of_end(before: date | None, now: date | None) -> Iterator[Message]:
    if before == now:
        return
    if now is None:
        yield message("has no end any more")
    elif before is None:
        yield message("ends on {day}", day=now)
    else:
        yield message("ends on {day}, not on {before}", day=now, before=before)


def _of_amount(before: float, now: float, currency: str | None) -> Iterator[Message]:
    # A number that isn't there differs from itself.
    if round(before, 2) != round(now, 2) and now == now:  # noqa: PLR0124
        if before == before:  # noqa: PLR0124
            yield message("pays {now}, before {before}", now=Money(now, currency), before=Money(before, currency))
        else:
            yield message("pays {now}", now=Money(now, currency))


def _day(day: np.datetime64) -> date | None:
    # NaT becomes None.
    found: date | None = day.astype("datetime64[D]").item()
    return found
