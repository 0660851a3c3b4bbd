"""Who is who: ids as text exactly as the file has them, and ids that may be one written in two ways."""

from __future__ import annotations

import re
from itertools import repeat
from typing import TYPE_CHECKING, Any

import numpy as np

from churndesk.shapes.portraits import cell_text

if TYPE_CHECKING:
    import numpy.typing as npt

#: What Excel makes of a long number: most of its digits are gone for good.
_DESTROYED = re.compile(r"[+-]?\d(?:[.,]\d+)?E\+\d{2,}", re.IGNORECASE)
_NOBODY = frozenset({"", "-", "n/a", "null", "none", "nan", "#n/a"})
_APOSTROPHES = "'’＇"


def id_texts(values: npt.NDArray[np.object_]) -> list[str]:
    """Each distinct cell as an id: its own text, an apostrophe in front and spaces around it kept off."""
    return [
        value if value.__class__ is str and value.isalnum() and len(value) > 4 else _id_text(value)
        for value in values.tolist()
    ]


def _id_text(value: Any) -> str:
    text = value if isinstance(value, str) else cell_text(value)
    if not text.isascii() or not text.isalnum():
        text = _without_marks(text)
    return "" if len(text) <= 4 and text.casefold() in _NOBODY else text


def _without_marks(text: str) -> str:
    text = text.strip()
    if len(text) > 1 and text[0] in _APOSTROPHES:
        text = text[1:]
    if not text.isprintable():
        text = "".join(letter for letter in text if letter.isprintable())
    return text


def destroyed(texts: list[str]) -> list[bool]:
    """Which ids are long numbers that Excel has rounded: "1.23457E+12" stands for many customers."""
    if "E+" not in "\n".join(texts).upper():
        return [False] * len(texts)
    return ["E" in text.upper() and bool(_DESTROYED.fullmatch(text)) for text in texts]


def codes_of(texts: list[str], codes: npt.NDArray[np.int32]) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.object_]]:
    """Each row's customer as an index, -1 for nobody, and the ids in order of their first row."""
    places = {text: place for place, text in enumerate(dict.fromkeys(text for text in texts if text))}
    of_value = np.array([*map(places.get, texts, repeat(-1)), -1], dtype=np.int32)
    ids = np.empty(len(places), dtype=object)
    ids[:] = list(places)
    return of_value[codes], ids
