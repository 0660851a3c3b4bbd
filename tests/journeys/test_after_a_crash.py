"""Real processes of the program end in the middle of somebody's work; the next start offers all of it back."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSettings

from churndesk.gui import ask, disk
from churndesk.gui.app import Program, application
from churndesk.gui.moments import moment
from churndesk.gui.say import say
from churndesk.gui.settings import Store
from churndesk.gui.tasks import Tasks
from churndesk.project import store
from churndesk.project.blobs import Blobs
from tests.unit.gui.projects import spells

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from churndesk.words import Message

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="settings lie elsewhere, and processes end otherwise"),
    # Several starts of the whole program take their time on a busy machine.
    pytest.mark.timeout(600),
]

PATIENCE_S = 120


@dataclass
class Computer:
    """A computer on which the program is started, with one folder for everything that it keeps."""

    folder: Path
    started: list[subprocess.Popen[str]]
    programs: list[Program]

    @property
    def settings(self) -> Store:
        """Where a start looks for its settings."""
        file = self.folder / "settings" / "ChurnDesk" / "ChurnDesk.conf"
        return Store(QSettings(str(file), QSettings.Format.IniFormat))

    def work(self, note: str, project: Path | None = None, fault: str = "") -> subprocess.Popen[str]:
        """Somebody starts the program and writes the note; it may be looked for once `kept` was printed."""
        own = self.folder / "run"
        own.mkdir(mode=0o700, exist_ok=True)
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(sys.path),
            "QT_QPA_PLATFORM": "offscreen",
            "HOME": str(self.folder),
            "XDG_CONFIG_HOME": str(self.folder / "settings"),
            "XDG_DATA_HOME": str(self.folder),
            "XDG_RUNTIME_DIR": str(own),
        }
        which = [str(project)] if project else []
        self.started.append(
            subprocess.Popen(
                [sys.executable, "-m", "tests.torture.owner", note, *which, "--after", fault],
                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment,
            )
        )  # fmt: skip
        return self.started[-1]

    def start(self) -> Program:
        """The next start, up to what it asks."""
        program = Program(application(), self.settings, Tasks(inline=True), self.folder / "ChurnDesk" / "recovery")
        self.programs.append(program)
        program.window.show()
        program.begin([])
        return program


@pytest.fixture
def computer(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Computer]:
    monkeypatch.setattr(disk, "backup_folder", lambda: tmp_path / "backups")
    made = Computer(tmp_path / "computer", [], [])
    made.folder.mkdir()
    # So that each start has a window of its own.
    made.settings.choose("second_start", "window")
    yield made
    for program in made.programs:
        program.document.give_up()
        program.window.hide()
        program.close()
    for process in made.started:
        process.kill()
        process.communicate()


@dataclass
class Asked:
    """What a person was asked and told."""

    questions: list[str]
    told: list[str]
    answer: Callable[[str], bool]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Somebody who wants everything back."""
    noted = Asked([], [], lambda _question: True)

    def yes(_parent: object, question: Message, explanation: Message, _action: object) -> bool:
        noted.questions.append(f"{say(question)} {say(explanation)}")
        return noted.answer(noted.questions[-1])

    monkeypatch.setattr(ask, "yes", yes)
    monkeypatch.setattr(ask, "tell", lambda _parent, title, text: noted.told.append(f"{say(title)}: {say(text)}"))
    return noted


def saved(path: Path, name: str) -> Path:
    store.save(replace(spells(), name=name), Blobs(), path)
    return path


def kept(process: subprocess.Popen[str]) -> None:
    """Waits until the program says that the note is safe."""
    line = process.stdout.readline()
    assert line == "kept\n", process.communicate()


def note_of(program: Program) -> str:
    return program.document.project.actions[0].note


def minutes_since(begun: datetime) -> set[str]:
    """How the moments between then and now are said."""
    minutes = int((datetime.now(tz=UTC) - begun) / timedelta(minutes=1)) + 2
    return {say(moment(begun + timedelta(minutes=number))) for number in range(minutes)}


def test_two_projects_and_an_untitled_one_all_come_back_each_with_its_own_work(
    computer: Computer, asked: Asked, tmp_path: Path
) -> None:
    begun = datetime.now(tz=UTC)
    gym, shop = saved(tmp_path / "gym.churndesk", "Gym"), saved(tmp_path / "shop.churndesk", "Corner shop")
    wanted = {
        "Gym": (gym, "Ann calls them"),
        "Corner shop": (shop, "Fewer letters"),
        "an untitled project": (None, "x"),
    }
    killed = [computer.work(note, path) for path, note in wanted.values()]
    lives = computer.work("still open", saved(tmp_path / "bakery.churndesk", "Bakery"))
    for process in (*killed, lives):
        kept(process)
    for process in killed:
        process.send_signal(signal.SIGKILL)
    assert [process.wait(PATIENCE_S) for process in killed] == [-signal.SIGKILL] * 3

    starts = [computer.start() for _ in wanted]
    assert len(asked.questions) == 3
    for program, question in zip(starts, asked.questions, strict=True):
        [name] = [name for name in wanted if f"unsaved work on {name}?" in question]
        path, note = wanted.pop(name)
        assert note_of(program) == note
        assert program.document.path == path
        assert (str(path) in question) == (path is not None)
        assert any(f"It was kept on {said}." in question for said in minutes_since(begun)), question
        assert program.document.dirty
        # Of what one window can't show it is said that it is there, and since when.
        others = asked.told.pop(0) if wanted else ""
        assert all(f"– {name}, kept on " in others for name in wanted)
        assert "Bakery" not in others
    assert asked.told == []
    assert lives.poll() is None
    # Each file is as it was: nothing is written to it before the person saves.
    assert [store.load(path)[0].actions for path in (gym, shop)] == [(), ()]


def test_of_several_the_one_that_is_wanted_comes_back_and_the_others_stay_under_earlier_versions(
    computer: Computer, asked: Asked, tmp_path: Path
) -> None:
    asked.answer = lambda question: "Gym" in question
    names = ("Gym", "Corner shop")
    killed = [computer.work(name, saved(tmp_path / f"{name}.churndesk", name)) for name in names]
    for process in killed:
        kept(process)
        process.kill()
        process.wait(PATIENCE_S)
    program = computer.start()
    assert note_of(program) == "Gym"
    assert [copy.name for copy in program.copies.all_copies()] == ["Corner shop"]
    [copy] = program.copies.all_copies()
    assert copy.open().project.actions[0].note == "Corner shop"


@pytest.mark.parametrize(
    ("fault", "code"), [("slot", None), ("slot and quit", 0), ("abort in a worker", -signal.SIGABRT)]
)
def test_after_a_fault_the_work_is_offered_whether_the_program_went_on_or_not(
    computer: Computer, asked: Asked, tmp_path: Path, fault: str, code: int | None
) -> None:
    path = saved(tmp_path / "gym.churndesk", "Gym")
    process = computer.work("Ann calls them", path, fault)
    kept(process)
    if code is None:
        # It went on after the exception, and kept what the slot had changed.
        assert process.poll() is None
        process.kill()
    _out, said = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == (-signal.SIGKILL if code is None else code)
    assert ("ValueError" in said) == fault.startswith("slot")
    assert "Ann" not in said
    program = computer.start()
    [question] = asked.questions
    assert "unsaved work on Gym?" in question
    assert str(path) in question
    assert note_of(program) == "Ann calls them"
    assert program.document.path == path
    assert program.document.dirty
