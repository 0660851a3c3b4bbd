"""Rows that are sound once it is seen how they differ from the rest: judged by their form alone, whatever they say."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from churndesk.reading.grammar import SPACES, Grammar
from churndesk.reading.records import field_at, records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from churndesk.reading.records import Record

#: Doubled quotes of one field that are tried as the place of a lost separator.
_MOST_PAIRS = 24


def respaced(text: str, grammar: Grammar, width: int) -> tuple[str, ...] | None:
    """The cells of a row whose delimiters are all followed by a space, so that no quote stands at a field's start.

    `1, "Oak, round", 3` among rows like `1,"Oak, round",3`. None unless exactly `width` cells come out, and no plain
    one holds a delimiter without a space.
    """
    if grammar.delimiter in {"", SPACES} or grammar.delimiter.isspace() or not grammar.quote:
        return None
    spaced = replace(grammar, delimiter=grammar.delimiter + " ")
    found = _whole(text, spaced)
    if found is None or found.odd_quote or len(found.fields) != width:
        return None
    plain = (written for written in _written(text, spaced) if not written.startswith(grammar.quote))
    return None if any(grammar.delimiter in written for written in plain) else tuple(found.fields)


def other_grammars(text: str, grammar: Grammar, width: int, *, hardly: bool) -> Iterator[Grammar]:
    """The grammars with another delimiter that a row may have been written in.

    Any that occurs where the row has `hardly` any of the usual delimiters; else those by which it is sound and has
    exactly `width` fields.
    """
    for mark in (",", ";", "\t", "|", " "):
        if mark != grammar.delimiter and text.count(mark) >= 2:
            other = Grammar(mark, grammar.quote)
            if hardly or (mark != " " and _is_sound(text, other, width)):
                yield other


def touching(text: str, at: int, grammar: Grammar) -> Iterator[tuple[str, int]]:
    """Where the quoted field that opens at `at` may end because the next one follows without a delimiter.

    In `"warm and dry""https://…"` the doubled quote looks like a quote that belongs to the text. Yields the value
    before each such place, and where the next field opens.
    """
    _, end, _ = field_at(text, at, grammar)
    pairs = (match for match in grammar.quotes.finditer(text, at + 1, end) if match["pair"])
    for match in islice(pairs, _MOST_PAIRS):
        value = text[at + 1 : match.start()]
        if value.strip():
            yield value.replace(grammar.quote * 2, grammar.quote), match.start() + len(grammar.quote)


def parted(text: str, grammar: Grammar, width: int) -> tuple[str, ...] | None:
    """The cells of a header that lost one delimiter beside a quote: `"Description""Link"` or `Name"Street, town"`.

    None unless exactly one place makes it a sound record of `width` cells, none of them empty or with a quote inside.
    """

    def named(cell: str) -> bool:
        return bool(cell.strip()) and grammar.quote not in cell

    if not grammar.quote or len(grammar.delimiter) != 1 or not 0 < text.count(grammar.quote) <= 4 * _MOST_PAIRS:
        return None
    found = set()
    for at in (at for at, sign in enumerate(text) if sign == grammar.quote):
        for place in (at, at + 1):
            record = _whole(text[:place] + grammar.delimiter + text[place:], grammar)
            if record and not record.odd_quote and len(record.fields) == width and all(map(named, record.fields)):
                found.add(tuple(record.fields))
    return found.pop() if len(found) == 1 else None


def _whole(text: str, grammar: Grammar) -> Record | None:
    """The text as one record; None if it is none or several."""
    found = list(islice(records(text, grammar), 2))
    return found[0] if len(found) == 1 else None


def _is_sound(text: str, grammar: Grammar, width: int) -> bool:
    found = _whole(text, grammar)
    return found is not None and not found.odd_quote and len(found.fields) == width


def _written(text: str, grammar: Grammar) -> Iterator[str]:
    """The fields of a sound record as they are written."""
    at = 0
    while at <= len(text):
        _, end, _ = field_at(text, at, grammar)
        yield text[at:end]
        at = end + len(grammar.delimiter)
