"""Which typefaces each language is written in: without this, Chinese text gets Japanese characters."""

from __future__ import annotations

from PySide6.QtGui import QFont

_FAMILIES = {
    "ja": ("Yu Gothic UI", "Hiragino Sans", "Noto Sans CJK JP", "Noto Sans JP"),
    "ko": ("Malgun Gothic", "Apple SD Gothic Neo", "Noto Sans CJK KR", "Noto Sans KR"),
    "zh_TW": ("Microsoft JhengHei UI", "PingFang TC", "Noto Sans CJK TC", "Noto Sans TC"),
}
#: The smallest size that is legible to everybody, in points.
_LEAST_POINTS = 10


def font(language: str, system: QFont) -> QFont:
    """The system's own font, followed by those that write the language, in a legible size."""
    made = QFont(system)
    if language in _FAMILIES:
        made.setFamilies([*_own(language), *system.families()])
    if 0 < made.pointSizeF() < _LEAST_POINTS:
        made.setPointSizeF(_LEAST_POINTS)
    return made


def _own(language: str) -> list[str]:
    """Those of the language's families that this computer has: a list that takes time, so only where need be."""
    from PySide6.QtGui import QFontDatabase

    there = set(QFontDatabase.families())
    return [family for family in _FAMILIES[language] if family in there]


def larger(base: QFont, factor: float, *, bold: bool = False) -> QFont:
    """The font in another size, and heavier where it is a heading or a figure."""
    made = QFont(base)
    made.setPointSizeF(base.pointSizeF() * factor)
    if bold:
        made.setWeight(QFont.Weight.DemiBold)
    return made
