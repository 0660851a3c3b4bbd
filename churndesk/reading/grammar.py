"""How a delimited text file is written: what parts the fields, what encloses them; found by trying the candidates."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from churndesk.reading.kinds import TYPED, Kind, kind_of_text

if TYPE_CHECKING:
    from churndesk.reading.records import Record

#: The delimiter's name for runs of spaces, as in `ReadOptions.delimiter`.
SPACES = "spaces"
_CANDIDATES = (", ", ",", "; ", ";", "\t", "|", SPACES, " ", "^", "~", "\x1f", ":")
#: A colon parts hours from minutes far more often than fields; spaces part words.
_LIKELY = {":": 0.5, SPACES: 0.9, " ": 0.9}
#: Lines tried. More wouldn't change the verdict.
_ENOUGH = 200
#: The mean likeness to values of cells that aren't words.
_NO_WORDS = 0.8


@dataclass(frozen=True)
class Grammar:
    """The delimiter ("" for a single column, SPACES for runs of spaces), the quote ("" for none) and its escape.

    `backslash` says that a quote inside a quoted field is written with a backslash rather than doubled. `boxed` is a
    table drawn with bars, each line beginning and ending with one. `cuts` are the places where the columns of a text of
    fixed width begin, for SPACES whose number differs from line to line.
    """

    delimiter: str = ","
    quote: str = '"'
    backslash: bool = False
    boxed: bool = False
    cuts: tuple[int, ...] = ()

    @cached_property
    def border(self) -> re.Pattern[str]:
        """What ends a plain field: a delimiter or a line end."""
        return re.compile(rf"{_escaped(self.delimiter)}|[\r\n]")

    @cached_property
    def quotes(self) -> re.Pattern[str]:
        """A quote inside a quoted field: `escaped` by a backslash, a doubled `pair`, or a `single` one."""
        quote = re.escape(self.quote)
        escaped = rf"(?P<escaped>\\{quote}(?!$))" if self.backslash else "(?P<escaped>(?!))"
        return re.compile(rf"{escaped}|(?P<pair>{quote}{quote})|(?P<single>{quote})")

    def plain_split(self, line: str) -> list[str]:
        """The fields of a line without quotes."""
        if self.boxed:
            return [cell.strip() for cell in line.strip().strip("|").split("|")]
        if self.cuts:
            return [line[start:end].strip() for start, end in zip(self.cuts, (*self.cuts[1:], None), strict=True)]
        if self.delimiter == SPACES:
            return re.split(" +", line.strip(" "))
        return line.split(self.delimiter) if self.delimiter else [line]


def _escaped(delimiter: str) -> str:
    return re.escape(delimiter) if delimiter else "(?!)"


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
    present = [mark for mark in _CANDIDATES if _may_part(lines, " " if mark == SPACES else mark)]
    scored = [(_score(lines, _grammar(lines, mark)), -order, mark) for order, mark in enumerate(present)]
    best = max(scored, default=(0.0, 0, ""))
    return _grammar(lines, best[2] if best[0] > 0.15 else "")


def _may_part(lines: list[str], mark: str) -> bool:
    """Whether a mark occurs, and not only inside addresses such as https://… or single values such as 1,234 or 8:30."""
    text = "\n".join(lines)
    if not text.count(mark) or (mark == ":" and text.count("://") * 2 >= text.count(mark)):
        return False
    marked = [line for line in lines if mark in line]
    return mark in lines[0] or len(marked) < 2 or not all(kind_of_text(line) in TYPED for line in marked)


def _grammar(lines: list[str], delimiter: str) -> Grammar:
    if delimiter == SPACES:
        return Grammar(SPACES, "", cuts=_cuts(lines))
    quote = _quote(lines, delimiter)
    boxed = delimiter == "|" and len(lines) > 1 and all(re.match(r"\s*\|.*\|\s*$", line) for line in lines)
    return Grammar(delimiter, "" if boxed else quote, bool(quote) and _is_backslashed(lines, delimiter, quote), boxed)


