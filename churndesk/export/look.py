"""The look of the workbook: the program's own colours, thin lines, much space; one format for every kind of cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from churndesk.export import numberformats
from churndesk.export.layout import NUMBERS

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

    from churndesk.charts.chart import Tone, Unit
    from churndesk.export.layout import Emphasis, Style
    from churndesk.words import Language

#: The light colours of the window, by what they are for.
ACCENT = "#1f5bd0"
ACCENT_SOFT = "#e4edfd"
TEXT = "#19212c"
MUTED = "#576273"
LINE = "#dde2ea"
GOOD = "#00705c"
BAD = "#b3341a"

TONES: dict[Tone, str] = {"accent": ACCENT, "good": GOOD, "bad": BAD, "muted": "#8a94a3"}

_LINES: dict[str, dict[str, Any]] = {
    "title": {"font_size": 20, "bold": True},
    "subtitle": {"font_size": 11, "font_color": MUTED, "text_wrap": True, "valign": "top"},
    "heading": {"font_size": 13, "bold": True, "valign": "bottom"},
    "body": {"text_wrap": True, "valign": "top"},
    "muted": {"text_wrap": True, "valign": "top", "font_color": MUTED},
    "callout": {"text_wrap": True, "valign": "vcenter", "font_size": 12, "bg_color": ACCENT_SOFT, "indent": 1},
}
#: The height of each kind of line in points; wrapped ones grow with their text.
LINE_HEIGHTS = {"title": 32.0, "subtitle": 18.0, "heading": 28.0, "body": 16.0, "muted": 16.0, "callout": 24.0}

_STYLES: dict[Style, dict[str, Any]] = {
    "text": {"align": "left"},
    "wrapped": {"align": "left", "text_wrap": True},
    "muted": {"align": "left", "text_wrap": True, "font_color": MUTED, "font_size": 9},
    "day": {"align": "left"},
    "count": {"align": "right", "indent": 1},
    "rate": {"align": "right", "indent": 1},
    "money": {"align": "right", "indent": 1},
    "ratio": {"align": "right", "indent": 1},
    "months": {"align": "right", "indent": 1},
}
_EMPHASES: dict[Emphasis, dict[str, Any]] = {
    "": {},
    "chosen": {"bg_color": ACCENT_SOFT},
    "unfinished": {"italic": True, "font_color": MUTED},
    "heading": {"bold": True, "bg_color": "#f4f6f9"},
    "strong": {"bold": True},
    "indented": {},
}
#: The ends of the ground of a heat column, from the least to the most.
HEAT = ("#f4f6f9", "#7ba3ec")
#: Fonts that have the language's own forms of its signs; the others are at home in the program's usual one.
FONTS = {"ja": "Yu Gothic", "ko": "Malgun Gothic", "zh_TW": "Microsoft JhengHei"}


class Look:
    """Makes each format once. `money` is the number format of the project's currency."""

    def __init__(self, workbook: Workbook, language: Language, currency: str | None) -> None:
        self._workbook = workbook
        self._made: dict[tuple[object, ...], Format] = {}
        self.font = FONTS.get(language.code, "")
        self.numbers: dict[str, str] = {
            "day": numberformats.day(language),
            "count": numberformats.COUNT,
            "rate": numberformats.RATE,
            "money": numberformats.money(language, currency),
            "ratio": numberformats.RATIO,
            "months": numberformats.MONTHS,
        }

    def line(self, look: str) -> Format:
        """For a line of words across the sheet."""
        return self._format(("line", look), {"valign": "vcenter"} | _LINES[look])

    def header(self, *, right: bool, aside: bool, after: bool = False) -> Format:
        """For the heading of a column; `after` one of numbers, words keep their distance from it."""
        style: dict[str, Any] = {
            "bold": True,
            "text_wrap": True,
            "valign": "bottom",
            "align": "right" if right else "left",
        }
        style |= {"indent": 1} if right or after else {}
        colours = {"font_color": MUTED, "bottom": 2, "bottom_color": LINE if aside else ACCENT}
        return self._format(("header", right, aside, after), style | colours)

    def cell(
        self, style: Style, emphasis: Emphasis = "", *, kind: str = "", aside: bool = False, after: bool = False
    ) -> Format:
        """For a cell; `kind` is "reason" for why a figure is undefined, "risky" for text that looks like a formula.

        A cell of words that comes `after` a number keeps its distance from it.
        """
        known = self._made.get(("cell", style, emphasis, kind, aside, after))
        if known is not None:
            return known
        made: dict[str, Any] = {"valign": "vcenter", "bottom": 1, "bottom_color": LINE} | _STYLES[style]
        if style in self.numbers and kind != "reason":
            made["num_format"] = self.numbers[style]
        if kind == "reason":
            made |= {"text_wrap": True, "font_color": MUTED, "font_size": 9, "align": "left", "indent": 0}
        if kind == "risky":
            made |= {"quote_prefix": True}
        if kind == "link":
            made |= {"font_color": ACCENT, "underline": 0}
        if after and style not in NUMBERS:
            made |= {"indent": 1}
        if emphasis == "indented" and style in {"text", "wrapped"}:
            made |= {"indent": 1}
        made |= {"font_color": MUTED} if aside else _EMPHASES[emphasis]
        if style == "muted":
            made |= {"bold": False}
        return self._format(("cell", style, emphasis, kind, aside, after), made)

    def axis(self, unit: Unit) -> str:
        """The number format of a graph's axis."""
        return {"rate": "0%", "count": "#,##0", "money": self.numbers["money"].replace(".00", "")}[unit]

    def _format(self, key: tuple[object, ...], properties: dict[str, Any]) -> Format:
        if key not in self._made:
            font = {"font_name": self.font} if self.font else {}
            self._made[key] = self._workbook.add_format({"font_color": TEXT} | font | properties)
        return self._made[key]
