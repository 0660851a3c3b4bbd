from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from churndesk.gui import ask
from churndesk.gui.plots import ChartView
from churndesk.gui.plots.extent import extent
from churndesk.gui.plots.picture_menu import PNG, SCALES, SVG
from churndesk.gui.plots.reading import axis_number, reading, table
from churndesk.gui.plots.steps import steps_of
from churndesk.gui.say import language, say, set_language
from churndesk.gui.theme import DARK, LIGHT, theme
from churndesk.gui.widgets.table_model import cell_text
from churndesk.ledger.rules import in_short
from tests.unit.gui import charts, projects

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from churndesk.charts.chart import Chart
    from churndesk.gui.document import Document
    from churndesk.gui.main_window import MainWindow


def shown(qtbot: QtBot, chart: Chart) -> ChartView:
    view = ChartView()
    qtbot.addWidget(view)
    view.show_chart(chart)
    view.resize(640, 420)
    view.show()
    qtbot.waitExposed(view)
    return view


def test_the_arrow_keys_read_label_by_label(qtbot: QtBot) -> None:
    view = shown(qtbot, charts.lines())
    assert view.reading.text() == "Growth was over churn in 1 of 4 months."
    view._canvas.setFocus()
    qtbot.keyClick(view._canvas, Qt.Key.Key_End)
    assert view.reading.text() == ("April 2024 (so far): Churn 3.0% (likely 1.0% to 60.0%) and Growth 4.0%")
    qtbot.keyClick(view._canvas, Qt.Key.Key_Left)
    assert view.reading.text().endswith("Growth 3.0%  ·  Started: ask why")
    assert view._canvas.accessibleDescription() == view.reading.text()


def test_a_missing_figure_is_said() -> None:
    assert reading(charts.lines(), 1) == "February 2024: Churn: no figure and Growth 2.0%"


def test_the_table_says_what_the_chart_shows(qtbot: QtBot) -> None:
    view = shown(qtbot, charts.lines())
    view.as_table.click()
    assert view.table.isVisible()
    assert not view.figure.isVisible()
    model = view.model
    row = [model.index(3, column).data() for column in range(model.columnCount())]
    assert row == ["April 2024 (so far)", "3.0%", "1.0%", "60.0%", "4.0%"]


def test_the_plot_has_its_cards_ground_and_follows_the_theme(qtbot: QtBot) -> None:
    view = shown(qtbot, charts.lines())
    assert view._canvas.backgroundBrush().color() == QColor(LIGHT.surface)
    theme().choose("dark")
    assert view._canvas.backgroundBrush().color() == QColor(DARK.surface)


def test_a_waterfall_ends_where_its_steps_lead() -> None:
    assert steps_of(charts.waterfall()) == [(0.0, 10_000), (10_000, 10_900), (10_900, 10_400), (0.0, 10_400)]
    assert [cell_text(column, 2) for column in table(charts.waterfall())] == ["Lost", "-€500.00"]


def test_a_wide_interval_does_not_flatten_the_line() -> None:
    least, most = extent(charts.lines())
    assert least == 0.0
    assert most == pytest.approx(0.04 * 3 * 1.1)


def test_a_chart_without_labels_says_why(qtbot: QtBot) -> None:
    view = shown(qtbot, charts.nothing())
    assert view.empty.isVisible()
    assert view.empty.sentence.text() == "There are no periods."
    assert view._canvas is None


@pytest.mark.parametrize("chart", [charts.lines(), charts.waterfall()], ids=["lines", "waterfall"])
@pytest.mark.parametrize("scale", SCALES)
def test_a_chart_is_saved_as_large_as_wanted(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, chart: Chart, scale: int
) -> None:
    view = shown(qtbot, chart)
    monkeypatch.setattr(ask, "save_file", lambda *_args: tmp_path / "chart.png")
    view.save(PNG, scale)
    assert QImage(str(tmp_path / "chart.png")).size().toTuple() == (720 * scale, 400 * scale)


