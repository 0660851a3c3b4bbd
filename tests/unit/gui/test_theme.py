from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from churndesk.gui.theme import DARK, LIGHT, theme
from churndesk.gui.theme.sheet import stylesheet

if TYPE_CHECKING:
    from churndesk.gui.theme import Colours

#: What is written on what.
WRITTEN = [
    (ink, ground) for ground in ("ground", "surface", "raised", "accent_soft") for ink in ("text", "muted", "accent")
] + [
    ("on_accent", "accent"),
    ("on_accent", "accent_strong"),
    ("good", "surface"),
    ("good", "good_soft"),
    ("bad", "surface"),
    ("bad", "bad_soft"),
    ("warn", "surface"),
    ("warn", "warn_soft"),
    ("text", "warn_soft"),
]


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), WRITTEN)
def test_what_is_written_can_be_read(colours: Colours, ink: str, ground: str) -> None:
    assert contrast(getattr(colours, ink), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("drawn", ["strong_line", "accent", "good", "bad", "muted"])
def test_what_is_drawn_can_be_seen(colours: Colours, drawn: str) -> None:
    assert contrast(getattr(colours, drawn), colours.surface) >= 3.0


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("cones", ["red", "green"])
def test_good_and_bad_differ_to_colour_blind_eyes(colours: Colours, cones: str) -> None:
    assert distance(seen(colours.good, cones), seen(colours.bad, cones)) > 40
    assert distance(seen(colours.accent, cones), seen(colours.bad, cones)) > 40


def seen(colour: str, missing: str) -> tuple[float, ...]:
    """How somebody without red (or green) cones sees the colour: Viénot, Brettel and Mollon, 1999, simplified."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    if missing == "red":
        yellow = 0.11238 * red + 0.88762 * green
        return yellow, yellow, 0.00401 * red - 0.00401 * green + blue
    yellow = 0.29275 * red + 0.70725 * green
    return yellow, yellow, -0.02234 * red + 0.02234 * green + blue


def distance(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_colour_of_the_stylesheet_is_one_of_ours(colours: Colours) -> None:
    written = set(re.findall(r"#[0-9a-fA-F]{3,8}", stylesheet(colours)))
    assert written <= {value for name, value in colours._asdict().items() if name != "dark"}


def test_the_theme_changes_while_the_program_runs() -> None:
    heard: list[bool] = []
    theme().changed.connect(lambda: heard.append(theme().colours.dark))
    theme().choose("dark")
    assert QApplication.palette().color(QPalette.ColorRole.Base) == QColor(DARK.surface)
    theme().choose("light")
    assert heard[-2:] == [True, False]


def test_an_unknown_system_counts_as_light() -> None:
    theme().choose("system")
    assert theme().colours is LIGHT
