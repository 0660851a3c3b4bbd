from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile

from churndesk.gui.opened_elsewhere import STALE_AFTER_S, FileLock

if TYPE_CHECKING:
    from pathlib import Path

#: Takes the lock, says so, and waits to be ended.
HOLD = """
import sys
from pathlib import Path
from churndesk.gui.opened_elsewhere import FileLock
lock = FileLock(Path(sys.argv[1]))
print(lock.take() is None, flush=True)
sys.stdin.read()
"""


def holding(file: Path) -> subprocess.Popen[str]:
    """Another process that has the file open."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "True\n"
    return process


def of_another_computer(file: Path, seconds_ago: float) -> Path:
    """A lock as a program on another computer leaves it, touched so long ago."""
    beside = file.with_name(f".{file.name}.lock")
    beside.write_text("4242\nchurndesk\nANNA-PC\n")
    then = time.time() - seconds_ago
    os.utime(beside, (then, then))
    return beside


def test_a_file_is_free_until_another_process_has_it(tmp_path: Path) -> None:
    file = tmp_path / "shop.churndesk"
    other = holding(file)
    lock = FileLock(file)
    holder = lock.take()
    assert holder is not None
    assert holder.here
    assert holder.process == other.pid
    assert "another ChurnDesk window" in holder.sentence(file.name).text
    other.communicate("")
    assert lock.take() is None
    lock.release()
    assert list(tmp_path.iterdir()) == []


def test_the_lock_of_a_killed_process_is_nobodys(tmp_path: Path) -> None:
    file = tmp_path / "shop.churndesk"
    other = holding(file)
    other.kill()
    other.communicate()
    assert (tmp_path / ".shop.churndesk.lock").exists()
    lock = FileLock(file)
    assert lock.take() is None
    lock.release()


def test_another_computer_is_named_as_long_as_it_shows_itself(tmp_path: Path) -> None:
    file = tmp_path / "shop.churndesk"
    of_another_computer(file, 30)
    holder = FileLock(file).take()
    assert holder is not None
    assert not holder.here
    assert dict(holder.sentence(file.name).values)["host"] == "ANNA-PC"


def test_a_lock_that_another_computer_has_not_touched_for_long_is_nobodys(tmp_path: Path) -> None:
    file = tmp_path / "shop.churndesk"
    of_another_computer(file, STALE_AFTER_S + 60)
    lock = FileLock(file)
    assert lock.take() is None
    lock.release()


def test_a_lock_that_was_taken_over_meanwhile_is_noticed_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "shop.churndesk"
    lock = FileLock(file)
    assert lock.take() is None
    assert lock.robbed() is None
    beside = of_another_computer(file, 0)
    holder = lock.robbed()
    assert holder is not None
    assert holder.host == "ANNA-PC"
    lock.release()
    assert beside.exists()


def test_renewing_shows_that_the_file_is_still_open(tmp_path: Path) -> None:
    file = tmp_path / "shop.churndesk"
    lock = FileLock(file)
    lock.take()
    beside = tmp_path / ".shop.churndesk.lock"
    os.utime(beside, (1, 1))
    lock.renew()
    assert beside.stat().st_mtime > 1
    lock.release()
    lock.renew()


def test_in_a_folder_that_is_gone_nobody_holds_anything(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / "gone" / "shop.churndesk")
    assert lock.take() is None
    lock.release()


def test_a_link_is_the_same_file(tmp_path: Path) -> None:
    file, link = tmp_path / "shop.churndesk", tmp_path / "link.churndesk"
    file.touch()
    link.symlink_to(file)
    lock = FileLock(file)
    assert lock.take() is None
    assert lock.is_of(link)
    assert not QLockFile(str(tmp_path / ".shop.churndesk.lock")).tryLock(0)
    lock.release()
