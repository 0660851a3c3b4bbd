from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize

from churndesk import gui, resources
from churndesk.gui import icons
from churndesk.gui.theme import DARK, LIGHT, theme


def colours_of(name: str) -> set[str]:
    image = icons.icon(name, "accent").pixmap(QSize(64, 64), 1.0).toImage()
    points = [image.pixelColor(x, y) for x in range(64) for y in range(64)]
    return {point.name() for point in points if point.alpha() == 255}


def test_an_icon_takes_the_colour_in_force() -> None:
    assert colours_of("house") == {LIGHT.accent}
    theme().choose("dark")
    assert colours_of("house") == {DARK.accent}


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_an_icon_is_drawn_for_the_screens_scale(scale: float) -> None:
    made = icons.icon("house").pixmap(QSize(20, 20), scale)
    assert made.size() == QSize(round(20 * scale), round(20 * scale))


def test_every_icon_that_is_named_is_there_and_every_one_there_is_named() -> None:
    sources = [path.read_text("utf-8") for path in Path(gui.__file__).parent.rglob("*.py")]
    sources.append(resources.path("strategies.toml").read_text("utf-8"))
    words = set(re.findall(r'"([a-z][a-z0-9-]*)"', "\n".join(sources)))
    there = {path.stem for path in resources.path("icons").glob("*.svg")}
    named = set(re.findall(r'icons?\.(?:icon|pixmap)\("([a-z0-9-]+)"', "\n".join(sources)))
    assert named <= there
    assert there - {"churndesk"} <= words
