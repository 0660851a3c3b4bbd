"""Summaries: a row a month (quarter, week, year), with numbers of customers or revenue and no customers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from churndesk.ledger.dataset import Customers, PeriodRows
from churndesk.shapes.amounts import amounts as amounts_of
from churndesk.shapes.days import periods as periods_of
from churndesk.shapes.findings import MOST
from churndesk.shapes.headings import concepts
from churndesk.shapes.periodkinds import follows, last_days
from churndesk.shapes.shape import Shape, Taken, taken
from churndesk.words import Amount, message

if TYPE_CHECKING:
    from churndesk.ledger.dataset import Amounts, Dataset, Days
    from churndesk.shapes.cast import Cast
    from churndesk.shapes.content import Content

_BALANCE = ("opening", "new", "lost_count", "closing")
_AMOUNTS = (
    "opening_amount", "new_amount", "expansion_amount", "contraction_amount", "churned_amount", "closing_amount",
)  # fmt: skip
_NAMES = {"opening": "opening", "new": "new", "lost_count": "lost", "closing": "closing"}


def _fit(cast: Cast) -> float:
    figures = cast.certainty(*_BALANCE, "amount", *_AMOUNTS)
    period = cast.column("period")
    if period is None or not figures or period.rows > 2000:
        return 0.0
    score = 0.45 * cast.certainty("period") + 0.45 * figures + (0.1 if cast.certainty(*_BALANCE) else 0.05)
    return score * (1.0 if period.unique else 0.4) * (0.5 if _names_customers(cast) else 1.0)


def _names_customers(cast: Cast) -> bool:
    """Whether a column says who the customers are, and not how many ("Customers"), so that this is no summary."""
    meant = (concepts(portrait.heading) for portrait in cast.portraits if portrait.filled)
    return any(first[0][0] in {"customer", "email", "id"} and "closing" not in dict(first) for first in meant if first)


def _build(content: Content) -> Dataset:
    """A row a period. A missing one of opening, new, lost and closing is computed from the other three."""
    period, by = periods_of(content)
    numbers = {role: amounts_of(content, role) for role in (*_BALANCE, "returned_count", "amount", *_AMOUNTS)}
    content.note(
        "period-missing",
        lambda _: message("This row names no month or period and is left out."),
        np.isnat(period),
        content.require("period"),
        leave_out=True,
    )
    computed = _complete(content, numbers)
    _check(content, numbers)
    _check_chain(content, period, by, numbers)
    keep = content.kept()
    order = np.argsort(period[keep], kind="stable")
    row = {role: values[keep][order] for role, values in numbers.items()}
    rows = PeriodRows(
        by=by,
        start=period[keep][order],
        opening=row["opening"],
        new=row["new"],
        returned=row["returned_count"],
        lost=row["lost_count"],
        closing=row["closing"],
        paid=row["amount"],
        **{role: row[role] for role in _AMOUNTS},
        source=content.source[keep][order],
        row=content.row[keep][order],
        computed=computed,
    )
    content.reach(last_days(rows.start, by))
    nobody = Customers(np.empty(0, dtype=object))
    return content.dataset(nobody, rows, has_amount=any(content.has(role) for role in ("amount", *_AMOUNTS)))


def _complete(content: Content, numbers: dict[str, Amounts]) -> tuple[str, ...]:
    """Fills the one of the four that has no column, and names it: closing = opening + new + returned - lost."""
    missing = [role for role in _BALANCE if not content.has(role)]
    if len(missing) != 1:
        return ()
    opening, new, lost, closing = (numbers[role] for role in _BALANCE)
    back = np.nan_to_num(numbers["returned_count"])
    filled = {
        "opening": closing - new - back + lost,
        "new": closing - opening - back + lost,
        "lost_count": opening + new + back - closing,
        "closing": opening + new + back - lost,
    }
    numbers[missing[0]] = filled[missing[0]]
    return (_NAMES[missing[0]],)


def _check(content: Content, numbers: dict[str, Amounts]) -> None:
    opening, new, lost, closing = (numbers[role] for role in _BALANCE)
    known = np.isfinite(opening) & np.isfinite(closing)
    expected = opening + np.nan_to_num(new) + np.nan_to_num(numbers["returned_count"]) - np.nan_to_num(lost)
    whole = content.has("new") and content.has("lost_count")
    wrong = known & (np.abs(expected - closing) > 1e-6) & whole & np.isfinite(new) & np.isfinite(lost)
    for place in np.flatnonzero(wrong)[:MOST].tolist():
        _note_wrong(content, place, {role: numbers[role] for role in (*_BALANCE, "returned_count")}, expected)
    wrong[np.flatnonzero(wrong)[:MOST]] = False
    content.note(
        "period-inconsistent",
        lambda _: message("Start + new - lost doesn't give the end. The numbers stay as the file has them."),
        wrong,
    )
    for role in _BALANCE:
        if content.has(role):
            content.note(
                "period-blank",
                lambda _: message("A number is missing in this period. It counts as unknown, not as 0."),
                ~np.isfinite(numbers[role]),
                content.require(role),
            )


def _note_wrong(content: Content, place: int, numbers: dict[str, Amounts], expected: Amounts) -> None:
    """Tells the sum of one row that doesn't come out."""
    here = np.zeros(len(content), dtype=np.bool_)
    here[place] = True
    opening, new, lost, closing = (Amount(float(numbers[role][place])) for role in _BALANCE)
    gives = Amount(float(expected[place]))
    back = Amount(float(np.nan_to_num(numbers["returned_count"][place])))
    if back.number:
        text = message(
            "{opening} at the start + {new} new + {back} returned - {lost} lost gives {gives}, but the file says "
            "{closing} at the end. The numbers stay as the file has them.",
            opening=opening, new=new, back=back, lost=lost, gives=gives, closing=closing,
        )  # fmt: skip
    else:
        text = message(
            "{opening} at the start + {new} new - {lost} lost gives {gives}, but the file says {closing} at the end. "
            "The numbers stay as the file has them.",
            opening=opening, new=new, lost=lost, gives=gives, closing=closing,
        )  # fmt: skip
    content.note("period-inconsistent", lambda _: text, here, content.require("closing"))


