"""How sure a guess is, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.words import Rate, message

if TYPE_CHECKING:
    from churndesk.shapes.mapping import Guess
    from churndesk.words import Message

#: From here on a guess is called certain, and below the other may well be wrong.
CERTAIN, UNSURE = 0.95, 0.8
#: What is less likely than this isn't worth a word.
POSSIBLE = 0.3


def sureness(guess: Guess) -> Message:
    """How sure a guess is: in a word, or as a share of a hundred."""
    if guess.certainty >= CERTAIN:
        return message("certain")
    return message("{share} sure", share=Rate(guess.certainty, 0))


def others(guesses: tuple[Guess, ...]) -> tuple[Guess, ...]:
    """What else it could be, the likeliest first: what was taken, and not to be used at all, are none of it."""
    rest = (guess for guess in guesses[1:] if guess.value and guess.certainty >= POSSIBLE)
    return tuple(sorted(rest, key=lambda guess: -guess.certainty))
