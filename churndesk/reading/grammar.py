"""How a delimited text file is written: what parts the fields, what encloses them; found by trying the candidates."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from churndesk.reading.kinds import Kind, kind_of_text

#: The delimiter's name for runs of spaces, as in `ReadOptions.delimiter`.
SPACES = "spaces"
_CANDIDATES = (", ", ",", "; ", ";", "\t", "|", SPACES, " ", "^", "~", "\x1f", ":")
#: A colon parts hours from minutes far more often than fields; spaces part words.
_LIKELY = {":": 0.5, SPACES: 0.9, " ": 0.9}
#: Lines tried. More wouldn't change the verdict.
_ENOUGH = 200


@dataclass(frozen=True)
class Grammar:
    """The delimiter ("" for a single column, SPACES for runs of spaces), the quote ("" for none) and its escape.

    `backslash` says that a quote inside a quoted field is written with a backslash rather than doubled. `boxed` is a
    table drawn with bars, each line beginning and ending with one.
    """

    delimiter: str = ","
    quote: str = '"'
    backslash: bool = False
    boxed: bool = False

    @cached_property
    def opening(self) -> re.Pattern[str]:
        """A quote where a field begins, with something other than a quote behind it."""
        border = re.escape(self.delimiter) if self.delimiter else "(?!)"
        return re.compile(rf"(?:^|{border}|[\r\n]){re.escape(self.quote)}(?!{re.escape(self.quote)}|{border}|[\r\n]|$)")

    def plain_split(self, line: str) -> list[str]:
        """The fields of a line without quotes."""
        if self.boxed:
            return [cell.strip() for cell in line.strip().strip("|").split("|")]
        if self.delimiter == SPACES:
            return re.split(" +", line.strip(" "))
        return line.split(self.delimiter) if self.delimiter else [line]


def detect(text: str, delimiter: str | None = None) -> Grammar:
    """The grammar of a text from its first lines; `delimiter` is taken as given where a person chose it."""
    lines = [line for line in re.split(r"\r\n|\r|\n", text[: 1 << 17]) if line.strip()][:_ENOUGH]
    if len(text) > 1 << 17 and len(lines) > 1 and len(lines) < _ENOUGH:
        lines.pop()
    announced = re.match(r"\ufeff?sep=(.|\t)\s*$", lines[0], re.IGNORECASE) if lines else None
    if announced:
        delimiter = delimiter or announced[1]
        lines = lines[1:]
    if delimiter is not None:
        return _grammar(lines, delimiter)
    present = [mark for mark in _CANDIDATES if (" " if mark == SPACES else mark) in text[: 1 << 17]]
    scored = [(_score(lines, _grammar(lines, mark)), -order, mark) for order, mark in enumerate(present)]
    best = max(scored, default=(0.0, 0, ""))
    return _grammar(lines, best[2] if best[0] > 0.15 else "")


def _grammar(lines: list[str], delimiter: str) -> Grammar:
    if delimiter == SPACES:
        return Grammar(SPACES, "")
    quote = _quote(lines, delimiter)
    boxed = delimiter == "|" and len(lines) > 1 and all(re.match(r"\s*\|.*\|\s*$", line) for line in lines)
    return Grammar(delimiter, "" if boxed else quote, bool(quote) and _is_backslashed(lines, delimiter, quote), boxed)


def _quote(lines: list[str], delimiter: str) -> str:
    """The double quote, unless fields are enclosed in single ones and none in double ones."""
    text = "\n".join(lines)
    border = re.escape(delimiter) if delimiter else "(?!)"

    def enclosed(mark: str) -> int:
        return len(re.findall(rf"(?:^|{border} ?){mark}[^{mark}\n]*{mark}(?=$|{border})", text, re.MULTILINE))

    single = enclosed("'") if "'" in text else 0
    return "'" if single > 1 and single > 3 * enclosed('"') else '"'


def _is_backslashed(lines: list[str], delimiter: str, quote: str) -> bool:
    """Whether inner quotes are written with a backslash in front, and none of them doubled."""
    text = "\n".join(lines)
    if "\\" + quote not in text:
        return False
    border = re.escape(delimiter) if delimiter else "(?!)"
    doubled = len(re.findall(rf"(?<!^)(?<!{border}){quote}{quote}", text, re.MULTILINE))
    marked = text.count("\\" + quote)
    return marked > text.count("\\" + quote * 2) + doubled or doubled <= text.count("\\" + quote * 2)


def _score(lines: list[str], grammar: Grammar) -> float:
    """How much like a table the lines are: the same number of fields everywhere, and fields that look like values."""
    from churndesk.reading.records import records

    rows = [record.fields for record in records("\n".join(lines), grammar)]
    widths = Counter(len(row) for row in rows)
    width, share = max(
        ((w, n) for w, n in widths.items() if w > 1), key=lambda wn: (wn[1] * wn[0], wn[0]), default=(1, 0)
    )
    if width < 2:
        return 0.0
    cells = [cell for row in rows if len(row) == width for cell in row][:2000]
    value = sum(_value(cell, grammar.delimiter) for cell in cells) / len(cells)
    consistency = share / len(rows)
    likely = _LIKELY.get(grammar.delimiter, 1.0) * (1.0 if len(rows) > 1 or grammar.delimiter.strip() else 0.2)
    return likely * consistency * (0.3 + 0.7 * value) * width / (width + 1)


def _value(cell: str, delimiter: str) -> float:
    kind = kind_of_text(cell)
    if kind is not Kind.TEXT:
        return 1.0
    if any(mark in cell for mark in ";\t|" if mark not in delimiter):
        return 0.0
    return 0.1 if delimiter != "," and re.search(r",\S", cell) else 0.7
