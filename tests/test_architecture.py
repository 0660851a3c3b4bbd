"""What holds for the code as a whole: layers, registries, words, and that nothing reaches for the network."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import statistics
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from churndesk import resources

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "churndesk"
FILES = sorted(PACKAGE.rglob("*.py"))
GUI = sorted((PACKAGE / "gui").rglob("*.py"))

#: Where a sentence comes from a data file; packaging/catalogues.py reads that file for the translators.
FROM_DATA = {"strategies/catalogue.py", "changes.py"}

#: The calls by which a sentence is marked, and how many of their first arguments must stand there as they are.
MARKS = {"message": 1, "tr": 1, "plural": 2, "sense": 2}

#: Methods of widgets whose texts a person reads.
SHOWING = {
    "setText",
    "setTitle",
    "setToolTip",
    "setStatusTip",
    "setWhatsThis",
    "setWindowTitle",
    "setPlaceholderText",
    "setAccessibleName",
    "setAccessibleDescription",
    "setSpecialValueText",
    "setPrefix",
    "setSuffix",
    "addItem",
    "addTab",
    "addAction",
    "addMenu",
    "show_sentence",
    "show_text",
}

#: Widgets whose first text a person reads.
SHOWN = {
    "QLabel",
    "QPushButton",
    "QCheckBox",
    "QRadioButton",
    "QGroupBox",
    "QAction",
    "Text",
    "Card",
    "Section",
    "Badge",
}

NETWORK = {
    "aiohttp",
    "ftplib",
    "http",
    "httpx",
    "imaplib",
    "poplib",
    "requests",
    "smtplib",
    "socket",
    "socketserver",
    "ssl",
    "telnetlib",
    "urllib.request",
    "urllib3",
    "webbrowser",
    "xmlrpc",
    "PySide6.QtNetwork",
    "PySide6.QtWebSockets",
}

#: Sockets that stay inside the computer, by which a second start reaches the first.
LOCAL = {
    "churndesk/gui/doorbell.py": {
        "PySide6.QtNetwork",
        "PySide6.QtNetwork.QLocalServer",
        "PySide6.QtNetwork.QLocalSocket",
    }
}

#: Where a written tuple lists what a folder holds: the package, the tuple, the kind of what is listed.
REGISTRIES = (
    ("churndesk.metrics", "METRICS", "churndesk.metrics.metric", "Metric"),
    ("churndesk.shapes", "SHAPES", "churndesk.shapes.shape", "Shape"),
    ("churndesk.export.sheets", "SHEETS", "churndesk.export.sheets.kind", "SheetKind"),
)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def where(path: Path, node: ast.expr | ast.stmt) -> str:
    return f"{path.relative_to(ROOT)}:{node.lineno}"


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every call in a file with the last part of what it calls."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
            if name:
                yield name, node


def imported(path: Path) -> Iterator[tuple[str, ast.stmt]]:
    """Every module that a file imports, wherever in it."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node
            yield from ((f"{node.module}.{alias.name}", node) for alias in node.names)


def has_letters(node: ast.expr) -> bool:
    """Whether it is a literal text, or one with values in it, that says something."""
    if isinstance(node, ast.JoinedStr):
        return any(has_letters(part) for part in node.values)
    text = node.value if isinstance(node, ast.Constant) else None
    # The program's own name is the same in every language.
    return isinstance(text, str) and text != "ChurnDesk" and sum(letter.isalpha() for letter in text) > 1


def test_layers_are_kept() -> None:
    program = Path(sys.executable).with_name("lint-imports.exe" if sys.platform == "win32" else "lint-imports")
    done = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(("package", "registry", "module", "kind"), REGISTRIES)
def test_registries_miss_nothing(package: str, registry: str, module: str, kind: str) -> None:
    home = importlib.import_module(package)
    wanted = getattr(importlib.import_module(module), kind)
    names = [found.name for found in pkgutil.walk_packages(home.__path__, f"{package}.")]
    there = [value for name in names for value in vars(importlib.import_module(name)).values()]
    declared = {id(value) for value in there if isinstance(value, wanted)}
    listed = getattr(home, registry)
    assert len({entry.key for entry in listed}) == len(listed), "a key stands twice"
    assert declared == {id(entry) for entry in listed}


