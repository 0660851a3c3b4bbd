"""Parts a text into records and fields, forgivingly.

A quote opens a field only where the field begins, and closes it only before a delimiter or a line's end. Inside a
quoted field of a sound file there is never a delimiter or line end followed by a single quote: where that is found,
the opening quote was a stray one and stands for itself, so that it doesn't swallow the lines below.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from churndesk.reading.grammar import Grammar

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_BREAK = re.compile(r"\r\n|\r|\n")
_LINE_END = re.compile(r"\r\n|\r|\n|\Z")
_SPACE = re.compile(r"[ \t]+")
#: A quoted field may run over this many lines.
_LONGEST = 5000


class Record(NamedTuple):
    """One record: the number of its first line from 1, its fields, its text, and where the next one starts.

    `odd_quote` says that a quote was out of place.
    """

    line: int
    fields: list[str]
    text: str
    end: int
    odd_quote: bool = False


def records(text: str, grammar: Grammar, width: int = 0) -> Iterator[Record]:
    """The records of a text in order, empty lines among them (one empty field).

    `width` is the usual number of fields, where it is known; else each record is judged by the one before.
    """
    parser = _Parser(text, grammar, width=width)
    while parser.more():
        yield parser.record()


def field_at(text: str, at: int, grammar: Grammar) -> tuple[str, int, bool]:
    """The field that begins at `at`: its value, where it ends, and whether a quote in it is out of place."""
    parser = _Parser(text, grammar)
    enclosed = parser.enclosed(at) if grammar.quote and text.startswith(grammar.quote, at) else None
    if enclosed is not None:
        return enclosed
    end = parser.plain_end(at)
    return text[at:end], end, bool(grammar.quote) and grammar.quote in text[at:end]


@dataclass
class _Parser:
    text: str
    grammar: Grammar
    line: int = 1
    at: int = 0
    width: int = 0

    def more(self) -> bool:
        return self.at < len(self.text)

    def record(self) -> Record:
        start, number = self.at, self.line
        match = _LINE.match(self.text, start)
        assert match is not None  # noqa: S101  (the pattern matches everywhere)
        quote = self.grammar.quote
        if not quote or quote not in match[1]:
            self.at, self.line = match.end(), number + 1
            fields = self.grammar.plain_split(match[1])
            self.width = len(fields)
            return Record(number, fields, match[1], self.at)
        fields, end, odd = self._quoted(start)
        raw = self.text[start:end]
        self.line += 1 + len(_BREAK.findall(raw))
        ending = _LINE_END.match(self.text, end)
        self.at = ending.end() if ending else end
        self.width = len(fields)
        return Record(number, fields, raw, self.at, odd)

    def _quoted(self, start: int) -> tuple[list[str], int, bool]:
        """The fields of the record that starts at `start`, where it ends, and whether a quote was out of place."""
        fields: list[str] = []
        at, odd = start, False
        delimiter = self.grammar.delimiter
        while True:
            field = None
            if self.text.startswith(self.grammar.quote, at):
                field = self.enclosed(at)
                odd = odd or field is None or field[2]
            if field is None:
                end = self.plain_end(at)
                field = (self.text[at:end], end, False)
                odd = odd or self.grammar.quote in field[0]
            fields.append(field[0])
            at = field[1]
            if not delimiter or not self.text.startswith(delimiter, at):
                return fields, at, odd
            at += len(delimiter)

    def plain_end(self, at: int) -> int:
        """Where the plain field that begins at `at` ends."""
        match = self.grammar.border.search(self.text, at)
        return match.start() if match else len(self.text)

    def enclosed(self, at: int) -> tuple[str, int, bool] | None:
        """The quoted field that opens at `at`: value, end, whether a quote in it is out of place; None if none does."""
        quote, text = self.grammar.quote, self.text
        pair_end, odd, lines, scanned = -1, False, 0, at + 1
        for match in self.grammar.quotes.finditer(text, at + 1):
            lines += len(_BREAK.findall(text[scanned : match.start()]))
            scanned = match.start()
            if lines > _LONGEST:
                return None
            if match["pair"]:
                if pair_end < 0 and self._closes(match.end()):
                    pair_end = match.end()
                continue
            if match["escaped"]:
                continue
            if self._closes(match.end()):
                if lines >= 3 and self._swallowed(self.text[at + 1 : match.start()]):
                    return None
                return self._value(at, match.start()), self._after(match.end()), odd
            if match.start() > at + 1 and self._opens(match.start()):
                break
            odd = True
        # The quote opens nothing, or closed with a quote of its own text before it: `"Round 48"",`.
        return (self._value(at, pair_end - len(quote)), pair_end, True) if pair_end > 0 else None

    def _closes(self, at: int) -> bool:
        if at >= len(self.text) or self.text[at] in "\r\n":
            return True
        delimiter = self.grammar.delimiter
        if delimiter and self.text.startswith(delimiter, at):
            return True
        if not delimiter or delimiter.isspace() or self.text[at] not in " \t":
            return False
        space = _SPACE.match(self.text, at)
        return space is not None and (
            self.text.startswith(delimiter, space.end()) or self.text[space.end() : space.end() + 1] in {"", "\r", "\n"}
        )

    def _opens(self, at: int) -> bool:
        before, delimiter = self.text[at - 1], self.grammar.delimiter
        return before in "\r\n" or bool(delimiter and self.text.endswith(delimiter, 0, at))

    def _value(self, at: int, end: int) -> str:
        """What the quoted field that opens at `at` and closes at `end` says."""
        quote, value = self.grammar.quote, self.text[at + 1 : end]
        value = value.replace("\\" + quote, quote) if self.grammar.backslash else value
        return value.replace(quote * 2, quote)

    def _after(self, at: int) -> int:
        """Where the field ends whose quote closes before `at`: spaces may stand before the delimiter."""
        space = _SPACE.match(self.text, at)
        return space.end() if space and not self.grammar.delimiter.isspace() else at

    def _swallowed(self, value: str) -> bool:
        """Whether most lines within the field are records themselves: then its quote was a stray one."""
        delimiter = self.grammar.delimiter
        if not delimiter or self.width < 2:
            return False
        inner = _BREAK.split(value)[1:-1]
        return sum(str(line).count(delimiter) == self.width - 1 for line in inner) * 2 > len(inner)
