"""Tells what kind of reason somebody wrote down: service, price, a competitor …, in any of the five languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from churndesk.strategies.catalogue import Catalogue
    from churndesk.strategies.evidence import Reasons


def kind_of(reason: str, catalogue: Catalogue) -> str | None:
    """The kind of a recorded reason, None where no known word stands in it.

    The kind whose word comes first wins ("price, then service" is price); where two begin at one place, the longer.
    """
    text = reason.casefold()
    found = [
        (place, -len(word), kind)
        for kind, words in catalogue.reason_words
        for word in words
        if (place := _place(word, text)) is not None
    ]
    return min(found)[2] if found else None


def _place(word: str, text: str) -> int | None:
    """Where the word stands; one in Latin letters must begin a word: "cen" (price) is no part of "license"."""
    start = r"(?<!\w)" if word[0].isascii() else ""
    found = re.search(start + re.escape(word), text)
    return found.start() if found else None


def by_kind(reasons: Reasons, catalogue: Catalogue) -> dict[str, int]:
    """How many customers gave each kind of reason, the most frequent first; an unknown one counts as "other"."""
    counts: dict[str, int] = {}
    for reason, count in reasons.given:
        kind = kind_of(reason, catalogue) or "other"
        counts[kind] = counts.get(kind, 0) + count
    return dict(sorted(counts.items(), key=lambda item: -item[1]))
