"""Builds the programs that need no Python: one command, on the system that they are for.

    python3 packaging/build.py             Linux: a folder, a .deb and an AppDir; Windows: a folder and, where makensis
                                           is installed, an installer; macOS: ChurnDesk.app and a .dmg
    python3 packaging/build.py --no-smoke  the same without trying the built program

What is built lies in dist/, what it is built with in build/ (or in the folder that CHURNDESK_BUILD names). The last
lines say how large it is and what the size is made of.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from dev import (
    CONSTRAINTS,
    LIBRARIES,
    ROOT,
    WINDOW_LIBRARIES,
    Stop,
    environment,
    make_environment,
    provide_libraries,
    refuse_other_pythons,
)

if TYPE_CHECKING:
    from collections.abc import Callable

BUILD = Path(os.environ.get("CHURNDESK_BUILD") or ROOT / "build").absolute()
DIST = ROOT / "dist"
PARTS = BUILD / "parts"
#: What the program may take, installed and to download, in millions of bytes.
MOST_INSTALLED, MOST_TO_DOWNLOAD = 285, 88


def main(words: list[str]) -> int:
    """Builds for this system and returns the exit code."""
    if words not in ([], ["--no-smoke"]):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        refuse_other_pythons()
        # On Linux, libraries that Qt loads travel in the program: they have to be here.
        provide_libraries({**LIBRARIES, **WINDOW_LIBRARIES})
        python = provide_tools()
        freeze(python)
        if not words:
            smoke(program())
        downloads = package()
        return report(downloads)
    except Stop as reason:
        print(f"\n{reason}", file=sys.stderr)
        return 1


def provide_tools() -> Path:
    """The Python of an environment with exactly the program's packages and the builder's."""
    folder = BUILD / "venv"
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    make_environment(folder, python)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["build"]
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if subprocess.call([*pip, "--constraint", str(CONSTRAINTS), *wanted]):
        raise Stop("The packages could not be installed: the lines above say why. Is the computer online?")
    return python


def freeze(python: Path) -> None:
    """Makes dist/churndesk (and dist/ChurnDesk.app on macOS)."""
    PARTS.mkdir(parents=True, exist_ok=True)
    _call([python, ROOT / "packaging" / "icons.py", PARTS], PYTHONPATH=ROOT)
    if sys.platform == "win32":
        _call([python, ROOT / "packaging" / "windows" / "version.py", PARTS], PYTHONPATH=ROOT)
    places = ["--distpath", DIST, "--workpath", BUILD / "pyinstaller", "--noconfirm", "--log-level", "WARN"]
    spec = ROOT / "packaging" / "churndesk.spec"
    # The order of names in a set would be another one each time.
    _call([python, "-m", "PyInstaller", *places, spec], CHURNDESK_PARTS=PARTS, PYTHONHASHSEED=0)
    if sys.platform != "win32":
        command = DIST / "churndesk" / "churndesk-cli"
        command.unlink(missing_ok=True)
        # Only Windows tells programs with a console from those without.
        command.symlink_to("churndesk")


def program() -> Path:
    """The program file that was built."""
    if sys.platform == "darwin":
        return DIST / "ChurnDesk.app" / "Contents" / "MacOS" / "churndesk"
    return DIST / "churndesk" / ("churndesk-cli.exe" if sys.platform == "win32" else "churndesk")


def smoke(built: Path) -> None:
    """Tries the built program."""
    if subprocess.call([sys.executable, str(ROOT / "packaging" / "smoke.py"), str(built)], env=environment()):
        raise Stop("The built program doesn't work: the lines above say where.")


def package() -> list[Path]:
    """Makes what people download, for this system."""
    if sys.platform == "linux":
        import linux_package

        appdir = linux_package.appdir(DIST / "churndesk", PARTS, DIST)
        print(f"{appdir}: packaging/linux/appimage.sh makes an AppImage of it, where appimagetool is installed")
        return [linux_package.deb(DIST / "churndesk", PARTS, DIST)]
    if sys.platform == "darwin":
        _call(["bash", ROOT / "packaging" / "macos" / "package.sh", DIST, BUILD / "venv"])
        return sorted(DIST.glob("*.dmg"))
    if shutil.which("makensis") is None:
        print("No installer is made: makensis, of NSIS, isn't installed or not in PATH.", file=sys.stderr)
        return []
    return [installer(DIST / "churndesk", PARTS / "churndesk.ico", DIST)]


def installer(payload: Path, icon: Path, to: Path) -> Path:
    """Compiles the installer for Windows over that payload; that can be done on any system."""
    given = {"PAYLOAD": payload, "ICON": icon, "OUT": to, "VERSION": version()}
    # Windows knows options by a slash, other systems by a dash.
    sign = "/" if sys.platform == "win32" else "-"
    script = ROOT / "packaging" / "windows" / "churndesk.nsi"
    _call(["makensis", f"{sign}V2", f"{sign}WX", *(f"{sign}D{name}={value}" for name, value in given.items()), script])
    return to / f"churndesk-{version()}-setup.exe"


def version() -> str:
    """The program's version, from its one place."""
    told: dict[str, str] = {}
    exec((ROOT / "churndesk" / "__init__.py").read_text("utf-8"), told)  # noqa: S102  (two lines of our own)
    return told["__version__"]


# ── How large it is ──────────────────────────────────────────────────────────────────────────────────────────────────


def report(downloads: list[Path]) -> int:
    """Says the sizes and what they are made of; 1 where something is larger than it may be."""
    folder = DIST / "churndesk"
    whole = sum(_size(file) for file in folder.rglob("*"))
    for name, size in Counter(made_of(folder, _size)).most_common(14):
        print(f"{size / 1e6:8.1f} MB  {name}")
    print(f"{whole / 1e6:8.1f} MB  installed (at most {MOST_INSTALLED})")
    for file in downloads:
        print(f"{file.stat().st_size / 1e6:8.1f} MB  {file.name} (at most {MOST_TO_DOWNLOAD})")
    too_large = whole > MOST_INSTALLED * 1e6 or any(file.stat().st_size > MOST_TO_DOWNLOAD * 1e6 for file in downloads)
    return int(too_large)


def made_of(folder: Path, size: Callable[[Path], int]) -> Counter[str]:
    """How much each package takes; what lies beside the packages are Python's and the system's libraries."""
    found: Counter[str] = Counter()
    for file in folder.rglob("*"):
        parts = file.relative_to(folder).parts
        inside = parts[1:] if parts[0] == "_internal" else parts
        name = inside[0] if len(inside) > 1 else "Python, the system's libraries, the program file"
        found[name.removesuffix(".libs")] += size(file)
    return found


def _size(file: Path) -> int:
    return file.stat().st_size if file.is_file() and not file.is_symlink() else 0


def _call(words: list[object], **variables: object) -> None:
    told = {name: str(value) for name, value in variables.items()}
    if subprocess.call([str(word) for word in words], cwd=ROOT, env={**environment(), **told}):
        raise Stop(f"This failed: {' '.join(str(word) for word in words)}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
