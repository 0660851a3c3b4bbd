"""Small charts by hand."""

from __future__ import annotations

from datetime import date

from churndesk.charts.chart import Band, Chart, Line, Mark
from churndesk.words import PeriodName, message


def months(count: int) -> tuple[PeriodName, ...]:
    return tuple(PeriodName(date(2024 + at // 12, at % 12 + 1, 1), "month") for at in range(count))


def lines() -> Chart:
    return Chart(
        "churn",
        "line",
        message("Growth against churn"),
        "rate",
        months(4),
        (
            Line(message("Churn"), (0.02, None, 0.04, 0.03), "bad", (0.01, None, 0.02, 0.01), (0.05, None, 0.07, 0.6)),
            Line(message("Growth"), (0.01, 0.02, 0.03, 0.04), "good", dashed=True),
        ),
        message("Growth was over churn in 1 of 4 months."),
        bands=(Band(message("usual"), 0.03, 0.05),),
        marks=(Mark(2, message("Started: ask why")),),
        incomplete=(3,),
    )


def waterfall() -> Chart:
    return Chart(
        "bridge",
        "waterfall",
        message("What moved your revenue"),
        "money",
        (message("At the start"), message("New"), message("Lost"), message("At the end")),
        (Line(message("Revenue"), (10_000, 900, -500, 10_400)),),
        message("From 10,000 to 10,400 a month."),
        "EUR",
        ("muted", "good", "bad", "accent"),
    )


def nothing() -> Chart:
    return Chart("churn", "line", message("Churn"), "rate", (), (), message("There are no periods."))
