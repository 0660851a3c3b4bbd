"""Several sentences below each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.words import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from churndesk.words import Message


def bullets(sentences: Sequence[Message]) -> Message:
    """One line for each sentence, of which there is at least one, with a dash before it."""
    first, *others = sentences
    if not others:
        return message("– {sentence}", sentence=first)
    return message("– {sentence}\n{others}", sentence=first, others=bullets(others))
