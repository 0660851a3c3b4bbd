"""Years that are counted from elsewhere: Japanese eras, the Republic of China, the Thai Buddhist calendar."""

from __future__ import annotations

import re

#: The year before each era's first; its names are the full one and the letter that forms use.
_JAPANESE = {"令和": 2018, "r": 2018, "平成": 1988, "h": 1988, "昭和": 1925, "s": 1925, "大正": 1911, "t": 1911}
_REPUBLIC_OF_CHINA = 1911
_BUDDHIST = 543
#: Four-digit years that can only be Buddhist ones: 1900 to 2107.
BUDDHIST_YEARS = range(2443, 2651)

JAPANESE_ERA = re.compile(
    r"(令和|平成|昭和|大正|[rhst])\s*\.?\s*(\d{1,2}|元)\s*(?:年|[./-])\s*(\d{1,2})\s*(?:月|[./-])\s*(?:(\d{1,2})\s*日?)?"
)
REPUBLIC = re.compile(
    r"(?:中華)?(?:民國|民国)\s*(\d{1,3}|元)\s*(?:年|[./-])\s*(\d{1,2})\s*(?:月|[./-])?\s*(?:(\d{1,2})\s*日?)?"
)


def japanese_year(era: str, year: str) -> int:
    """The common year of an era's year; 元 is its first: `japanese_year("令和", "6")` is 2024."""
    return _JAPANESE[era] + (1 if year == "元" else int(year))


def republican_year(year: str) -> int:
    """The common year of a year of the Republic of China: `republican_year("113")` is 2024."""
    return _REPUBLIC_OF_CHINA + (1 if year == "元" else int(year))


def common_year(buddhist: int) -> int:
    """The common year of a Buddhist one: 2567 is 2024."""
    return buddhist - _BUDDHIST
