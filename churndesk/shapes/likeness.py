"""Ids that may be one customer's, written in two ways: "101.0" and "101", "Anna@x.org" and "anna@x.org"."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import numpy as np

from churndesk.shapes import identity
from churndesk.shapes.fullnames import settle_names
from churndesk.shapes.identity import id_texts
from churndesk.shapes.wording import visible
from churndesk.words import Choice, Doubt, Series, message

if TYPE_CHECKING:
    from churndesk.shapes.settling import Settling


#: What a spelling means that isn't joined with those like it.
APART = "apart"

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\x00-\x08\x0e-\x1f]")
_SPACES = re.compile(r"[^\S\n]+")
#: The ".0" that programs put behind numbers, where nothing but digits stands before it.
_ZEROS = re.compile(r"(?m)^(\d+)\.0$")


def likeness(text: str) -> str:
    """The id without ".0", case and spaces: ids of the same likeness may be one customer."""
    if text.endswith(".0") and text[:-2].isdigit():
        return text[:-2]
    return "".join(text.casefold().split()) if not text.isalnum() or not text.isdigit() else text


def alike(texts: list[str]) -> tuple[tuple[str, ...], ...]:
    """The groups of different ids that differ only by ".0", by case or by spaces: (("101.0", "101"),)."""
    keys = _likenesses(texts)
    if len(set(keys)) == len(texts):
        return ()
    told_apart = list(dict.fromkeys(texts))
    keys = _likenesses(told_apart)
    groups: dict[str, list[str]] = {}
    for text, key in zip(told_apart, keys, strict=True):
        groups.setdefault(key, []).append(text)
    return tuple(tuple(group) for key, group in groups.items() if len(group) > 1 and key)


def _likenesses(texts: list[str]) -> list[str]:
    """The likeness of each id: of a million in one text, so that none needs a closer look."""
    together = "\n".join(texts)
    if together.count("\n") != max(len(texts) - 1, 0):
        return [likeness(visible(text)) for text in texts]
    if not together.replace("\n", "").isprintable():
        together = _SPACES.sub("", _INVISIBLE.sub("", together))
    if not unicodedata.is_normalized("NFKC", together):
        together = unicodedata.normalize("NFKC", together)
    folded = together.casefold().replace(" ", "")
    if ".0" in folded:
        folded = _ZEROS.sub(r"\1", folded)
    return folded.split("\n") if texts else []


def joined(texts: list[str], apart: frozenset[str] = frozenset()) -> list[str]:
    """The ids with those alike under one text: the first spelling, or the one without ".0"; those `apart` stay."""
    chosen: dict[str, str] = {}
    keys = _likenesses(texts)
    if apart:
        # No likeness holds a line break.
        keys = [f"\n{text}" if text in apart else key for text, key in zip(texts, keys, strict=True)]
    for text, key in zip(texts, keys, strict=True):
        if key not in chosen or (chosen[key].endswith(".0") and not text.endswith(".0")):
            chosen[key] = text
    return [chosen[key] for key in keys]


def settle_ids(work: Settling) -> None:
    """Asks whether ids that are written alike are one customer's; the mapping joins them unless told otherwise."""
    index = work.place("customer")
    if index is None:
        return
    column = work.table.columns[index]
    if settle_names(work, index):
        return
    apart = tuple((text, meaning) for text, meaning in work.said_words.get(index, {}).items() if meaning == APART)
    if work.said.get(index) in {"join", "keep"}:
        work.use(index, format=work.said[index], meanings=apart)
        return
    texts = id_texts(column.values)
    lost = np.array([*identity.destroyed(texts), False])[column.codes]
    if identity.too_many_destroyed(int(lost.sum()), len(lost)):
        name = work.name(index)
        work.ask(Doubt("ids-destroyed", identity.refusal(column, texts), (), "--map customer=COLUMN", name))
        return
    groups = alike([text for text in texts if text])
    if groups:
        work.use(index, format="join")
        work.ask(_alike_doubt(work.name(index), groups))


def _alike_doubt(name: str, groups: tuple[tuple[str, ...], ...]) -> Doubt:
    text = message(
        "Some customers are written in two ways, such as {examples}. Are they the same?",
        examples=Series(groups[0][:3]),
    )
    choices = (Choice("join", message("Yes, count them as one")), Choice("keep", message("No, they are different")))
    return Doubt("ids-alike", text, choices, f"--format {name}=join|keep", name)
