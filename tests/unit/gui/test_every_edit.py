"""Every edit of the document is one step with a name, which can be undone to the very value and done again."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import churndesk.gui
from churndesk.gui.actions.plan import with_state, with_step
from churndesk.gui.closing import close_period, open_period
from churndesk.ledger.policy import Policy
from churndesk.project.project import Action, ReportChoices, StepNote
from tests.unit.gui import projects

if TYPE_CHECKING:
    from collections.abc import Callable

    from churndesk.gui.main_window import MainWindow

DAY = date(2024, 3, 1)


def _page(window: MainWindow, key: str) -> object:
    window.go(key)
    return window.pages[key]


def _acted(change: Callable[[Action], Action]) -> Callable[[MainWindow], None]:
    def edit(window: MainWindow) -> None:
        page = _page(window, "actions")
        page._edit(change(window.document.project.action("reasons")))

    return edit


def _ticked(*, tick: bool) -> Callable[[Action], Action]:
    return lambda action: with_step(action, "call-ten", StepNote(ticked=tick), DAY)


def _close_first(edit: Callable[[MainWindow], None]) -> Callable[[MainWindow], None]:
    def both(window: MainWindow) -> None:
        close_period(window.document)
        edit(window)

    return both


def _look_longer(window: MainWindow) -> None:
    from churndesk.gui.calculators.trend_card import TrendCard

    _page(window, "churn").findChild(TrendCard)._look_longer()


#: By the place in the program, what a person does there and what the step is then called.
EDITS: dict[str, tuple[tuple[str, Callable[[MainWindow], None]], ...]] = {
    "actions/page.py": (
        ("Tick step 1 of “Find out why customers leave”", _acted(_ticked(tick=True))),
        ("“Find out why customers leave”: Done", _acted(lambda action: with_state(action, "done", DAY))),
        ("Note on step 1 of “Find out why customers leave”",
         _acted(lambda action: with_step(action, "call-ten", StepNote(note="on Tuesdays"), DAY))),
        ("Plan “Find out why customers leave”", _acted(lambda _: Action("reasons", owner="Ann", due=DAY))),
    ),
    "calculators/panel.py": (
        ("Type a number", lambda window: _page(window, "churn").panel._type("lost", 3.0)),
        ("Take back a typed number", lambda window: _page(window, "churn").panel._put_back("lost")),
        ("Clear typed numbers", lambda window: _page(window, "churn").panel._clear()),
    ),
    "calculators/trend_card.py": (("Change what is looked at", _look_longer),),
    "context_bar.py": (
        ("Change what is looked at", lambda window: window.context._choose_segment(("Plan", "Pro"))),
    ),
    "report/page.py": (
        ("Change the report", lambda window: _page(window, "report")._choose(ReportChoices(kind="pdf"))),
    ),
    "data/page.py": (
        ("Change the rules", lambda window: _page(window, "data")._change_policy(Policy(grace_days=9))),
        ("Change the day of the list", lambda window: _page(window, "data")._change_day(DAY)),
        ("Change the currency", lambda window: _page(window, "data")._change_currency("PLN")),
    ),
    "closing.py": (
        ("Close March 2024", lambda window: close_period(window.document)),
        ("Open March 2024 again", _close_first(lambda window: open_period(window.document))),
    ),
}  # fmt: skip
#: Those that need more than a window: the tests that undo them.
ELSEWHERE = {
    "what_if/scenario.py": "unit/gui/what_if/test_panels.py::test_typed_numbers_are_kept_and_undone",
    "customers/rhythm.py": "unit/gui/customers/test_page.py::test_another_limit_changes_every_figure_and_can_be_undone",
    "importing/wizard.py": 'journeys/test_import_a_spreadsheet.py::undoText() == "Import table.csv"',
    "restoring.py": "journeys/test_nothing_is_lost.py::test_an_earlier_version_is_one_more_step_that_can_be_undone",
}
#: What begins another document, after the one before was settled: no edit, and nothing to undo.
BEGINNINGS = {
    "files.py", "safekeeping.py", "restoring.py", "selfcheck.py", "guide/guide.py",
}  # fmt: skip


def _sources() -> dict[str, str]:
    folder = Path(churndesk.gui.__file__).parent
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in sorted(folder.rglob("*.py"))}


def test_every_place_that_changes_the_document_is_listed() -> None:
    found = {name for name, text in _sources().items() if re.search(r"document\.change\(", text)}
    # The program's own check edits a document that it made itself.
    assert found - {"selfcheck.py"} == set(EDITS) | set(ELSEWHERE)
    beginning = {name for name, text in _sources().items() if re.search(r"document\.begin\(", text)}
    assert beginning == BEGINNINGS


def test_nothing_goes_round_the_history() -> None:
    for name, text in _sources().items():
        assert name == "document.py" or not re.search(r"document\._(project|show|saved)\b", text), name


def test_the_tests_of_the_others_are_there() -> None:
    for entry in ELSEWHERE.values():
        file, _, test = entry.partition("::")
        assert test in (Path(__file__).parents[2] / file).read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "edit"), [one for several in EDITS.values() for one in several],
    ids=[f"{place}: {text}" for place, several in EDITS.items() for text, _ in several],
)  # fmt: skip
def test_it_is_a_step_that_is_undone_and_done_again(
    text: str, edit: Callable[[MainWindow], None], window: MainWindow
) -> None:
    document = window.document
    document.begin(projects.spells())
    page = _page(window, "churn")
    if text in {"Take back a typed number", "Clear typed numbers"}:
        page.panel._type("lost", 3.0)
    before_count = document.history.count()
    before = document.project
    edit(window)
    count = document.history.count()
    assert count > before_count
    assert document.history.undoText() == text
    after = document.project
    assert after is not before
    document.history.undo()
    assert document.history.redoText() == text
    while document.history.index() > before_count:
        document.history.undo()
    assert document.project is before
    while document.history.canRedo():
        document.history.redo()
    assert document.project is after
    assert document.dirty
