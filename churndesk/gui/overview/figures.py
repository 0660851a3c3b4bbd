"""The four figures of the overview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.analysis.study import BOUNDED
from churndesk.gui.figures import currency_of
from churndesk.gui.proof import show_proof
from churndesk.gui.say import say, say_value, tr
from churndesk.gui.widgets.card_grid import CardGrid
from churndesk.gui.widgets.figure_card import FigureCard
from churndesk.metrics import metric
from churndesk.words import Amount, Money, message, plural

if TYPE_CHECKING:
    from churndesk.analysis import Study
    from churndesk.gui.desk import Desk
    from churndesk.words import Message

#: The metrics that come first, and the pages that they open.
FIRST = (("churn_rate", "churn"), ("retention_rate", "retention"), ("gross_churn", "revenue"))
_NARROW = 172


class Figures(CardGrid):
    """Churn, retention, revenue churn, and how many customers there are; each card opens its page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(least=_NARROW, most=4)
        self._desk = desk
        self.results = {key: self._card(say(metric(key).title), page, key) for key, page in FIRST}
        self.customers = self._card(tr("Customers"), "customers")

    def _card(self, title: str, page: str, metric: str = "") -> FigureCard:
        card = FigureCard(title, opens=True, proof=bool(metric))
        card.proof_wanted.connect(lambda: show_proof(self._desk, metric, self.window()))
        card.opened.connect(lambda: self._desk.go(page))
        self.add(card)
        return card

    def show_study(self, study: Study) -> None:
        """Shows the figures of the chosen period, or of the whole snapshot."""
        currency = currency_of(study.project)
        for key, card in self.results.items():
            result = study.result(key)
            card.show_result(result, _sentence(study, key, currency) if result.value is not None else None, currency)
        if study.snapshot is not None:
            lost = plural("{count} of them is lost.", "{count} of them are lost.", study.snapshot.lost)
            self.customers.show_text(say_value(Amount(study.snapshot.customers)), say(lost))
        elif study.chosen is not None:
            self._show_counts(study)

    def _show_counts(self, study: Study) -> None:
        now = study.customers[study.chosen]
        if now.closing is None:
            self.customers.show_reason(tr("The table doesn't say how many there are."))
            return
        counts = {"new": now.new or 0, "returned": now.returned or 0, "lost": now.lost or 0}
        if now.returned:
            moved = message("{new} new, {returned} returned, {lost} lost", **counts)
        else:
            moved = message("{new} new, {lost} lost", **counts)
        compared = study.comparison("growth_rate")
        told = moved if compared is None else message("{moved}. {compared}", moved=moved, compared=compared)
        self.customers.show_text(say_value(Amount(now.closing)), say(told))


def _sentence(study: Study, key: str, currency: str | None) -> Message | None:
    """What stands below the figure: how it compares, or what it is made of."""
    if study.typed(key):
        return message("With numbers that you typed, not your data's alone.")
    if study.chosen is None:
        return None
    told = study.comparison(key) or _made_of(study, key, currency)
    bounds = study.bounds() if key in BOUNDED else None
    if bounds is None:
        return told
    said = bounds.of_churn if key == "churn_rate" else bounds.of_retention
    return said if told is None else message("{said} {more}", said=said, more=told)


def _made_of(study: Study, key: str, currency: str | None) -> Message | None:
    """The counts and amounts behind a figure that has no earlier one to be compared with."""
    now, money = study.customers[study.chosen], study.revenue[study.chosen]
    if key == "retention_rate" and now.at_risk is not None and now.gone is not None:
        return plural("{kept} of {count} stayed", "{kept} of {count} stayed", now.at_risk, kept=now.at_risk - now.gone)
    if key == "gross_churn" and money.opening is not None:
        lost = Money((money.churned or 0.0) + (money.contraction or 0.0), currency, whole=True)
        return message("{lost} of {opening} a month", lost=lost, opening=Money(money.opening, currency, whole=True))
    return None
