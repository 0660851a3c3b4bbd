"""The programs that need no Python: what goes in, what it is called, and what is said of it on each system."""

from __future__ import annotations

import importlib
import json
import plistlib
import shutil
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from churndesk import __version__
from churndesk.changes import releases
from churndesk.project.schema import APPLICATION_ID

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[3]
PACKAGING = ROOT / "packaging"


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], ModuleType]:
    """Imports one of the scripts by its name, as one script imports another."""
    for folder in ("", "macos", "windows"):
        monkeypatch.syspath_prepend(str(PACKAGING / folder))
    return importlib.import_module


# What goes in


def test_only_our_languages_and_what_serves_no_connection_go_in(script: Callable[[str], ModuleType]) -> None:
    wanted = script("contents").wanted
    for name in ("root", "zh_Hant", "zh_Hant_TW", "pl", "ja", "ko", "en"):
        assert wanted(f"babel/locale-data/{name}.dat")
    assert not wanted("babel/locale-data/de.dat")
    assert wanted("PySide6/Qt/translations/qtbase_zh_TW.qm")
    assert not wanted("PySide6/Qt/translations/qtbase_de.qm")
    assert not wanted("PySide6/Qt/translations/qtwebengine_ja.qm")
    assert wanted("PySide6/Qt/plugins/platforms/libqxcb.so")
    assert not wanted("PySide6/Qt/plugins/tls/libqopensslbackend.so")
    assert wanted("churndesk/_resources/translations/ja/LC_MESSAGES/churndesk.mo")


def test_a_library_goes_in_only_where_something_asks_for_it(script: Callable[[str], ModuleType]) -> None:
    asks = {"/q/libqxcb.so": ["libX11.so.6", "libc.so.6"], "/s/libX11.so.6": ["libXau.so.6"], "/s/libgtk-3.so.0": []}
    binaries = [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "/q/libqxcb.so"),
        ("libX11.so.6", "/s/libX11.so.6"),
        ("libXau.so.6", "/s/libXau.so.6"),
        ("libgtk-3.so.0", "/s/libgtk-3.so.0"),
    ]
    kept = script("contents").needed(binaries, lambda place: asks.get(place, []))
    assert kept == {"PySide6/Qt/plugins/platforms/libqxcb.so", "libX11.so.6", "libXau.so.6"}


def test_every_part_has_its_licence_on_the_page(script: Callable[[str], ModuleType]) -> None:
    licences = script("licences")
    parts = licences.everything()
    assert {"ChurnDesk", "Python", "pandas", "numpy", "Lucide icons"} <= {part.name for part in parts}
    assert licences.unlicensed(parts) == []
    page = licences.page(parts)
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in page
    assert page.count("GNU LESSER GENERAL PUBLIC LICENSE\n") == 1, "one text for both of Qt's packages"
    assert "<script" not in page


def test_the_bill_of_materials_hangs_together(script: Callable[[str], ModuleType]) -> None:
    bill = json.loads(script("sbom").bill(script("licences").everything()))
    assert bill["metadata"]["component"]["version"] == __version__
    known = {part["bom-ref"] for part in bill["components"]}
    assert len(known) == len(bill["components"])
    asked = {one for entry in bill["dependencies"] for one in entry["dependsOn"]}
    assert asked <= known
    assert any(reference.startswith("pkg:pypi/pandas@") for reference in known)


def test_the_icon_comes_in_every_size(script: Callable[[str], ModuleType], qapp: object) -> None:
    icons = script("icons")
    pictures = {side: icons.png(side) for side in (16, 256)}
    assert struct.unpack(">II", pictures[16][16:24]) == (16, 16)
    windows = icons.ico(pictures)
    assert struct.unpack("<HHH", windows[:6]) == (0, 1, 2)
    offset = struct.unpack("<I", windows[18:22])[0]
    assert windows[offset : offset + 8] == b"\x89PNG\r\n\x1a\n"
    macos = icons.icns(pictures)
    assert macos[:4] == b"icns"
    assert struct.unpack(">I", macos[4:8])[0] == len(macos)


# Linux


def test_the_file_type_is_told_by_what_is_in_a_project() -> None:
    kind = ET.parse(PACKAGING / "linux" / "churndesk-mime.xml").getroot()  # noqa: S314  (a file of our own)
    values = {element.get("value") for element in kind.iter() if element.tag.endswith("match")}
    assert f"0x{APPLICATION_ID:08X}" in values
    assert any(element.get("pattern") == "*.churndesk" for element in kind.iter())
    desktop = (PACKAGING / "linux" / "churndesk.desktop").read_text("utf-8")
    assert "MimeType=application/vnd.churndesk.project;" in desktop
    for language in ("ja", "ko", "zh_TW", "pl"):
        assert f"Comment[{language}]=" in desktop


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="desktop-file-utils is not installed")
def test_the_desktop_file_is_valid() -> None:
    done = subprocess.run(["desktop-file-validate", PACKAGING / "linux" / "churndesk.desktop"], check=False)
    assert done.returncode == 0


@pytest.mark.skipif(sys.platform != "linux", reason="packed on Linux")
def test_the_metadata_tells_of_the_newest_version(script: Callable[[str], ModuleType], tmp_path: Path) -> None:
    linux_package = script("linux_package")
    written = tmp_path / linux_package.METAINFO
    written.write_text(linux_package.metainfo(releases()[0]), "utf-8")
    release = next(ET.parse(written).getroot().iter("release"))  # noqa: S314  (a file of our own)
    assert release.get("version") == __version__
    assert len(list(release.iter("li"))) == len(releases()[0].lines)
    if shutil.which("appstreamcli"):
        checked = subprocess.run(
            ["appstreamcli", "validate", "--no-net", written], capture_output=True, text=True, check=False
        )
        assert checked.returncode == 0, checked.stdout