def test_no_file_of_the_window_grows_without_end() -> None:
    long = {
        str(path.relative_to(ROOT)): lines for path in GUI if (lines := len(path.read_text("utf-8").split("\n"))) > 300
    }
    assert not long


def test_functions_are_short() -> None:
    lengths = [
        (node.end_lineno or node.lineno) - node.lineno + 1
        for path in FILES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert statistics.median(lengths) <= 12
    assert statistics.quantiles(lengths, n=10)[-1] <= 32
    assert max(lengths) <= 80


def test_the_window_is_never_kept_alive_by_hand() -> None:
    assert not [where(path, node) for path in FILES for name, node in calls(path) if name == "processEvents"]


def test_no_exception_is_lost_in_a_timer_that_does_not_wait() -> None:
    """See churndesk/gui/next_turn.py."""
    found = {path.name for path in GUI if "singleShot(0" in path.read_text(encoding="utf-8")}
    assert found == {"next_turn.py"}


def test_what_outlives_a_window_calls_no_closure_of_it() -> None:
    """A method of a widget is let go with the widget; a closure is called for good, on what is gone."""
    lasting = re.compile(r"\b(document|tasks|copies|voice|theme\(\))\.\w+\.connect\((lambda|partial)")
    found = [path.name for path in GUI if lasting.search(path.read_text(encoding="utf-8"))]
    assert not found


def test_nothing_reaches_for_the_network() -> None:
    found = [
        f"{where(path, node)} {name}"
        for path in FILES
        for name, node in imported(path)
        if any(name == network or name.startswith(f"{network}.") for network in NETWORK)
        and name not in LOCAL.get(path.relative_to(ROOT).as_posix(), set())
    ]
    assert not found


def test_marked_sentences_stand_where_they_are_marked() -> None:
    found = [
        where(path, node)
        for path in FILES
        if path.relative_to(PACKAGE).as_posix() not in FROM_DATA
        for name, node in calls(path)
        for argument in node.args[: MARKS.get(name, 0)]
        if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str))
    ]
    # say.tr passes its text on, and words define the marks.
    assert {place.split(":")[0] for place in found} <= {"churndesk/gui/say.py"}, found


def test_no_sentence_is_marked_within_a_formatted_string() -> None:
    """The tool that collects sentences for the catalogues doesn't look into one."""
    marks = {"message", "plural", "sense", "tr"}
    formatted = [(path, node) for path in FILES for node in ast.walk(tree(path)) if isinstance(node, ast.JoinedStr)]
    inner = [(path, call) for path, text in formatted for call in ast.walk(text) if isinstance(call, ast.Call)]
    assert not [where(path, call) for path, call in inner if isinstance(call.func, ast.Name) and call.func.id in marks]


def test_what_a_person_reads_goes_through_the_marks() -> None:
    found = []
    for path in GUI:
        for name, node in calls(path):
            read = [*node.args, *(word.value for word in node.keywords if word.arg in {"title", "text", "sentence"})]
            first = name in SHOWN or name == "addItem"  # what follows is a parent, or data
            shown = read[:1] if first else read if name in SHOWING else []
            found += [where(path, node) for argument in shown if has_letters(argument)]
    assert not found


def test_the_start_page_offers_every_sample_that_is_there() -> None:
    from churndesk.gui.start.samples import SAMPLES

    offered = {sample.file for sample in SAMPLES}
    assert offered == {file.name for file in resources.path("samples").iterdir()}


def test_every_folder_of_tests_mirrors_one_of_the_package() -> None:
    known = {path.relative_to(PACKAGE) for path in PACKAGE.rglob("*") if path.is_dir()} | {Path("packaging")}
    unit = ROOT / "tests" / "unit"
    folders = {path.relative_to(unit) for path in unit.rglob("*") if path.is_dir() and path.name != "__pycache__"}
    assert not {folder for folder in folders if not folder.parts[0].startswith(".")} - known


def test_nothing_hides_the_packaging_library() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists()
