"""The check that an installed program makes of itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings

from churndesk.gui.app import Program, application
from churndesk.gui.selfcheck import SelfCheck, run
from churndesk.gui.settings import Store
from churndesk.gui.tasks import Tasks

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot


def test_a_folder_is_needed_and_nothing_else_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 2
    assert run(["folder", "quickly"]) == 2
    assert "needs the name of a folder" in capsys.readouterr().err


def test_a_step_that_fails_is_told_by_exit_code_and_words(tmp_path: Path) -> None:
    broken = (
        "import sys\n"
        "from churndesk.gui import selfcheck\n"
        "selfcheck.SelfCheck._brief = lambda self: (step for step in [('a step', lambda: 1 / 0)])\n"
        "sys.exit(selfcheck.run([sys.argv[1], 'briefly']))\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", broken, tmp_path / "w"], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "ZeroDivisionError" in done.stderr
    assert json.loads((tmp_path / "w" / "self-check.json").read_text("utf-8"))["figures"] == {}


def test_the_first_fault_is_the_one_that_is_told(tmp_path: Path, qtbot: QtBot) -> None:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    program = Program(application(), Store(settings), Tasks(inline=True), tmp_path / "recovery")
    check = SelfCheck(program, tmp_path, briefly=True)
    check.fail("the first")
    check.fail("the second")
    assert check.fault == "the first"
    assert not check._timer.isActive()
    program.close()
    program.deleteLater()
