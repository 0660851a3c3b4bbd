"""What a rate of one period comes to in a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.metrics import monthly as monthly_rate
from churndesk.metrics import over_months
from churndesk.words import Rate, message

if TYPE_CHECKING:
    from churndesk.analysis import Study
    from churndesk.metrics import Result
    from churndesk.words import Message


def yearly_pace(result: Result, study: Study | None) -> Message | None:
    """The churn of a shorter period as a year's: 1 - (1 - monthly)^12, never twelve times a month's.

    None for other metrics, for years, and where it isn't known how long the period is.
    """
    if result.metric != "churn_rate" or result.value is None or study is None or not study.periods:
        return None
    months = study.periods[study.chosen or 0].months
    if months >= 12 or result.value >= 1:
        return None
    yearly = over_months(monthly_rate(result.value, months), 12)
    return message("If it went on like this, {rate} would leave within a year.", rate=Rate(yearly))
