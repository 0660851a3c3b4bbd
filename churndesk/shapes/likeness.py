"""Ids that may be one customer's, written in two ways: "101.0" and "101", "Anna@x.org" and "anna@x.org"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.shapes.identity import id_texts
from churndesk.shapes.wording import visible
from churndesk.words import Choice, Doubt, Series, message

if TYPE_CHECKING:
    from churndesk.shapes.settling import Settling


def likeness(text: str) -> str:
    """The id without ".0", case and spaces: ids of the same likeness may be one customer."""
    if text.endswith(".0") and text[:-2].isdigit():
        return text[:-2]
    return "".join(text.casefold().split()) if not text.isalnum() or not text.isdigit() else text


def alike(texts: list[str]) -> tuple[tuple[str, ...], ...]:
    """The groups of different ids that differ only by ".0", by case or by spaces: (("101.0", "101"),)."""
    if not _may_be_alike(texts):
        return ()
    groups: dict[str, list[str]] = {}
    for text in dict.fromkeys(texts):
        groups.setdefault(likeness(visible(text)), []).append(text)
    return tuple(tuple(group) for likeness_, group in groups.items() if len(group) > 1 and likeness_)


def _may_be_alike(texts: list[str]) -> bool:
    """Whether a closer look is worth its time: a million ids are told apart in a blink by their lower case."""
    together = "\n".join(texts) + "\n"
    folded = together.casefold().split("\n")
    return ".0\n" in together or " " in together or not together.isascii() or len(set(folded)) <= len(set(texts))


def joined(texts: list[str]) -> list[str]:
    """The ids with those alike under one text: the first spelling, or the one without ".0"."""
    chosen: dict[str, str] = {}
    for text in texts:
        key = likeness(visible(text))
        if key not in chosen or (chosen[key].endswith(".0") and not text.endswith(".0")):
            chosen[key] = text
    return [chosen[likeness(visible(text))] for text in texts]


def settle_ids(work: Settling) -> None:
    """Asks whether ids that are written alike are one customer's; the mapping joins them unless told otherwise."""
    index = work.place("customer")
    if index is None:
        return
    column = work.table.columns[index]
    if work.said.get(index) in {"join", "keep"}:
        work.use(index, format=work.said[index])
        return
    groups = alike([text for text in id_texts(column.values) if text])
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
