"""What the words of a flag, status or reason column stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.shapes.portraits import cell_text
from churndesk.shapes.wording import plain, words

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

#: For each use of a column of words: the groups of words to look in, first match first, and what each stands for.
_GROUPS: dict[str, tuple[tuple[str, str], ...]] = {
    "lost": (
        ("yes", "lost"),
        ("no", "kept"),
        ("trial", "trial"),
        ("paused", "paused"),
        ("lost", "lost"),
        ("kept", "kept"),
    ),
    "active": (
        ("yes", "kept"),
        ("no", "lost"),
        ("trial", "trial"),
        ("paused", "paused"),
        ("lost", "lost"),
        ("kept", "kept"),
    ),
    "month": (
        ("yes", "kept"),
        ("no", "lost"),
        ("unpaid", "lost"),
        ("trial", "trial"),
        ("paused", "paused"),
        ("lost", "lost"),
        ("kept", "kept"),
        ("joined", "kept"),
        ("paid", "kept"),
    ),
    "stay": (("trial", "trial"), ("paused", "paused"), ("lost", "lost"), ("kept", "kept"), ("joined", "kept")),
    "payment": (("refund", "refund"), ("failed", "failed"), ("paid", "kept"), ("kept", "kept")),
    "trial": (("yes", "trial"), ("no", "kept"), ("trial", "trial"), ("kept", "kept"), ("paid", "kept")),
    "refund": (("yes", "refund"), ("no", "kept"), ("refund", "refund"), ("paid", "kept")),
    "reason": (("failed_reason", "failed"), ("goal", "goal")),
}
#: What a word of each use may be said to stand for, "ignore" first: a row that says nothing certain is left out.
MEANINGS: dict[str, tuple[str, ...]] = {
    "lost": ("ignore", "lost", "kept"),
    "active": ("ignore", "lost", "kept"),
    "month": ("kept", "lost", "paused", "trial"),
    "stay": ("kept", "lost", "paused", "trial", "ignore"),
    "payment": ("kept", "failed", "refund", "void", "ignore"),
    "trial": ("kept", "trial"),
    "refund": ("kept", "refund"),
    "reason": ("kept", "failed", "goal"),
}


def meanings(values: npt.NDArray[np.object_], use: str) -> dict[str, str | None]:
    """What each distinct cell stands for under a use (lost, active, stay, payment, trial, refund, reason).

    None where the word isn't known: `meanings(["Yes", "maybe"], "lost")` is {"Yes": "lost", "maybe": None}.
    """
    known: dict[str, str] = {}
    for group, meaning in reversed(_GROUPS[use]):
        known.update(dict.fromkeys(words(group), meaning))
    texts = (cell_text(value) for value in values)
    return {text: known.get(plain(text)) for text in texts if plain(text)}


def share_known(values: npt.NDArray[np.object_], use: str) -> float:
    """The share of the distinct words that are known under a use."""
    found = meanings(values, use)
    return sum(meaning is not None for meaning in found.values()) / len(found) if found else 0.0
