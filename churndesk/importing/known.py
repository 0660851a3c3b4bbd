"""How tables were read before, in whichever project: headings and what was said of them, nothing of the rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from churndesk.shapes.mapping import ColumnUse, Mapping

#: So many tables are known, and so many columns in all of them together; the ones that were used last stay.
MOST_TABLES, MOST_COLUMNS = 40, 4_000
#: A status has no more words than these, and none is longer; anything else might be what a customer wrote.
_MOST_WORDS, _LONGEST_WORD = 30, 40


@dataclass(frozen=True, slots=True)
class Known:
    """A mapping by its headings, and the name of the file that it was used for last."""

    file: str
    mapping: Mapping


def with_known(known: Sequence[Known], file: str, mapping: Mapping) -> tuple[Known, ...]:
    """What is known, with one more table first; the oldest go where there are too many.

    A table without headings says nothing about the next one, and one of thousands of columns isn't kept.
    """
    if not any(mapping.headings) or len(mapping.columns) > MOST_COLUMNS:
        return tuple(known)
    others = [one for one in known if one.mapping.headings != mapping.headings]
    kept, columns = [], 0
    for one in [Known(file, _without_rows(mapping)), *others][:MOST_TABLES]:
        columns += len(one.mapping.columns)
        if columns > MOST_COLUMNS:
            break
        kept.append(one)
    return tuple(kept)


def known_of(known: Sequence[Known], headings: tuple[str, ...]) -> Known | None:
    """How a table with these very headings was read before."""
    return next((one for one in known if one.mapping.headings == headings), None) if any(headings) else None


def _without_rows(mapping: Mapping) -> Mapping:
    """The mapping without anything that was said of single rows, or that only a row can have said."""
    columns = tuple(map(_without_texts, mapping.columns))
    return replace(mapping, columns=columns, skip=(), fixes=(), keep=(), as_written=(), others=(), dates=())


def _without_texts(use: ColumnUse) -> ColumnUse:
    if use.role == "customer":  # its words are customers
        return replace(use, meanings=())
    few = len(use.meanings) <= _MOST_WORDS and all(len(word) <= _LONGEST_WORD for word, _ in use.meanings)
    return use if few else replace(use, meanings=())
