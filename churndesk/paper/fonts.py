"""The computer's own fonts, by language: Chinese signs are drawn otherwise in Tokyo than in Taipei."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QFont, QRawFont

    from churndesk.words import Language

_LATIN = ("Segoe UI", "Helvetica Neue", "Noto Sans", "Arial", "Liberation Sans", "DejaVu Sans")
#: The families that have a language's own forms, on Windows, macOS and Linux; the first that is there is taken.
_FAMILIES: dict[str, tuple[str, ...]] = {
    "ja": ("Yu Gothic UI", "Yu Gothic", "Meiryo", "Hiragino Sans", "Hiragino Kaku Gothic ProN", "Noto Sans CJK JP",
           "Noto Sans JP", "IPAexGothic", "IPAGothic", "TakaoPGothic"),
    "ko": ("Malgun Gothic", "Apple SD Gothic Neo", "Noto Sans CJK KR", "Noto Sans KR", "NanumGothic", "UnDotum"),
    "zh_TW": ("Microsoft JhengHei UI", "Microsoft JhengHei", "PingFang TC", "Heiti TC", "Noto Sans CJK TC",
              "Noto Sans TC", "AR PL UMing TW"),
}  # fmt: skip
#: What to install where none of them is there.
_TO_INSTALL = {"ja": "Noto Sans CJK JP", "ko": "Noto Sans CJK KR", "zh_TW": "Noto Sans CJK TC"}
#: Fonts are measured ten times as large as they stand, so that rounding to pixels doesn't show.
FINENESS = 10


def check(language: Language) -> None:
    """Passes where the computer has a font for the language's script.

    Raises:
        NotPossible: it has none; the sentence says which to install.
    """
    from PySide6.QtGui import QFontDatabase

    script = {
        "ja": QFontDatabase.WritingSystem.Japanese,
        "ko": QFontDatabase.WritingSystem.Korean,
        "zh_TW": QFontDatabase.WritingSystem.TraditionalChinese,
    }.get(language.code, QFontDatabase.WritingSystem.Latin)
    if not QFontDatabase.families(script):
        raise NotPossible(
            message(
                "This computer has no font with the signs of this language. Install {font}, then write the file again.",
                font=_TO_INSTALL.get(language.code, _LATIN[-1]),
            )
        )


@cache
def families(code: str) -> tuple[str, ...]:
    """The families for a language that the computer has, best first; what they lack, the system finds elsewhere."""
    from PySide6.QtGui import QFontDatabase

    there = set(QFontDatabase.families())
    return tuple(name for name in (*_FAMILIES.get(code, ()), *_LATIN) if name in there)


def font(code: str, points: float, *, bold: bool = False) -> QFont:
    """The font of that size, `FINENESS` times as large."""
    from PySide6.QtGui import QFont

    made = QFont(list(families(code))) if families(code) else QFont()
    made.setPixelSize(round(points * FINENESS))
    made.setBold(bold)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    # Joined letters and other forms of digits are found under no character when the text of a PDF is searched.
    made.setFeature(QFont.Tag("liga"), 0)
    if code in _FAMILIES:
        made.setFeature(QFont.Tag("locl"), 0)
    return made


def radicals(code: str, signs: Iterable[str]) -> dict[int, int]:
    """By the code of a radical that of the sign, among these, which the language's font draws with the same glyph."""
    from PySide6.QtGui import QRawFont

    drawn = QRawFont.fromFont(font(code, 10))
    glyphs = {glyph: ord(sign) for sign in signs if (glyph := _glyph(drawn, sign))}
    found = {radical: glyphs.get(_glyph(drawn, chr(radical))) for radical in range(0x2E80, 0x2FE0)}
    return {radical: sign for radical, sign in found.items() if sign is not None}


def _glyph(drawn: QRawFont, sign: str) -> int:
    """The number of the sign's glyph; 0 where the font has none."""
    return next(iter(drawn.glyphIndexesForString(sign)), 0)
