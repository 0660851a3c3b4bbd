"""Tries on a Debian system with nothing on it what a newcomer would do there. As root, with debootstrap and Xvfb.

    python3 packaging/try_bare.py readme [OPTIONS]   the README's two commands in a fresh clone, on Python alone: one
                                                     opens the window, one passes the tests; OPTIONS go to pytest
    python3 packaging/try_bare.py deb FILE           installs the package, opens the window from it, and runs the
                                                     smoke test of the installed program

A picture of the opened window is kept beside the system, which is made in the folder that CHURNDESK_BARE names
(/var/tmp/churndesk-bare unless it is set) and is used again the next time.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import smoke
from bare_root import BareRoot, Stop, needs

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
PLACE = Path(os.environ.get("CHURNDESK_BARE", "/var/tmp/churndesk-bare"))  # noqa: S108  (a folder of root's own)
#: A newcomer's first start installs packages first.
PATIENCE_S = 600
CLONE = "/home/churndesk"


def main(words: list[str]) -> int:
    """Carries out the command line and returns the exit code."""
    try:
        needs("debootstrap", "unshare", "Xvfb", "xdotool", "import", "git")
        match words:
            case ["readme", *options]:
                return readme(options)
            case ["deb", file]:
                return deb(Path(file))
    except Stop as reason:
        print(f"\n{reason}", file=sys.stderr)
        return 1
    print(__doc__, file=sys.stderr)
    return 2


def readme(options: list[str]) -> int:
    """The two commands as they stand in the README, in a clone of what is committed."""
    bare = BareRoot(PLACE / "readme")
    bare.make(["python3"])
    commit = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    clone = ["git", "clone", "--quiet", "--no-local", str(ROOT), f"{bare.folder}{CLONE}"]
    if subprocess.call(clone):
        raise Stop("The checkout could not be cloned.")
    print(f"== a bare system with a clone of {commit.strip()}", flush=True)
    opened = opens(bare, f"cd {CLONE} && python3 packaging/dev.py run", "readme")
    # A checkout of git's own is not there; neither is a screen.
    tests = bare.run(f"cd {CLONE} && python3 packaging/dev.py test {' '.join(options)}")
    print(f"run: {'the window opened' if opened else 'no window'} · test: exit code {tests}")
    return 0 if opened and tests == 0 else 1


def deb(file: Path) -> int:
    """The package as a person installs it, then as a person starts it."""
    bare = BareRoot(PLACE / "deb")
    bare.make()
    shutil.copy(file, bare.folder / "tmp")
    quiet = "export DEBIAN_FRONTEND=noninteractive; apt-get update -qq"
    if bare.run(f"{quiet} && apt-get install -y -qq --no-install-recommends /tmp/{file.name} > /tmp/apt.log"):
        raise Stop("The package could not be installed.")
    opened = opens(bare, "exec churndesk", "deb")
    works = _works(bare)
    removed = bare.run(f"{quiet}; apt-get purge -y -qq churndesk > /tmp/purge.log && test ! -e /opt/churndesk") == 0
    print(f"window: {opened} · it works: {works} · removed without a trace: {removed}")
    return 0 if opened and works and removed else 1


def _works(bare: BareRoot) -> bool:
    """The smoke test's own steps, in a system that has no Python; what came of them is looked at from here."""
    steps = ["cp /opt/churndesk/_internal/churndesk/_resources/samples/* .", "churndesk --self-check window"]
    for name in smoke.SAMPLES:
        results = f"--json {name}.json -o {name}.report.xlsx --pdf {name}.report.pdf"
        steps.append(f"churndesk-cli report {name} --yes {results}")
    if bare.run(f"mkdir /tmp/try && cd /tmp/try && {' && '.join(steps)}", QT_QPA_PLATFORM="offscreen"):
        return False
    try:
        for line in smoke.verdict(bare.folder / "tmp" / "try"):
            print(f"  {line}")
    except smoke.Fault as fault:
        print(f"  {fault}", file=sys.stderr)
        return False
    return True


def opens(bare: BareRoot, command: str, name: str) -> bool:
    """Whether the command opens the program's window on a screen; then the window is closed."""
    with screen() as display:
        started = bare.started(command, DISPLAY=display)
        try:
            return _window_appears(started, display, PLACE / f"{name}.png")
        finally:
            started.kill()
            started.wait()


def _window_appears(started: subprocess.Popen[bytes], display: str, picture: Path) -> bool:
    here = {**os.environ, "DISPLAY": display}
    until = time.monotonic() + PATIENCE_S
    look = ["xdotool", "search", "--onlyvisible", "--name", "ChurnDesk$"]
    while time.monotonic() < until and started.poll() is None:
        if subprocess.call(look, env=here, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0:
            time.sleep(3)
            subprocess.call(["import", "-window", "root", str(picture)], env=here)
            return started.poll() is None
        time.sleep(1)
    return False


@contextmanager
def screen() -> Iterator[str]:
    """A display that nobody looks at."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x900x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