# Windows and macOS, as far as they can be tried elsewhere


@pytest.mark.skipif(shutil.which("makensis") is None, reason="NSIS is not installed")
def test_the_installer_for_windows_compiles(script: Callable[[str], ModuleType], tmp_path: Path, qapp: object) -> None:
    payload = tmp_path / "payload"
    (payload / "_internal").mkdir(parents=True)
    (payload / "churndesk.exe").touch()
    icons = script("icons")
    (tmp_path / "churndesk.ico").write_bytes(icons.ico({side: icons.png(side) for side in (16, 32)}))
    made = script("build").installer(payload, tmp_path / "churndesk.ico", tmp_path)
    assert made.name == f"churndesk-{__version__}-setup.exe"
    assert made.read_bytes()[:2] == b"MZ"


def test_the_installer_says_everything_in_five_languages() -> None:
    said = (PACKAGING / "windows" / "languages.nsh").read_text("utf-8").splitlines()
    texts = [line.split()[1] for line in said if line.startswith("LangString")]
    assert {texts.count(name) for name in texts} == {5}


def test_windows_counts_versions_in_four_numbers(script: Callable[[str], ModuleType]) -> None:
    text = script("version").resource("churndesk-cli", "1.2.3")
    assert "filevers=(1, 2, 3, 0)" in text
    assert "'churndesk-cli.exe'" in text


def test_macos_opens_projects_with_the_program(script: Callable[[str], ModuleType]) -> None:
    bundle = script("bundle")
    told = plistlib.loads(plistlib.dumps(bundle.information(__version__)))
    assert told["CFBundleShortVersionString"] == __version__
    declared = told["UTExportedTypeDeclarations"][0]
    assert declared["UTTypeTagSpecification"]["public.filename-extension"] == ["churndesk"]
    assert told["CFBundleDocumentTypes"][0]["LSItemContentTypes"] == [declared["UTTypeIdentifier"]]
    plistlib.loads((PACKAGING / "macos" / "entitlements.plist").read_bytes())


@pytest.mark.skipif(sys.platform == "win32", reason="no shell of that kind")
@pytest.mark.parametrize("name", ["macos/package.sh", "linux/appimage.sh", "linux/AppRun"])
def test_shell_scripts_can_be_read(name: str) -> None:
    assert subprocess.run(["bash", "-n", PACKAGING / name], check=False).returncode == 0


def test_the_spec_is_python_and_names_files_that_are_there() -> None:
    text = (PACKAGING / "churndesk.spec").read_text("utf-8")
    compile(text, "churndesk.spec", "exec")
    assert "strip=False" in text
    assert "strip=True" not in text


# Trying and releasing


def test_the_smoke_test_finds_the_figure_that_differs(script: Callable[[str], ModuleType]) -> None:
    smoke = script("smoke")
    one = {"churn": [0.1, {"low": 0.05}], "text": "a", "problems": ["x"]}
    assert smoke.compared(one, {**one, "problems": []}, "all") == 2
    with pytest.raises(smoke.Fault, match=r"all, churn, 1, low: 0\.05 in the window, 0\.06"):
        smoke.compared(one, {**one, "churn": [0.1, {"low": 0.06}]}, "all")
    with pytest.raises(smoke.Fault, match="only in one"):
        smoke.compared(one, {"churn": one["churn"]}, "all")


def test_where_packages_come_from_is_read_in_both_spellings(
    script: Callable[[str], ModuleType], tmp_path: Path
) -> None:
    (tmp_path / "sources.list.d").mkdir()
    (tmp_path / "sources.list").write_text("deb [arch=amd64] http://a/debian bookworm main\ndeb-src http://a x main\n")
    (tmp_path / "sources.list.d" / "b.sources").write_text(
        "Types: deb\n# a remark\nURIs: http://b/debian\nSuites: bookworm bookworm-updates trixie\nComponents: main\n"
    )
    found = script("bare_root").system_sources(tmp_path)
    assert [(one.address, one.suite) for one in found] == [
        ("http://a/debian", "bookworm"),
        ("http://b/debian", "bookworm"),
        ("http://b/debian", "bookworm-updates"),
    ]


def test_the_lowest_versions_are_those_of_pyproject(script: Callable[[str], ModuleType]) -> None:
    lines = list(script("lowest").constraints())
    names = [line.split("==")[0] for line in lines]
    assert "pandas==3" in lines
    assert "shiboken6==6.8.3" in lines
    assert len(set(names)) >= len(names) - 4, "only packages with one version a Python stand there twice"


def test_the_newest_version_is_told_of(script: Callable[[str], ModuleType]) -> None:
    newest = releases()[0]
    assert newest.version == __version__ == script("build").version()
    assert newest.lines
    assert script("release").main(["list"]) == 0


def test_a_heading_that_is_none_is_refused() -> None:
    told = releases("## 1.2.0 · 2026-11-30\n\n- One\n  thing\n- Another\n\n## 1.1.0 · not yet\n")
    assert told[0].lines == ("One thing", "Another")
    assert told[1].day is None
    with pytest.raises(ValueError, match="Not a heading"):
        releases("## soon\n")
