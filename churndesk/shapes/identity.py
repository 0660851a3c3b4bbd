"""Who is who: ids as text exactly as the file has them, and ids that may be one written in two ways."""

from __future__ import annotations

import re
from itertools import repeat
from typing import TYPE_CHECKING, Any

import numpy as np

from churndesk.shapes.portraits import cell_text
from churndesk.words import message

if TYPE_CHECKING:
    import numpy.typing as npt

    from churndesk.reading.table import Column
    from churndesk.words import Message

#: What Excel makes of a long number: most of its digits are gone for good.
_DESTROYED = re.compile(r"[+-]?\d(?:[.,]\d+)?E\+\d{2,}", re.IGNORECASE)
#: Up to this share of rows may have lost their id: they are left out, one by one.
_FEW_LOST = 0.02
_NOBODY = frozenset({"", "-", "n/a", "null", "none", "nan", "#n/a"})
_APOSTROPHES = "'’＇"


def id_texts(values: npt.NDArray[np.object_]) -> list[str]:
    """Each distinct cell as an id: its own text, an apostrophe in front and spaces around it kept off."""
    cells: list[Any] = values.tolist()
    if set(map(type, cells)) == {int}:
        return list(map(str, cells))
    if _are_ids_already(cells):
        return cells
    return [
        value if value.__class__ is str and value.isalnum() and len(value) > 4 else _id_text(value) for value in cells
    ]


def _are_ids_already(cells: list[Any]) -> bool:
    """Whether no cell needs a closer look: told of a million cells at once, by all of them in one text."""
    try:
        together = "\n".join(cells)
    except TypeError:
        return False
    if together.count("\n") != len(cells) - 1 or not together.replace("\n", "").isprintable():
        return False
    if min(map(len, cells)) <= 4 and any(cell.casefold() in _NOBODY for cell in cells if len(cell) <= 4):
        return False
    framed = f"\n{together}\n"
    spaced = " " in together and ("\n " in framed or " \n" in framed)
    return not spaced and not any(mark in together and f"\n{mark}" in framed for mark in _APOSTROPHES)


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
    return text.strip()


def destroyed(texts: list[str]) -> list[bool]:
    """Which ids are long numbers that Excel has rounded: "1.23457E+12" stands for many customers."""
    if "E+" not in "\n".join(texts).upper():
        return [False] * len(texts)
    return ["E" in text.upper() and bool(_DESTROYED.fullmatch(text)) for text in texts]


def too_many_destroyed(count: int, rows: int) -> bool:
    """Whether so many of the rows have lost their id that the customers can't be told apart."""
    return count > _FEW_LOST * rows


def refusal(column: Column, texts: list[str]) -> Message:
    """What a person does about a column of customers whose ids Excel has shortened."""
    shown = next(text for text, lost in zip(texts, destroyed(texts), strict=True) if lost)
    return message(
        "Excel has shortened the numbers in “{column}” to ones like {cell}: different customers now look like one. "
        "Export the list again from where it came from, give the column the format Text before it is opened in Excel, "
        "or choose another column that tells the customers apart.",
        column=column.heading,
        cell=shown,
    )


def codes_of(texts: list[str], codes: npt.NDArray[np.int32]) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.object_]]:
    """Each row's customer as an index, -1 for nobody, and the ids in order of their first row."""
    if all(texts) and len(set(texts)) == len(texts):
        return codes.astype(np.int32), _objects(texts)
    places = {text: place for place, text in enumerate(dict.fromkeys(text for text in texts if text))}
    of_value = np.array([*map(places.get, texts, repeat(-1)), -1], dtype=np.int32)
    return of_value[codes], _objects(list(places))


def _objects(texts: list[str]) -> npt.NDArray[np.object_]:
    array = np.empty(len(texts), dtype=object)
    array[:] = texts
    return array
