"""Is an offer to customers at risk worth it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.analysis.scenarios import churn_within, offer_inputs
from churndesk.gui.calculators.typed import typed_for
from churndesk.gui.say import say_value
from churndesk.gui.what_if.scenario import ScenarioPanel
from churndesk.metrics.offer import OFFER_INPUTS, offer_worth
from churndesk.metrics.result import Undefined
from churndesk.words import Amount, Money, message

if TYPE_CHECKING:
    from churndesk.analysis import Study
    from churndesk.gui.desk import Desk
    from churndesk.metrics import Inputs
    from churndesk.metrics.offer import OfferWorth
    from churndesk.words import Message


class OfferPanel(ScenarioPanel):
    """What an offer brings less what it costs, and the save rate at which it pays for itself."""

    key = "offer"
    inputs_declared = OFFER_INPUTS

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, message("Expected gain of the offer"))

    def from_data(self, study: Study) -> Inputs:
        """The churn a month and what a customer brings."""
        return offer_inputs(study)

    def show_answer(self, numbers: Inputs, study: Study | None) -> None:
        """Shows the gain, how sure it is, and whether to do it."""
        found = offer_worth(numbers, self._currency, self._within(numbers, study))
        if isinstance(found, Undefined):
            self.say_nothing(found)
            return
        figure = say_value(Money(found.gain, self._currency, whole=abs(found.gain) >= 10_000))
        self.say_answer(figure, found.sentence, found.certainty, _counted(found, self._currency), formula=found.formula)

    def _within(self, numbers: Inputs, study: Study | None) -> tuple[float, float] | None:
        """The interval of the data's churn; a typed one has none."""
        if study is None or "churn" in typed_for(self._document.project, self.key):
            return None
        field = self.inputs.fields["churn"]
        typing = field.line.isModified() and field.number != field.standing
        return None if typing or numbers.get("churn") is None else churn_within(study)


def _counted(found: OfferWorth, currency: str | None) -> Message:
    return message(
        "{saved} customers stay because of it, each for {months} months and {worth}; {takers} customers take it.",
        saved=Amount(found.saved, 1),
        months=Amount(found.lifetime, 1),
        worth=Money(found.worth, currency),
        takers=Amount(found.takers, 1),
    )
