from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

OPEN_AND_LIST = """
import sys
from PySide6.QtCore import QSettings
from churndesk.gui import app
from churndesk.gui.settings import Store
program = app.Program(app.application(), Store(QSettings(sys.argv[1], QSettings.Format.IniFormat)))
program.window.show()
program.window.grab()
slow = ("pandas", "numpy", "pyqtgraph", "openpyxl", "babel", "sqlite3", "hashlib", "PySide6.QtNetwork")
print(" ".join(name for name in slow if name in sys.modules))
program.close()
"""


def test_the_window_opens_without_the_slow_libraries(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", OPEN_AND_LIST, str(tmp_path / "settings.ini")],
        capture_output=True,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(sys.path)},
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ""


READ_SOURCES = """
import os, churndesk.gui.app, linecache
ours = os.path.dirname(churndesk.__file__) + os.sep
print(sum(len(entry) > 1 for name, entry in linecache.cache.items() if name.startswith(ours)))
"""


def test_no_module_is_read_as_text_when_it_is_imported() -> None:
    done = subprocess.run(
        [sys.executable, "-c", READ_SOURCES],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        timeout=60,
        check=True,
    )
    assert done.stdout.strip() == "0"
