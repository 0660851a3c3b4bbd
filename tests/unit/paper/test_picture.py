from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtGui import QImage

from churndesk.charts.heatmap import Heatmap
from churndesk.ledger.rules import in_short
from churndesk.paper import SCALES, all_charts, picture
from churndesk.paper.plots.colours import _title
from churndesk.words import Language, PeriodName
from tests.unit.export import studies

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

ENGLISH = Language("en")


@pytest.fixture(autouse=True)
def _application(qapp: QApplication) -> None:
    """Fonts need one."""


@pytest.mark.parametrize("kind", [kind for kind in studies.EVERY_KIND if kind != "numbers alone"])
def test_every_chart_of_every_study_can_be_drawn(kind: str) -> None:
    made = studies.EVERY_KIND[kind]()
    drawn = all_charts(made)
    assert len(drawn) >= (2 if kind == "snapshot" else 3)
    for one in drawn:
        shown = picture(made, one, ENGLISH).image()
        colours = {shown.pixel(x, y) for x in range(0, shown.width(), 3) for y in range(0, shown.height(), 3)}
        assert len(colours) > 5, one.key


@pytest.mark.parametrize("scale", SCALES)
def test_a_png_is_as_large_as_asked(scale: int, tmp_path: Path) -> None:
    made = studies.EVERY_KIND["stays"]()
    picture(made, all_charts(made)[0], ENGLISH).write_png(tmp_path / "chart.png", scale)
    assert QImage(str(tmp_path / "chart.png")).width() == 720 * scale


def test_an_svg_says_its_title_rule_and_day(tmp_path: Path) -> None:
    made = studies.EVERY_KIND["stays"]()
    drawn = all_charts(made)[0]
    picture(made, drawn, ENGLISH).write_svg(tmp_path / "chart.svg")
    root = ET.fromstring((tmp_path / "chart.svg").read_bytes())  # noqa: S314  (our own file)
    said = " ".join(root.itertext())
    assert ENGLISH.value(drawn.title) in said
    assert "Gone on the end date · as of Jan 20, 2025" in said
    assert ENGLISH.value(drawn.summary) in said


@pytest.mark.parametrize("kind", [kind for kind in studies.EVERY_KIND if kind != "numbers alone"])
def test_every_drawing_says_what_it_shows_by_which_rule_and_until_when(kind: str, tmp_path: Path) -> None:
    made = studies.EVERY_KIND[kind]()
    for one in all_charts(made):
        picture(made, one, ENGLISH).write_svg(tmp_path / "chart.svg")
        said = " ".join(ET.fromstring((tmp_path / "chart.svg").read_bytes()).itertext())  # noqa: S314  (our own file)
        assert ENGLISH.value(one.title) in said
        if made.as_of is not None:
            assert f"s of {ENGLISH.day(made.as_of)}" in said
        if made.ruled_by:
            assert ENGLISH.say(in_short(made.policy, made.ruled_by)) in said


def test_a_picture_of_some_customers_says_of_whom() -> None:
    made = studies.EVERY_KIND["quarters of one plan"]()
    assert ENGLISH.say(picture(made, all_charts(made)[0], ENGLISH).caption).startswith("Plan: basic · ")
    assert ENGLISH.say(picture(None, all_charts(made)[0], ENGLISH).caption) == "Made with ChurnDesk."


def test_a_table_of_colours_says_when_rows_are_left_out() -> None:
    months = tuple(PeriodName(date(2020 + n // 12, 1 + n % 12, 1), "month") for n in range(30))
    made = studies.EVERY_KIND["stays"]()
    heat = next(one for one in all_charts(made) if isinstance(one, Heatmap))
    count = len(months)
    long = replace(heat, rows=months, sizes=(3.0,) * count, values=((1.0,),) * count, columns=(0,))
    assert ENGLISH.say(_title(long)).endswith("(%) – the last 24 of 30")
    assert ENGLISH.say(_title(heat)).endswith("(%)")
