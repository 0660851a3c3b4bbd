"""Builds the wheel and the source package as they are handed out, and tries the wheel where nothing else is.

python3 packaging/try_wheel.py     in virtual environments that go away afterwards, with the versions of
                                   constraints.txt; it is looked at that nothing is missing in the wheel, that the
                                   source package makes the same one, and that what is installed works
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tomllib
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from dev import CONSTRAINTS, LIBRARIES, ROOT, Stop, environment, make_environment, provide_libraries

if TYPE_CHECKING:
    from collections.abc import Sequence

#: What a wheel that was built without the data files would lack; the program opens only with them.
KINDS = {
    "the program's own mark": "icons/churndesk.svg",
    "icons": "icons/*.svg",
    "arrows and ticks": "icons/controls/*.svg",
    "catalogues": "translations/*/LC_MESSAGES/*.mo",
    "samples": "samples/*",
    "presets": "presets/*.toml",
    "headings and words": "shapes/*.toml",
    "strategies and benchmarks": "*.toml",
    "the look": "theme.qss",
    "what is new": "changes.md",
}
#: Where the wheel keeps the folder `resources`.
INSIDE = "churndesk/_resources/"


def main(words: list[str]) -> int:
    """Builds, installs and tries; 0 where all is well."""
    if words:
        print(__doc__, file=sys.stdout if words in (["-h"], ["--help"]) else sys.stderr)
        return 0 if words in (["-h"], ["--help"]) else 2
    try:
        provide_libraries(LIBRARIES)
        with tempfile.TemporaryDirectory() as scratch:
            whole(Path(scratch))
    except Stop as reason:
        print(f"\n{reason}", file=sys.stderr)
        return 1
    return 0


def whole(scratch: Path) -> None:
    """Everything, with packages that are installed for it.

    Raises:
        Stop: something isn't as it should be; the text says what.
    """
    builder = _environment(scratch / "builder")
    requires = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["build-system"]["requires"]
    _call([builder, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *requires])
    wheel, source = build(builder, scratch)
    again = build_from_source(builder, source, scratch / "again")
    differing = set(names(wheel)) ^ set(names(again))
    if differing:
        raise Stop(f"The source package makes another wheel: {sorted(differing)}")
    print(f"{wheel.name}: {wheel.stat().st_size / 1e6:.1f} MB, {len(names(wheel))} files, none is missing")
    print(f"{source.name}: {source.stat().st_size / 1e6:.1f} MB, makes the same wheel")
    python = _environment(scratch / "venv")
    _call([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-c", CONSTRAINTS, wheel])
    smoke = ROOT / "packaging" / "smoke.py"
    _call([sys.executable, smoke, command(python, "churndesk-cli")])
    if not command(python, "churndesk").exists():
        raise Stop("There is no command churndesk.")


def build(python: Path, folder: Path) -> tuple[Path, Path]:
    """The wheel and the source package, built into `folder` by a Python that has the tool for it.

    Raises:
        Stop: something can't be built, or is missing in the wheel.
    """
    _call([python, "-m", "hatchling", "build", "-d", folder], quiet=True)
    (wheel,), (source,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    absent = missing(names(wheel))
    if absent:
        raise Stop(f"The wheel lacks {', '.join(absent)}.")
    return wheel, source


def build_from_source(python: Path, source: Path, folder: Path) -> Path:
    """The wheel that somebody gets who starts from the source package."""
    options = ["--quiet", "--disable-pip-version-check", "--no-deps", "--no-build-isolation", "--wheel-dir", folder]
    _call([python, "-m", "pip", "wheel", *options, source])
    return next(folder.glob("*.whl"))


def names(wheel: Path) -> list[str]:
    """The files in a wheel."""
    with zipfile.ZipFile(wheel) as packed:
        return sorted(packed.namelist())


def missing(there: Sequence[str]) -> list[str]:
    """Which data files of the checkout, and which kinds of them, a wheel with those files lacks."""
    inside = {name.removeprefix(INSIDE) for name in there if name.startswith(INSIDE)}
    wanted = {kind: {_place(file) for file in (ROOT / "resources").glob(glob)} for kind, glob in KINDS.items()}
    return [kind for kind, files in wanted.items() if not files or not files <= inside]


def _place(file: Path) -> str:
    return file.relative_to(ROOT / "resources").as_posix()


def command(python: Path, name: str) -> Path:
    """A command that was installed beside that Python."""
    return python.with_name(f"{name}.exe" if sys.platform == "win32" else name)


def _environment(folder: Path) -> Path:
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    make_environment(folder, python)
    return python


def _call(words: Sequence[object], *, quiet: bool = False) -> None:
    output = subprocess.DEVNULL if quiet else None
    if subprocess.call([str(word) for word in words], cwd=ROOT, env=environment(), stdout=output):
        raise Stop(f"This failed: {' '.join(str(word) for word in words)}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
