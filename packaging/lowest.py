"""Tries the oldest versions that pyproject.toml allows: installs exactly those and runs the tests with them.

    python3 packaging/lowest.py [OPTIONS]   OPTIONS go to pytest; without any, the unit tests and the journeys are run

The packages that ours are built upon, and those of the tests, stay as constraints.txt says. The virtual environment is
a new one each time and goes away afterwards.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from dev import (
    CONSTRAINTS,
    LIBRARIES,
    ROOT,
    Stop,
    environment,
    make_environment,
    provide_libraries,
    refuse_other_pythons,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The catalogues' tool and the scripts around the program are the developers' own.
USUAL = ["tests/unit", "tests/journeys", "--ignore=tests/unit/packaging"]


def main(options: list[str]) -> int:
    """Runs the tests and returns their exit code."""
    if options in (["-h"], ["--help"]):
        print(__doc__)
        return 0
    try:
        refuse_other_pythons()
        provide_libraries(LIBRARIES)
        with tempfile.TemporaryDirectory() as scratch:
            return tested(Path(scratch), options or USUAL)
    except Stop as reason:
        print(f"\n{reason}", file=sys.stderr)
        return 1


def tested(scratch: Path, options: list[str]) -> int:
    """The tests' exit code with the lowest versions, in an environment made in `scratch`."""
    wanted = scratch / "lowest.txt"
    wanted.write_text("\n".join(constraints()) + "\n", "utf-8")
    folder = scratch / "venv"
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    make_environment(folder, python)
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if subprocess.call([*pip, "--constraint", str(wanted), f"{ROOT}[test]"]):
        raise Stop("The lowest versions can't be installed together: the lines above say why.")
    print("\n".join(f"{name} {version}" for name, version in lowest()), flush=True)
    pytest = [str(python), "-m", "pytest", "-n", "2", *options]
    return subprocess.call(pytest, cwd=ROOT, env=environment(screen=False))


def lowest() -> Iterator[tuple[str, str]]:
    """Each package that the program needs, with the lowest version that pyproject.toml allows."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for line in project["dependencies"]:
        match = re.match(r"([\w-]+)>=([\w.]+)", line)
        if match is None:
            raise Stop(f"pyproject.toml names no lowest version: {line}")
        yield match[1], match[2]


def constraints() -> Iterator[str]:
    """The lines of constraints.txt, with the program's own packages at their lowest versions."""
    own = {canonical(name): version for name, version in lowest()}
    # Qt comes in two packages of one version.
    own["shiboken6"] = own["pyside6-essentials"]
    for line in CONSTRAINTS.read_text("utf-8").splitlines():
        name = canonical(line.split("==")[0])
        if line and not line.startswith("#") and name not in own:
            yield line
    yield from (f"{name}=={version}" for name, version in own.items())


def canonical(name: str) -> str:
    """A package's name as the registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
