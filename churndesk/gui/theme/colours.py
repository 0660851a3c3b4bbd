"""The colours by what they are for; every other file names a role and never a colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from churndesk.charts.chart import Tone


class Colours(NamedTuple):
    """One set of colours as "#rrggbb".

    `ground` is the page, `surface` cards and fields on it, `raised` a surface under the pointer, `line` borders,
    `strong_line` the borders of what can be typed into. `text` and `muted` are written on all three. `accent` marks
    what is chosen or leads on, `on_accent` is written on it, `accent_soft` is its ground for a calm selection. `good`,
    `bad` and `warn` never stand alone: a sign or a word says the same. The three differ in lightness and in blue, so
    that colour-blind eyes can tell them apart.
    """

    dark: bool
    ground: str
    surface: str
    raised: str
    line: str
    strong_line: str
    text: str
    muted: str
    accent: str
    accent_strong: str
    on_accent: str
    accent_soft: str
    good: str
    good_soft: str
    bad: str
    bad_soft: str
    warn: str
    warn_soft: str


LIGHT = Colours(
    dark=False,
    ground="#f4f6f9",
    surface="#ffffff",
    raised="#eef1f6",
    line="#dde2ea",
    strong_line="#8a94a3",
    text="#19212c",
    muted="#576273",
    accent="#1f5bd0",
    accent_strong="#174aad",
    on_accent="#ffffff",
    accent_soft="#e4edfd",
    good="#00705c",
    good_soft="#dff3ee",
    bad="#b3341a",
    bad_soft="#fdeae5",
    warn="#805300",
    warn_soft="#fdf1d9",
)

DARK = Colours(
    dark=True,
    ground="#12161c",
    surface="#1b2129",
    raised="#262e39",
    line="#323b48",
    strong_line="#6d7989",
    text="#e9edf2",
    muted="#a1acba",
    accent="#84adff",
    accent_strong="#a5c3ff",
    on_accent="#0b1730",
    accent_soft="#233552",
    good="#4cc9ab",
    good_soft="#17352f",
    bad="#ff9276",
    bad_soft="#432620",
    warn="#e9b95f",
    warn_soft="#3b3019",
)


def tone_colour(colours: Colours, tone: Tone) -> str:
    """The colour in which a chart draws what has that tone."""
    return {"accent": colours.accent, "good": colours.good, "bad": colours.bad, "muted": colours.muted}[tone]
