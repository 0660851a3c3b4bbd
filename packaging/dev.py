"""Opens ChurnDesk from a checkout, and tests it, on Linux, Windows and macOS: with Python's own library alone.

    python3 packaging/dev.py run [FILE]      opens the program
    python3 packaging/dev.py test [OPTIONS]  checks the code and runs the tests; OPTIONS go to pytest
    python3 packaging/dev.py check           checks the code alone

Everything is installed into a virtual environment of its own, `.venv` in the checkout or the folder that
CHURNDESK_VENV names, and only again when pyproject.toml or constraints.txt have changed.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CONSTRAINTS = ROOT / "packaging" / "constraints.txt"
OLDEST, NEWEST = (3, 11), (3, 14)

#: What Qt loads from the system on Linux, and the Debian package that brings it. Newer releases of Debian and Ubuntu
#: have renamed some of them; the old names still lead there.
LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
#: The same for a window on a screen.
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


class Stop(Exception):  # noqa: N818  (it is said to a person, not an error of the program)
    """The command can't go on; its text says what to do."""


def main(words: list[str]) -> int:
    """Carries out the command line `words` and returns the exit code."""
    command, options = (words[0], words[1:]) if words else ("", [])
    commands = {"run": run, "test": test, "check": check}
    if command not in commands:
        print(__doc__, file=sys.stderr if command not in {"-h", "--help"} else sys.stdout)
        return 0 if command in {"-h", "--help"} else 2
    try:
        refuse_other_pythons()
        return commands[command](options)
    except Stop as reason:
        print(f"\n{reason}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def run(options: list[str]) -> int:
    """Opens the program; `options` are the program's own."""
    provide_libraries({**LIBRARIES, **WINDOW_LIBRARIES})
    python = provide_environment(extra="")
    # -P: a file of the person's own folder that happens to be called pandas.py is none of ours.
    return subprocess.call([python, "-P", "-m", "churndesk", *options], env=environment())


def test(options: list[str]) -> int:
    """Checks the code, then runs the tests without a screen; `options` go to pytest."""
    provide_libraries(LIBRARIES)
    python = provide_environment(extra="test")
    failed = failed_checks(python)
    tests = subprocess.call([python, "-m", "pytest", "-n", "2", *options], cwd=ROOT, env=environment(screen=False))
    for name in failed:
        print(f"Failed before the tests: {name}", file=sys.stderr)
    return tests or (1 if failed else 0)


def check(options: list[str]) -> int:
    """Runs formatter, linter, type checker and the check of the layers."""
    if options:
        raise Stop("check takes no options.")
    failed = failed_checks(provide_environment(extra="test"))
    print(f"Failed: {', '.join(failed)}" if failed else "All checks passed.")
    return 1 if failed else 0


def failed_checks(python: str) -> list[str]:
    """The names of those checks that find something; what they find is printed."""
    scripts = Path(python).parent
    checks = {
        "ruff format": ["ruff", "format", "--check", "."],
        "ruff check": ["ruff", "check", "."],
        "mypy": ["mypy"],
        "lint-imports": ["lint-imports"],
    }
    failed = []
    for name, (tool, *arguments) in checks.items():
        print(f"== {name}", flush=True)
        program = shutil.which(tool, path=str(scripts)) or tool
        if subprocess.call([program, *arguments], cwd=ROOT, env=environment()):
            failed.append(name)
    return failed


def environment(*, screen: bool = True) -> dict[str, str]:
    """The environment of a started program, without another Python's folders in it."""
    kept = {name: value for name, value in os.environ.items() if name not in {"PYTHONHOME", "PYTHONPATH"}}
    if not screen:
        kept.setdefault("QT_QPA_PLATFORM", "offscreen")
    return kept


def refuse_other_pythons() -> None:
    """Stops where this Python is too old, or too new for the packages."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        raise Stop(
            f"ChurnDesk needs Python {OLDEST[0]}.{OLDEST[1]} to {NEWEST[0]}.{NEWEST[1]}; "
            f"this is {sys.version_info[0]}.{sys.version_info[1]}. Start this command with one of those."
        )


def provide_libraries(wanted: dict[str, str]) -> None:
    """On Linux, installs what Qt needs of the system, or says how to."""
    if sys.platform != "linux":
        return
    missing = {library: package for library, package in wanted.items() if not loads(library)}
    if missing and not shutil.which("apt-get"):
        print(f"Qt may need these, which this system doesn't have: {', '.join(missing)}", file=sys.stderr)
    elif missing:
        apt_install(list(missing.values()), "Qt needs libraries that this system doesn't have yet.")


def loads(library: str) -> bool:
    """Whether the system has that shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def apt_install(packages: list[str], reason: str) -> None:
    """Installs Debian packages where that is allowed, and stops with the command to type where it isn't."""
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if os.geteuid() != 0:
        raise Stop(f"{reason} Please type this, then start again:\n\n    sudo {' '.join(install)}")
    print(f"{reason} Installing: {' '.join(packages)}", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # The list of packages may be missing or old: it is fetched once, then the second try counts.
    if subprocess.call([*install, "-qq"], env=quiet, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0:
        return
    subprocess.call(["apt-get", "update", "-qq"], env=quiet)
    if subprocess.call([*install, "-qq"], env=quiet, stdout=subprocess.DEVNULL):
        raise Stop(f"The system's packages could not be installed. Please try it by hand:\n\n    {' '.join(install)}")


def provide_environment(extra: str) -> str:
    """The Python of a virtual environment with ChurnDesk's packages and those of `extra`; it is made where need be."""
    folder = Path(os.environ.get("CHURNDESK_VENV") or ROOT / ".venv").absolute()
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    stamp, digest = folder / "churndesk-installed.txt", wanted_digest()
    installed = stamp.read_text("utf-8").splitlines() if python.exists() and stamp.exists() else []
    # Who has the tests' packages has the program's too.
    if installed not in ([digest, extra], [digest, "test"]):
        make_environment(folder, python)
        install_packages(python, extra)
        stamp.write_text(f"{digest}\n{extra}\n", "utf-8")
    return str(python)


def install_packages(python: Path, extra: str) -> None:
    """Installs this checkout, in place, and the versions of constraints.txt."""
    print("Installing the packages (about a minute, the first time) …", flush=True)
    project = f"{ROOT}[{extra}]" if extra else str(ROOT)
    pip = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--quiet"]
    if subprocess.call([*pip, "--constraint", str(CONSTRAINTS), "--editable", project]):
        raise Stop("The packages could not be installed: the lines above say why. Is the computer online?")


def wanted_digest() -> str:
    """Changes whenever other packages are wanted, or this Python is another one."""
    digest = hashlib.sha256(f"{sys.version_info[:2]} {ROOT}".encode())
    for file in (ROOT / "pyproject.toml", CONSTRAINTS):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def make_environment(folder: Path, python: Path) -> None:
    """Makes the virtual environment, unless a working one stands there."""
    if python.exists() and subprocess.call([str(python), "-m", "pip", "--version"], stdout=subprocess.DEVNULL) == 0:
        return
    if folder.exists() and any(folder.iterdir()) and not (folder / "pyvenv.cfg").exists():
        raise Stop(f"{folder} holds something else than a virtual environment. Name another folder in CHURNDESK_VENV.")
    # Debian and Ubuntu keep this part of Python in a package of its own.
    if importlib.util.find_spec("ensurepip") is None and shutil.which("apt-get"):
        reason = "This Python can't make virtual environments yet."
        apt_install([f"python3.{sys.version_info[1]}-venv"], reason)
    print(f"Making a virtual environment in {folder} …", flush=True)
    if subprocess.call([sys.executable, "-m", "venv", "--clear", str(folder)]):
        raise Stop(f"Python could not make a virtual environment in {folder}: the lines above say why.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
