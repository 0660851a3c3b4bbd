"""What it would bring if fewer customers left, and how many must be won to stand still."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.analysis.scenarios import what_if_inputs
from churndesk.gui.say import say_value
from churndesk.gui.what_if.scenario import ScenarioPanel
from churndesk.metrics.result import Undefined
from churndesk.metrics.what_if import WHAT_IF_INPUTS, what_if
from churndesk.words import Amount, Money, Rate, message, plural

if TYPE_CHECKING:
    from churndesk.analysis import Study
    from churndesk.gui.desk import Desk
    from churndesk.metrics import Inputs
    from churndesk.metrics.what_if import WhatIf
    from churndesk.words import Message


class WhatIfPanel(ScenarioPanel):
    """A year with lower churn: customers and money kept, each with the interval that churn itself has."""

    key = "what_if"
    inputs_declared = WHAT_IF_INPUTS

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, message("More in a year"))

    def from_data(self, study: Study) -> Inputs:
        """The customers, their churn over 12 months, and what each brings."""
        return what_if_inputs(study)

    def show_answer(self, numbers: Inputs, _study: Study | None) -> None:
        """Shows what a year of the lower churn keeps."""
        found = what_if(numbers, self._currency)
        if isinstance(found, Undefined):
            self.say_nothing(found)
            return
        self.say_answer(
            say_value(_large(found)),
            found.sentence,
            found.with_prices,
            _kept(found) if found.money is not None else None,
            found.standing_still,
            _then(found),
            formula=_formula(found),
        )


def _large(found: WhatIf) -> Money | Message:
    if found.in_all is not None:
        return Money(found.in_all.value, found.currency, whole=True)
    if found.money is not None:
        return Money(found.money.value, found.currency, whole=True)
    return plural("{count} customer", "{count} customers", round(found.kept.value))


def _kept(found: WhatIf) -> Message:
    return message(
        "Of today's customers {count} more are here after a year; by chance alone it could be {low} to {high}.",
        count=Amount(found.kept.value, 1),
        low=Amount(found.kept.low, 1),
        high=Amount(found.kept.high, 1),
    )


def _then(found: WhatIf) -> Message:
    return message(
        "With the lower churn {count} a month would do ({low} to {high}).",
        count=Amount(found.to_win_then.value, 1),
        low=Amount(found.to_win_then.low, 1),
        high=Amount(found.to_win_then.high, 1),
    )


def _formula(found: WhatIf) -> Message:
    return message(
        "Churn of one period {churn} ({low} to {high}), reduced to {reduced}. Who has left can't leave again, so a "
        "year's loss is 1 - (1 - churn)^(12 / months).",
        churn=Rate(found.churn.value),
        low=Rate(found.churn.low),
        high=Rate(found.churn.high),
        reduced=Rate(found.reduced.value),
    )