def _cuts(lines: list[str]) -> tuple[int, ...]:
    """Where the columns begin, if the lines are of fixed width: at least two spaces stand between any two of them.

    Nothing where every line has as many runs of spaces: then these tell the fields.
    """
    spaced = [line for line in lines if re.search(r"\S {2,}\S", line) and "\t" not in line]
    if len(spaced) < max(3, 0.8 * len(lines)) or len({len(line.split()) for line in spaced}) == 1:
        return ()
    taken = [False] * max(map(len, spaced))
    for line in spaced:
        for match in re.finditer(r"\S+", line):
            taken[match.start() : match.end()] = [True] * len(match[0])
    columns = [match.start() for match in re.finditer(r"x(?:[x ]?x)* *", "".join(" x"[sign] for sign in taken))]
    return (0, *columns[1:]) if len(columns) > 1 else ()


def _quote(lines: list[str], delimiter: str) -> str:
    """The double quote, unless fields are enclosed in single ones and none in double ones."""
    text = "\n".join(lines)
    border = _escaped(delimiter)

    def enclosed(mark: str) -> int:
        return len(re.findall(rf"(?:^|{border} ?){mark}[^{mark}\n]*{mark}(?=$|{border})", text, re.MULTILINE))

    single = enclosed("'") if "'" in text else 0
    return "'" if single > 1 and single > 3 * enclosed('"') else '"'


def _is_backslashed(lines: list[str], delimiter: str, quote: str) -> bool:
    """Whether inner quotes are written with a backslash in front, and none of them doubled."""
    text = "\n".join(lines)
    if quote != '"' or "\\" + quote not in text:
        # An apostrophe may stand behind any backslash.
        return False
    border = _escaped(delimiter)
    if not re.search(rf"\\{quote}(?!$|{border})", text, re.MULTILINE):
        # Each one closes its field: the text ends in a backslash, as a folder's name does.
        return False
    doubled = len(re.findall(rf"(?<!^)(?<!{border}){quote}{quote}", text, re.MULTILINE))
    marked = text.count("\\" + quote)
    return marked > text.count("\\" + quote * 2) + doubled or doubled <= text.count("\\" + quote * 2)


def _score(lines: list[str], grammar: Grammar) -> float:
    """How much like a table the lines are: the same number of fields everywhere, and fields that look like values."""
    from churndesk.reading.records import records

    found = list(records("\n".join(lines), grammar))
    rows = [record.fields for record in found]
    widths = Counter(len(row) for row in rows)
    width, share = max(
        ((w, n) for w, n in widths.items() if w > 1), key=lambda wn: (wn[1] * wn[0], wn[0]), default=(1, 0)
    )
    if width < 2:
        return 0.0
    cells = [cell for row in rows if len(row) == width for cell in row][:2000]
    value = sum(_value(cell, grammar.delimiter) for cell in cells) / len(cells)
    consistency = max(share, 0.8 * _steady(rows)) / len(rows) * _quoting(found, grammar)
    if grammar.delimiter in {" ", SPACES} and not grammar.cuts:
        # Words, which spaces part everywhere; the less likely a table, the less their number is the same.
        consistency *= 1.0 if value >= _NO_WORDS else 0.6 if share >= 0.8 * len(rows) else 0.2
    likely = _LIKELY.get(grammar.delimiter, 1.0) * (
        0.2 if len(rows) == 1 and grammar.delimiter in {" ", SPACES} else 1.0
    )
    return likely * consistency * (0.3 + 0.7 * value) * width / (width + 1)


def _steady(rows: list[list[str]]) -> int:
    """How many rows have as many fields as the one above or below: nearly all, even in several tables."""
    pairs = [len(upper) == len(lower) > 1 for upper, lower in pairwise(rows)]
    return sum(above or below for above, below in zip([False, *pairs], [*pairs, False], strict=True))


def _quoting(found: list[Record], grammar: Grammar) -> float:
    """Quotes that all enclose fields speak for a delimiter; quotes in the midst of fields against it."""
    if not any('"' in record.text for record in found):
        return 1.0
    if not grammar.quote:
        return 0.6
    odd = sum(record.odd_quote for record in found) / len(found)
    return 1.25 if not odd else 1 - 0.5 * odd


def _value(cell: str, delimiter: str) -> float:
    kind = kind_of_text(cell)
    if kind is not Kind.TEXT:
        return 1.0
    if any(mark in cell for mark in ";\t|" if mark not in delimiter) or cell[-1:] in {",", ";"}:
        return 0.0
    return 0.1 if delimiter != "," and re.search(r",\S", cell) else 0.7