def test_the_drawing_bears_title_rule_and_day(
    window: MainWindow, document: Document, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    document.begin(projects.spells())
    window.go("overview")
    view = window.pages["overview"].growth
    monkeypatch.setattr(ask, "save_file", lambda *_args: tmp_path / "chart.svg")
    view.save(SVG)
    said = " ".join(ET.fromstring((tmp_path / "chart.svg").read_bytes()).itertext())  # noqa: S314  (our own)
    assert view.title.text() in said
    assert language().day(document.study.as_of) in said
    assert say(in_short(document.study.policy, document.study.ruled_by)) in said
    assert window.written.isVisible()
    assert "chart.svg" in window.written.text.text()


def test_every_size_and_the_numbers_can_be_chosen(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    view = shown(qtbot, charts.lines())
    menu = view.save_button.menu()
    menu.aboutToShow.emit()
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts == [
        "PNG, 720 × 400 pixels…",
        "PNG, 1,440 × 800 pixels…",
        "PNG, 2,160 × 1,200 pixels…",
        "PNG, 2,880 × 1,600 pixels…",
        "SVG, sharp at any size…",
        "The numbers as a table…",
    ]
    monkeypatch.setattr(ask, "save_file", lambda *_args: tmp_path / "numbers.xlsx")
    menu.actions()[-1].trigger()
    sheet = openpyxl.load_workbook(tmp_path / "numbers.xlsx").active
    assert [cell.value for cell in sheet[1]] == [say(column.title) for column in table(charts.lines())]


def test_a_folder_that_cannot_be_written_gets_a_sentence(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said: list[str] = []
    view = shown(qtbot, charts.lines())
    monkeypatch.setattr(ask, "save_file", lambda *_args: tmp_path / "missing" / "chart.svg")
    monkeypatch.setattr(ask, "tell", lambda _parent, _title, text: said.append(say(text)))
    view.save(SVG)
    assert said == [f"The folder {tmp_path / 'missing'} isn't there any more. Choose another one."]


def test_a_chart_is_copied_as_a_picture(qtbot: QtBot) -> None:
    view = shown(qtbot, charts.lines())
    view.copy()
    assert QApplication.clipboard().image().width() > 1000


def test_the_labels_of_a_long_axis_do_not_overlap(qtbot: QtBot) -> None:
    from dataclasses import replace

    from churndesk.charts.chart import Line

    long = replace(
        charts.lines(), labels=charts.months(120), lines=(Line(charts.lines().title, (0.02,) * 120),), incomplete=()
    )
    set_language("pl")
    view = shown(qtbot, long)
    axis = view._canvas.getPlotItem().getAxis("bottom")
    _step, values = axis.tickValues(0, 119, 560)[0]
    assert values[-1] == 119
    assert len(values) * axis._widest < 560


@pytest.mark.parametrize(("spacing", "text"), [(0.02, "4%"), (0.005, "4.0%"), (0.0005, "4.00%")])
def test_the_axis_has_the_decimals_that_tell_ticks_apart(spacing: float, text: str) -> None:
    assert axis_number(charts.lines(), 0.04, spacing) == text


def test_bars_have_their_interval_as_whiskers(qtbot: QtBot) -> None:
    from dataclasses import replace

    from pyqtgraph import ErrorBarItem

    view = shown(qtbot, replace(charts.lines(), kind="bars"))
    whiskers = [item for item in view._canvas.getPlotItem().items if isinstance(item, ErrorBarItem)]
    assert list(whiskers[-1].opts["x"].round(2)) == [-0.18, 1.82, 2.82]


def test_a_chart_without_a_single_value_says_so_in_place_of_empty_axes(qtbot: QtBot) -> None:
    full = charts.lines()
    view = shown(qtbot, replace(full, lines=tuple(replace(line, values=(None,) * 4) for line in full.lines)))
    assert view.empty.isVisible()
    assert view.empty.sentence.text() == "Growth was over churn in 1 of 4 months."


def test_a_chart_that_is_drawn_again_keeps_its_axes_and_its_grid(qtbot: QtBot) -> None:
    view = shown(qtbot, charts.waterfall())
    left, bottom = (view._canvas.getPlotItem().getAxis(side) for side in ("left", "bottom"))
    before = (left.range, bottom.range, left.grid)
    view.show_chart(charts.waterfall())
    again = [view._canvas.getPlotItem().getAxis(side) for side in ("left", "bottom")]
    assert again != [left, bottom]
    assert (again[0].range, again[1].range, again[0].grid) == before
    assert before[2]
