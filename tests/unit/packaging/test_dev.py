"""The two commands of the README."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from packaging.requirements import Requirement

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def dev() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dev", ROOT / "packaging" / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def installed(dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that looks like a finished virtual environment with the program's packages."""
    monkeypatch.setenv("CHURNDESK_VENV", str(tmp_path))
    python = tmp_path / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    python.parent.mkdir()
    python.touch()
    (tmp_path / "churndesk-installed.txt").write_text(f"{dev.wanted_digest()}\n\n", "utf-8")
    return tmp_path


def _requirements(lines: list[str]) -> list[Requirement]:
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


def test_an_unknown_command_is_a_wrong_argument(dev: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["fly"]) == 2
    assert "packaging/dev.py run" in capsys.readouterr().err
    assert dev.main([]) == 2
    assert dev.main(["--help"]) == 0


def test_a_python_that_is_too_old_is_named(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev.sys, "version_info", (3, 10, 4))
    assert dev.main(["run"]) == 1
    assert "this is 3.10" in capsys.readouterr().err


def test_the_oldest_and_newest_python_are_the_projects_own(dev: ModuleType) -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"]
    assert wanted == f">={dev.OLDEST[0]}.{dev.OLDEST[1]},<{dev.NEWEST[0]}.{dev.NEWEST[1] + 1}"


def test_without_root_the_command_to_type_is_said(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(dev.subprocess, "call", lambda *a, **k: pytest.fail("nothing may be installed"))
    with pytest.raises(dev.Stop, match="sudo apt-get install -y --no-install-recommends libegl1"):
        dev.apt_install(["libegl1"], "Qt needs it.")


def test_only_missing_libraries_are_installed(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(dev.sys, "platform", "linux")
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(dev, "loads", lambda library: library != "libEGL.so.1")
    monkeypatch.setattr(dev, "apt_install", lambda packages, reason: asked.append(packages))
    dev.provide_libraries(dev.LIBRARIES)
    assert asked == [["libegl1"]]


def test_a_library_that_is_not_there_does_not_load(dev: ModuleType) -> None:
    assert not dev.loads("libchurndesk-of-no-system.so.9")


def test_tests_have_no_screen_and_no_other_pythons_folders(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    environment = dev.environment(screen=False)
    assert environment["QT_QPA_PLATFORM"] == "offscreen"
    assert "PYTHONPATH" not in environment
    assert "QT_QPA_PLATFORM" not in dev.environment()


def test_nothing_is_installed_twice(dev: ModuleType, installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev.subprocess, "call", lambda *a, **k: pytest.fail("nothing has changed"))
    assert dev.provide_environment(extra="").startswith(str(installed))


def test_the_tests_packages_come_on_top(dev: ModuleType, installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[list[str]] = []
    monkeypatch.setattr(dev.subprocess, "call", lambda words, **_: calls.append(words) or 0)
    dev.provide_environment(extra="test")
    assert calls[-1][-1] == f"{ROOT}[test]"
    calls.clear()
    dev.provide_environment(extra="")
    assert calls == [], "who has the tests' packages has the program's too"


def test_other_versions_are_installed_anew(
    dev: ModuleType, installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dev.wanted_digest()
    other = tmp_path / "constraints.txt"
    other.write_text("pandas==3.0.0\n", "utf-8")
    monkeypatch.setattr(dev, "CONSTRAINTS", other)
    assert dev.wanted_digest() != before


def test_a_failed_installation_is_not_taken_for_a_finished_one(
    dev: ModuleType, installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev.subprocess, "call", lambda words, **_: int("install" in words))
    stamp = (installed / "churndesk-installed.txt").read_text("utf-8")
    with pytest.raises(dev.Stop, match="could not be installed"):
        dev.provide_environment(extra="test")
    assert (installed / "churndesk-installed.txt").read_text("utf-8") == stamp


def test_a_folder_of_somebody_else_is_left_alone(
    dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "letter.txt").touch()
    monkeypatch.setenv("CHURNDESK_VENV", str(tmp_path))
    with pytest.raises(dev.Stop, match="something else than a virtual environment"):
        dev.provide_environment(extra="")


def test_every_package_has_one_tested_version_and_no_address() -> None:
    text = (ROOT / "packaging" / "constraints.txt").read_text("utf-8")
    assert "://" not in text
    pins = _requirements(text.splitlines())
    assert all(re.fullmatch(r"==[\w.]+", str(pin.specifier)) for pin in pins)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = _requirements(project["dependencies"] + project["optional-dependencies"]["test"])
    for requirement in wanted:
        name = requirement.name.lower()
        versions = [str(pin.specifier)[2:] for pin in pins if pin.name.lower() == name]
        assert versions, f"{name} has no tested version"
        assert all(requirement.specifier.contains(version) for version in versions)


def test_ci_runs_what_the_readme_says() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "python3 packaging/dev.py test\n" in script
    assert "    python3 packaging/dev.py test " in readme
    assert "    python3 packaging/dev.py run " in readme
    if sys.platform != "win32":
        assert subprocess.run(["bash", "-n", ROOT / ".ci" / "run"], check=False).returncode == 0


def test_packaging_does_not_hide_the_library_of_that_name() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists()
