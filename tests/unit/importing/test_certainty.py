from __future__ import annotations

import pytest

from churndesk.importing.certainty import others, sureness
from churndesk.shapes.mapping import Guess
from churndesk.words import Language, message

WHY = message("The cells look like it.")


@pytest.mark.parametrize(("certainty", "told"), [(0.97, "certain"), (0.95, "certain"), (0.734, "73% sure")])
def test_a_guess_says_how_sure_it_is(certainty: float, told: str) -> None:
    assert Language("en").say(sureness(Guess("start", certainty, WHY))) == told


def test_what_else_it_could_be_comes_likeliest_first() -> None:
    guesses = (Guess("start", 0.9, WHY), Guess("date", 0.4, WHY), Guess("", 0.5, WHY), Guess("end", 0.6, WHY),
               Guess("asked", 0.1, WHY))  # fmt: skip
    assert [guess.value for guess in others(guesses)] == ["end", "date"]
