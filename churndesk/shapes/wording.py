"""The words of headings and cells, brought to one form, and the vocabularies that they are looked up in."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from typing import Any

from churndesk import resources

_NOT_DECOMPOSED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})
_ACCENTS = re.compile("[\u0300-\u036f]")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\x00-\x08\x0e-\x1f]")
_MARKS = re.compile(r"[\W_]+")


def visible(text: str) -> str:
    """The text without marks for direction, zero-width characters and outer spaces; full-width digits made plain."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).strip()


def plain(text: str) -> str:
    """The text in the form that words are compared in: no case, accents or marks, single spaces.

    "Début_du-mois " becomes "debut du mois"; a text of marks alone, such as "-" or "○", stays what it is.
    """
    text = visible(text[:200]).casefold()
    if not text.isascii():
        text = _ACCENTS.sub("", unicodedata.normalize("NFD", text.translate(_NOT_DECOMPOSED)))
        text = unicodedata.normalize("NFC", text)
    return _MARKS.sub(" ", text).strip() or text


@cache
def vocabulary(file: str) -> dict[str, dict[str, Any]]:
    """The tables of a data file below `resources/shapes`, as they stand."""
    with resources.path("shapes", f"{file}.toml").open("rb") as opened:
        return tomllib.load(opened)


@cache
def words(group: str) -> frozenset[str]:
    """All words of a group of the cell vocabulary (yes, no, lost …), in plain form."""
    return frozenset(plain(word) for word in vocabulary("words")[group]["words"])


@cache
def numbered(group: str) -> dict[str, int]:
    """Words that stand for a number, in plain form: the months by 1 to 12, the intervals by months."""
    found: dict[str, int] = {}
    for number, spellings in vocabulary("words")[group].items():
        for word in spellings:
            found.setdefault(plain(word), int(number))
    return found
