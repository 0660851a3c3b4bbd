"""How often an amount is due, in months."""

from __future__ import annotations

import re

import numpy as np

from churndesk.shapes.wording import numbered, plain

_EVERY = re.compile(r"(?:every |co |alle |tous les |cada |毎|每)?(\d{1,3}) ?(.+?)(?:毎|ごと|마다)?")
#: Months in a week and in a day: 52 weeks and 365 days make 12 months.
_WEEK, _DAY = 12 / 52, 12 / 365


def months_between(text: str) -> float:
    """The months from one payment to the next; NaN where the word isn't known.

    "annual" is 12, "quarterly" 3, "every 6 months" 6, "weekly" 12/52, "daily" 12/365.
    """
    word = plain(text)
    found = _lookup(word)
    if found is None:
        counted = _EVERY.fullmatch(word)
        unit = _lookup(counted[2]) if counted else None
        found = unit * int(counted[1]) if counted and unit else None
    return np.nan if found is None else found


def _lookup(word: str) -> float | None:
    if word in numbered("interval"):
        return float(numbered("interval")[word])
    if word in numbered("interval_weeks"):
        return numbered("interval_weeks")[word] * _WEEK
    if word in numbered("interval_days"):
        return numbered("interval_days")[word] * _DAY
    return None
