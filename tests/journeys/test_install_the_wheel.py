"""Somebody installs the wheel, or starts from the source package: both are whole, and work where no checkout is."""

from __future__ import annotations

import importlib
import json
import os
import shutil
import site
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from churndesk import __version__, resources

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]

hatchling = pytest.importorskip("hatchling", reason="the tool that builds wheels isn't installed")


@pytest.fixture(scope="module")
def script() -> ModuleType:
    sys.path.insert(0, str(ROOT / "packaging"))
    try:
        return importlib.import_module("try_wheel")
    finally:
        sys.path.remove(str(ROOT / "packaging"))


@pytest.fixture(scope="module")
def packages(script: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return script.build(Path(sys.executable), tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def installed(script: ModuleType, packages: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python with the wheel; the packages that it needs are those of the tests."""
    folder = tmp_path_factory.mktemp("fresh")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--disable-pip-version-check", packages[0]], check=True, env=alone(folder))
    place = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True, text=True, check=True, env=alone(folder),
    ).stdout.strip()  # fmt: skip
    # A plain folder: what the tests' environment adds by .pth files, such as this checkout, stays out.
    Path(place, "tests.pth").write_text("\n".join(site.getsitepackages()), "utf-8")
    return python


def alone(home: Path) -> dict[str, str]:
    """The environment of somebody who has no checkout."""
    kept = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME"}}
    return {**kept, "HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}


def watched() -> list[str]:
    """What writes down whatever a program connects to, where this system has it and lets it."""
    strace = ["strace", "-f", "-e", "trace=connect"]
    if shutil.which("strace") and subprocess.run([*strace, "true"], capture_output=True, check=False).returncode == 0:
        return [*strace, "-o", "reached.txt"]
    return []


def test_nothing_is_missing_in_the_wheel(script: ModuleType, packages: tuple[Path, Path]) -> None:
    there = script.names(packages[0])
    assert script.missing(there) == []
    for language in ("ja", "ko", "zh_TW", "pl"):
        assert f"churndesk/_resources/translations/{language}/LC_MESSAGES/churndesk.mo" in there
    commands = next(name for name in there if name.endswith("entry_points.txt"))
    assert commands == f"churndesk-{__version__}.dist-info/entry_points.txt"
    assert not [name for name in there if "tests/" in name or "__pycache__" in name]


def test_a_wheel_without_its_data_files_is_found_out(script: ModuleType, packages: tuple[Path, Path]) -> None:
    there = [name for name in script.names(packages[0]) if not name.endswith(".mo")]
    assert script.missing(there) == ["catalogues"]


def test_the_source_package_has_all_that_the_readme_speaks_of(packages: tuple[Path, Path]) -> None:
    with tarfile.open(packages[1]) as packed:
        there = {name.partition("/")[2] for name in packed.getnames()}
    wanted = {"README.md", "LICENSE", "pyproject.toml", "packaging/dev.py", "packaging/constraints.txt", ".ci/run"}
    assert wanted <= there
    assert "tests/test_architecture.py" in there
    assert "resources/readme/overview.png" in there


def test_what_is_installed_counts_and_opens_its_window(script: ModuleType, installed: Path, tmp_path: Path) -> None:
    def run(*words: object) -> str:
        started = {"cwd": tmp_path, "env": alone(tmp_path), "timeout": 120}
        done = subprocess.run(words, capture_output=True, text=True, check=False, **started)
        assert done.returncode == 0, done.stderr
        return done.stdout

    command = script.command(installed, "churndesk-cli")
    assert __version__ in run(command, "--version")
    sample = resources.path("samples", "subscriptions.xlsx")
    run(command, "report", sample, "--yes", "--json", "figures.json")
    run(*watched(), command, "--self-check", "window", "briefly")
    reached = tmp_path / "reached.txt"
    assert "sa_family=AF_INET" not in (reached.read_text("utf-8") if reached.exists() else "")
    window = json.loads((tmp_path / "window" / "self-check.json").read_text("utf-8"))
    told = json.loads((tmp_path / "figures.json").read_text("utf-8"))
    assert window["figures"]["subscriptions.xlsx"]["periods"] == told["periods"]
    assert window["languages"] == {"ja": "\N{EN SPACE}顧客"}
    assert script.command(installed, "churndesk").exists()
    where = Path(run(installed, "-c", "import churndesk; print(churndesk.__file__)"))
    assert not where.is_relative_to(ROOT)
