"""Dates inside names: of files ("members_202403.csv"), sheets ("marzec 2024") and headings ("MRR Jan-23")."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from churndesk.shapes.dateparts import Unit
from churndesk.shapes.datetexts import date_text, without_time
from churndesk.shapes.monthnames import of_names
from churndesk.shapes.wording import numbered, plain, visible

if TYPE_CHECKING:
    from churndesk.shapes.dateparts import DateText

_YEAR = r"(?:19|20|25)\d{2}"
_MARK = r"[ ._/–-]"
#: What a date's part of a name may look like, the most telling first. Each is tried wherever it stands.
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:令和|平成|民國|民国)\s*(?:\d{1,3}|元)\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?",
        rf"(?<!\d){_YEAR}\s*[年년]\s*\d{{1,2}}\s*[月월](?:\s*\d{{1,2}}\s*[日일])?",
        rf"(?<!\d){_YEAR}{_MARK}\d{{1,2}}{_MARK}\d{{1,2}}(?!\d)",
        rf"(?<!\d)\d{{1,2}}{_MARK}\d{{1,2}}{_MARK}{_YEAR}(?!\d)",
        r"(?<!\d)(?:(?:19|20)\d{6}|\d{4}20\d{2})(?!\d)",
        rf"(?<!\d){_YEAR}{_MARK}?q[1-4](?!\d)",
        rf"(?<![a-z0-9])q[1-4]{_MARK}?{_YEAR}(?!\d)",
        rf"(?<!\d){_YEAR}(?:0[1-9]|1[0-2])(?!\d)",
        rf"(?<!\d){_YEAR}{_MARK}(?:0?[1-9]|1[0-2])(?!\d)",
        rf"(?<!\d)(?:0?[1-9]|1[0-2])[._/-]{_YEAR}(?!\d)",
    )
)
_LAST_PATTERNS = (re.compile(r"(?<!\d)\d{1,2}\s*[月월](?!\d)"), re.compile(rf"(?<!\d){_YEAR}(?!\d)\s*[年년]?"))
_WORDS = re.compile(r"\d+|[^\W\d_]+")
_MARKS = re.compile(r"[ _/–]+")
_LONE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")


class Named(NamedTuple):
    """A date that stands in a name: `text` as `date_text` reads it, the `meaning`, and the `rest` of the name."""

    text: str
    meaning: DateText
    rest: str


@lru_cache(maxsize=20_000)
def date_in(name: str) -> Named | None:
    """The date that a name holds, by day, month, quarter or year, or a month without a year; None where it has none.

    `date_in("members_202403").text` is "2024-03", that of "lista klientów, marzec 2024" is "marzec 2024".
    """
    text = without_time(visible(name).casefold())
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            found = _of_match(match)
            if found is not None:
                return found
    return _by_month_name(text) or _loose(text)


def _of_match(match: re.Match[str]) -> Named | None:
    said = match[0].strip()
    if said.isdigit() and len(said) == 6:
        said = f"{said[:4]}-{said[4:]}"
    elif said[0].isdigit() and said.isascii():
        said = _MARKS.sub("-", said)
    meaning = date_text(said)
    return None if meaning.unit == Unit.NONE else Named(said, meaning, _rest(match.string, match.start(), match.end()))


def _by_month_name(text: str) -> Named | None:
    """A month by its name, with the year and the day that stand beside it."""
    words = list(_WORDS.finditer(text))
    months = numbered("months")
    named = (place for place, word in enumerate(words) if not word[0].isdigit() and plain(word[0]) in months)
    place = next(named, None)
    if place is None:
        return None
    for first, last in ((place - 1, place + 2), (place, place + 3), (place, place + 2), (place - 1, place + 1)):
        found = _window(text, words[first:last], words[place][0]) if first >= 0 else None
        if found is not None:
            return found
    return _window(text, [words[place]], words[place][0]) if len(plain(words[place][0])) >= 3 else None


def _window(text: str, words: list[re.Match[str]], month: str) -> Named | None:
    """The words as a date, where they are a month's name and numbers alone."""
    if any(not word[0].isdigit() and word[0] != month for word in words):
        return None
    said = " ".join(word[0] for word in words)
    meaning = of_names(said)
    if meaning is None or (len(words) > 1 and meaning.unit == Unit.MONTH_ONLY):
        return None
    if meaning.unit == Unit.MONTH_ONLY:
        said = f"{meaning.days[0]}月"
    return Named(said, meaning, _rest(text, words[0].start(), words[-1].end()))


def _loose(text: str) -> Named | None:
    """A month's number with its sign, or a year alone."""
    for pattern in _LAST_PATTERNS:
        match = pattern.search(text)
        if match:
            said = match[0].strip()
            meaning = _year(said) or date_text(said)
            if meaning.unit != Unit.NONE:
                return Named(said, meaning, _rest(text, match.start(), match.end()))
    return None


def _year(said: str) -> DateText | None:
    digits = said.rstrip("年년 ")
    return date_text(f"{digits}-01")._replace(unit=Unit.YEAR) if len(digits) == 4 and digits.isdigit() else None


def _rest(text: str, start: int, end: int) -> str:
    return plain(f"{text[:start]} {text[end:]}")


def named_year(*names: str) -> int | None:
    """The only year that the first telling name holds: 2025 for "Sales report 2025", None where it holds two."""
    for name in names:
        years = set(_LONE_YEAR.findall(name))
        if years:
            return int(years.pop()) if len(years) == 1 else None
    return None
