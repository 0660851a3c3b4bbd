"""What a heading means: the concepts that its words stand for, each with how well they cover it."""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from churndesk.shapes.wording import plain, visible, vocabulary

if TYPE_CHECKING:
    import numpy.typing as npt

#: From this likeness on a heading is taken for a misspelling of a known one.
_CLOSE = 0.88
_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_REPEATED = re.compile(r"\s*\(\d+\)$")
_LONGEST = 60
#: Words inside a heading that describe an amount or a length of time; no concept of a column.
QUALIFIERS = ("monthly", "yearly", "total", "gross", "net", "days", "weeks", "months", "years")
#: Words that say nothing about what a column holds.
_EMPTY_WORDS = frozenset(
    [
        "utc",
        "gmt",
        "local",
        "the",
        "of",
        "in",
        "usd",
        "eur",
        "gbp",
        "jpy",
        "pln",
        "krw",
        "twd",
        "czk",
        "chf",
        "date_time",
        "iso",
        "yyyy",
        "mm",
        "dd",
        "incl",
        "excl",
        "mez",
        "cet",
    ]
)


def _spaced(text: str) -> str:
    """The heading's words apart: "customerID" as "customer id", "MonthlyCharges" as "monthly charges"."""
    return plain(_CAMEL.sub(" ", _REPEATED.sub("", visible(text))))


def _is_unspaced_script(letter: str) -> bool:
    """Whether the letter belongs to a script that writes words without spaces, so a word may begin anywhere."""
    return unicodedata.east_asian_width(letter) in "WF" or "\u0e00" <= letter <= "\u0e7f"


def _compact(text: str) -> tuple[str, tuple[bool, ...]]:
    """The words run together, and for each position, the end included, whether a word may begin or end there."""
    kept = [word for word in text.split() if word not in _EMPTY_WORDS] or text.split()
    compact = "".join(kept)[:_LONGEST]
    borders = [False] * (len(compact) + 1)
    position = 0
    for word in kept:
        if position <= len(compact):
            borders[position] = True
        position += len(word)
    borders[len(compact)] = True
    for index in range(1, len(compact)):
        if _is_unspaced_script(compact[index - 1]) or _is_unspaced_script(compact[index]):
            borders[index] = True
    return compact, tuple(borders)


@cache
def _concepts() -> dict[str, tuple[str, ...]]:
    """Every wording, run together, with the concepts that it stands for."""
    found: dict[str, dict[str, None]] = {}
    for concept, languages in vocabulary("headings").items():
        if concept in QUALIFIERS:
            continue
        for wordings in languages.values():
            for wording in wordings:
                found.setdefault(_compact(_spaced(wording))[0], {})[concept] = None
    return {wording: tuple(concepts) for wording, concepts in found.items()}


@cache
def _qualifiers() -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for qualifier in QUALIFIERS:
        for wordings in vocabulary("headings")[qualifier].values():
            for wording in wordings:
                found.setdefault(_compact(_spaced(wording))[0], {})[qualifier] = None
    return {wording: tuple(names) for wording, names in found.items()}


def _spans(compact: str, borders: tuple[bool, ...], known: dict[str, tuple[str, ...]]) -> list[tuple[int, int]]:
    """Where known wordings stand in the heading, those inside a longer one left out."""
    found: list[tuple[int, int]] = []
    for length in range(len(compact), 0, -1):
        for first in range(len(compact) - length + 1):
            last = first + length
            inside = any(a <= first and last <= b for a, b in found)
            if borders[first] and borders[last] and not inside and compact[first:last] in known:
                found.append((first, last))
    return found


@lru_cache(maxsize=20_000)
def concepts(heading: str) -> tuple[tuple[str, float], ...]:
    """What the heading may mean, best first: (concept, certainty 0 to 1).

    A concept is a role, or one of the concepts that keep a column out of roles (order, thing, other …). A wording
    that covers the whole heading is nearly certain, one that covers a part of it less so: `concepts("customerID")`
    is `(("customer", 0.97),)`.
    """
    compact, borders = _compact(_spaced(heading))
    if not compact:
        return ()
    known = _concepts()
    scores: dict[str, float] = {}
    for first, last in _spans(compact, borders, known):
        score = 0.97 if last - first == len(compact) else 0.45 + 0.4 * (last - first) / len(compact)
        for concept in known[compact[first:last]]:
            scores[concept] = max(score, scores.get(concept, 0.0))
    if not set(scores) - {"id"}:
        scores = {**scores, **_misspelt(compact)}
    return tuple(sorted(scores.items(), key=lambda item: -item[1]))


def _misspelt(compact: str) -> dict[str, float]:
    """The concepts of the known wording that the heading is most likely a misspelling of."""
    if len(compact) < 6 or not compact.isascii() or not compact.isalpha():
        return {}
    close = get_close_matches(compact, _of_like_letters(compact), n=1, cutoff=_CLOSE)
    return dict.fromkeys(_concepts()[close[0]], 0.6) if close else {}


def _of_like_letters(compact: str) -> list[str]:
    """The wordings that share enough letters with a heading to be close to it at all: of a thousand, a handful.

    A comparison letter by letter takes a hundredth of a second for all of them, and a table may have thousands of
    columns.
    """
    wordings, letters = _latin_wordings()
    own = _letters(compact)
    shared = np.minimum(letters, own).sum(axis=1)
    lengths = letters.sum(axis=1) + len(compact)
    return [wordings[place] for place in np.flatnonzero(2 * shared >= _CLOSE * lengths - 1e-9)]


@cache
def _latin_wordings() -> tuple[tuple[str, ...], npt.NDArray[np.int16]]:
    """The wordings in Latin letters, and how often each has every letter."""
    wordings = tuple(wording for wording in _concepts() if wording.isascii() and len(wording) >= 6)
    return wordings, np.stack([_letters(wording) for wording in wordings])


def _letters(text: str) -> npt.NDArray[np.int16]:
    return np.bincount(np.frombuffer(text.encode("ascii"), dtype=np.uint8), minlength=128).astype(np.int16)


@lru_cache(maxsize=20_000)
def qualifiers(heading: str) -> frozenset[str]:
    """Which words of measure the heading holds: one or more of `QUALIFIERS`."""
    compact, borders = _compact(_spaced(heading))
    known = _qualifiers()
    return frozenset(name for first, last in _spans(compact, borders, known) for name in known[compact[first:last]])


def same_heading(one: str, other: str) -> bool:
    """Whether two headings are one wording: "Date" and "Date (2)", "customer_id" and "Customer ID"."""
    return bool(one) and _spaced(one) == _spaced(other)
