"""Dates with the month's name in words: "5. März 2024", "Mar 5, 2024", "août 2019", "Jan-23"."""

from __future__ import annotations

import re

from churndesk.shapes.dateparts import DateText, Unit, certain, day_number, full_year, in_common_year, whole_month
from churndesk.shapes.wording import numbered, plain, words

#: "2月" is a name as well: programs write "15-2月-2024" where others write "15-Feb-2024".
_TOKENS = re.compile(r"\d{1,2}[月월]|\d+|[^\W\d_]+")


def of_names(text: str) -> DateText | None:
    """A month by its name, with a day and a year, a year alone, or neither."""
    tokens = _TOKENS.findall(text)
    months = numbered("months")
    named = [index for index, token in enumerate(tokens) if not token.isdigit() and plain(token) in months]
    if len(named) > 1:  # "mar" is a Tuesday as well as a March
        named = [index for index in named if plain(tokens[index]) not in words("date_fillers")] or named[-1:]
    if len(named) != 1:
        return None
    others = [token for index, token in enumerate(tokens) if index != named[0] and not token.isdigit()]
    if any(plain(token) not in words("date_fillers") for token in others):
        return None
    before = [token for token in tokens[: named[0]] if token.isdigit()]
    after = [token for token in tokens[named[0] + 1 :] if token.isdigit()]
    return _named_month(months[plain(tokens[named[0]])], before, after)


def _named_month(  # noqa: PLR0911  (one line a way of writing)
    month: int, before: list[str], after: list[str]
) -> DateText | None:
    match before, after:
        case [], []:
            return DateText(Unit.MONTH_ONLY, (month,) * 3)
        case [year], [] if len(year) == 4:
            return whole_month(in_common_year(int(year))[0], month)
        case [], [year] if len(year) in {2, 4}:
            whole = full_year(int(year)) if len(year) == 2 else in_common_year(int(year))[0]
            return certain(Unit.MONTH, day_number(whole, month, 1), short_year=len(year) == 2)
        case [year], [day] if len(year) == 4 and len(day) <= 2:
            return _named_day(year, month, day)
        case ([day], [year]) | ([], [day, year]) | ([day, year], []) if len(day) <= 2 and len(year) in {2, 4}:
            return _named_day(year, month, day)
        case [], [year, day] if len(year) == 4:
            return _named_day(year, month, day)
        case _:
            return None


def _named_day(year: str, month: int, day: str) -> DateText | None:
    if len(year) == 2:
        return certain(Unit.DAY, day_number(full_year(int(year)), month, int(day)), short_year=True)
    whole, buddhist = in_common_year(int(year))
    return certain(Unit.DAY, day_number(whole, month, int(day)), buddhist=buddhist)
