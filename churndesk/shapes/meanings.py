"""What the words of a table's flag, status and reason columns stand for; the unknown ones are asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.shapes.flags import MEANINGS, meanings
from churndesk.shapes.headings import concepts
from churndesk.shapes.numbers import number_cells
from churndesk.shapes.uses import words_use
from churndesk.shapes.wording import plain, words
from churndesk.words import Choice, Doubt, message

if TYPE_CHECKING:
    from churndesk.reading.table import Column
    from churndesk.shapes.settling import Settling
    from churndesk.words import Message

#: Of more unknown words than this in a column, only the first are asked.
_MOST_WORDS = 12


def settle_words(work: Settling) -> None:
    """Says for each word of the flag, status and reason columns what it stands for, or asks."""
    for index, column, role in work.columns("words", "text"):
        if role in {"lost", "status", "trial", "refund", "reason"} and not _is_numbers(role, column):
            _meanings(work, index, column, role)


def _is_numbers(role: str, column: Column) -> bool:
    """Whether a refund column holds amounts and no flag."""
    return role == "refund" and len(column.values) > 2 and number_cells(column.values).share() > 0.8


def _meanings(work: Settling, index: int, column: Column, role: str) -> None:
    meant = concepts(column.heading)
    use = "active" if role == "lost" and meant and meant[0][0] == "active" else words_use(role, work.shape.key)
    found = meanings(column.values, use)
    if work.preset is not None:
        found = {word: work.preset.meaning(column.heading, word) or meaning for word, meaning in found.items()}
    said = work.said_words.get(index, {})
    found.update({word: said[word] for word in said if word in found or not word})
    unknown = [word for word, meaning in found.items() if meaning is None]
    if role == "lost":
        _blank_flags(column, found, unknown)
        unknown = [word for word, meaning in found.items() if meaning is None]
    if role in {"lost", "status"}:
        for word in unknown[:_MOST_WORDS]:
            found[word] = MEANINGS[use][0]
            work.ask(word_doubt(work.name(index), word, MEANINGS[use], serious=role == "lost"))
    work.use(index, meanings=tuple((word, meaning) for word, meaning in found.items() if meaning is not None))


def _blank_flags(column: Column, found: dict[str, str | None], unknown: list[str]) -> None:
    """What blank cells of a flag mean: the other side, where all the words are on one; else it is asked."""
    if "" in found or not _has_blanks(column):
        return
    sides = {meaning for meaning in found.values() if meaning is not None}
    if len(unknown) == 1 and not sides:  # a mark such as "x" and nothing else
        found[unknown[0]] = "lost"
        sides = {"lost"}
    if sides in ({"lost"}, {"kept"}):
        found[""] = "kept" if sides == {"lost"} else "lost"
    else:
        found[""] = None


def _has_blanks(column: Column) -> bool:
    if bool((column.codes < 0).any()):
        return True
    return any(isinstance(value, str) and not value.strip() for value in column.values)


def word_doubt(name: str, word: str, allowed: tuple[str, ...], *, serious: bool) -> Doubt:
    """Asks what a word of a column stands for; the first of the allowed meanings is proposed."""
    labels: dict[str, Message] = {
        "lost": message("The customer has left"),
        "kept": message("Nothing: it counts like any other row"),
        "ignore": message("Leave these rows out"),
        "paused": message("On hold"),
        "trial": message("A trial"),
        "failed": message("A payment that failed"),
        "refund": message("Money paid back"),
        "void": message("A payment that was paid back later"),
    }
    option = f"--format {name}={word}:{'|'.join(allowed)}"
    return Doubt(
        "word-unknown", _asked(name, word), tuple(Choice(key, labels[key]) for key in allowed), option, name, serious
    )


def _asked(name: str, word: str) -> Message:
    if not word:
        return message("What does an empty cell in “{heading}” mean?", heading=name)
    if plain(word) in words("joined"):
        return message(
            "“{word}” in “{heading}” says neither that a customer stayed nor that it left. What should it count as?",
            word=word,
            heading=name,
        )
    return message("What does “{word}” in “{heading}” mean?", word=word, heading=name)