def _check_chain(content: Content, period: Days, by: str, numbers: dict[str, Amounts]) -> None:
    """Each period should start with what the one before ended with, and come once."""
    order = np.argsort(period, kind="stable")
    days = period[order]
    again = np.zeros(len(content), dtype=np.bool_)
    again[order[1:]] = days[1:] == days[:-1]
    content.note(
        "period-twice",
        lambda cell: message("{cell} stands in the table twice. Both rows are kept; delete one.", cell=cell),
        again,
        content.require("period"),
    )
    if not (content.has("opening") and content.has("closing")) or len(content) < 2:
        return
    opening, before = numbers["opening"][order[1:]], numbers["closing"][order[:-1]]
    wrong = np.zeros(len(content), dtype=np.bool_)
    known = np.isfinite(opening) & np.isfinite(before) & follows(days, by)
    wrong[order[1:]] = known & (opening != before)
    content.note(
        "period-inconsistent",
        lambda cell: message(
            "This period starts with {cell} customers, but the one before ended with another number.", cell=cell
        ),
        wrong,
        content.require("opening"),
    )


SHAPE = Shape(
    key="periods",
    title=message("Summary by month"),
    help=message("One row a month: customers at the start, new, lost, at the end, or revenue. No single customers."),
    why=message("Each row is another month with numbers, and there are no customers."),
    takes=(
        Taken("period", (("period", 1.0), ("date", 0.9), ("created", 0.5), ("start", 0.7), ("index", 0.2))),
        taken("opening", start=0.9),
        taken("new"),
        taken("returned_count"),
        Taken("lost_count", (("lost_count", 1.0), ("lost", 0.9))),
        Taken("closing", (("closing", 1.0), ("end", 0.9), ("customer", 0.85), ("active", 0.6))),
        taken("amount"),
        taken("opening_amount"),
        taken("new_amount"),
        taken("expansion_amount"),
        taken("contraction_amount"),
        taken("churned_amount"),
        Taken("closing_amount", (("closing_amount", 0.9),)),
        taken("currency"),
    ),
    needs=(("period",), (*_BALANCE, "amount", *_AMOUNTS)),
    fit=_fit,
    build=_build,
    amount_is="payment",
)
