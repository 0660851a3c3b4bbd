"""What Linux gets: a tree of files as it will lie on the system, packed as a .deb or laid out as an AppDir."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from dev import ROOT, Stop

sys.path.insert(0, str(ROOT))

from churndesk.changes import releases

if TYPE_CHECKING:
    from churndesk.changes import Release

LINUX = ROOT / "packaging" / "linux"
METAINFO = "org.churndesk.churndesk.metainfo.xml"

#: What isn't in the program, because it belongs to the system: the C library, the screen's drivers, the session, fonts.
#: That each name still exists, and that these suffice, is tried by packaging/try_bare.py.
DEPENDS = (
    "libc6 (>= 2.34)",
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libgl1",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxkbcommon-x11-0",
    "fonts-dejavu-core | fonts-liberation | fonts-noto-core",
)
#: Japanese, Korean and Chinese letters; a window without X11 in between.
RECOMMENDS = ("fonts-noto-cjk", "libwayland-cursor0", "libwayland-egl1")

CONTROL = """\
Package: churndesk
Version: {version}
Architecture: {architecture}
Maintainer: The ChurnDesk authors <churndesk@localhost>
Installed-Size: {size}
Depends: {depends}
Recommends: {recommends}
Section: misc
Priority: optional
Description: see how many customers leave, and what to do about it
 How many customers leave you, how many stay, what that costs, what you can do
 about it, and whether it helped: from the spreadsheet that you already have.
 .
 For owners of small businesses. There is no account and no connection to
 anything: your data stays on your computer.
"""


def deb(frozen: Path, parts: Path, to: Path) -> Path:
    """Packs the frozen program as a Debian package and answers where it lies."""
    newest = releases()[0]
    architecture = _asked(["dpkg", "--print-architecture"])
    tree = parts / "deb"
    lay_out(frozen, parts, tree, newest)
    (tree / "usr" / "bin").mkdir(parents=True)
    for name in ("churndesk", "churndesk-cli"):
        (tree / "usr" / "bin" / name).symlink_to("/opt/churndesk/churndesk")
    _document(tree / "usr" / "share" / "doc" / "churndesk", frozen)
    size = sum(file.lstat().st_size for file in tree.rglob("*")) // 1024
    control = tree / "DEBIAN"
    control.mkdir()
    told = CONTROL.format(
        version=newest.version,
        architecture=architecture,
        size=size,
        depends=", ".join(DEPENDS),
        recommends=", ".join(RECOMMENDS),
    )
    (control / "control").write_text(told, "utf-8")
    (control / "md5sums").write_text(_sums(tree), "utf-8")
    made = to / f"churndesk_{newest.version}_{architecture}.deb"
    # Everything belongs to root, whoever builds it; xz is what every dpkg can unpack.
    _asked(["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(tree), str(made)])
    return made


def appdir(frozen: Path, parts: Path, to: Path) -> Path:
    """Lays the frozen program out as an AppDir, which starts by its AppRun, and answers where it lies."""
    tree = to / "ChurnDesk.AppDir"
    lay_out(frozen, parts, tree, releases()[0])
    shutil.copy(LINUX / "AppRun", tree)
    shutil.copy(tree / "usr" / "share" / "applications" / "churndesk.desktop", tree)
    shutil.copy(parts / "hicolor" / "256x256" / "apps" / "churndesk.png", tree)
    (tree / ".DirIcon").symlink_to("churndesk.png")
    return tree


def lay_out(frozen: Path, parts: Path, tree: Path, newest: Release) -> None:
    """Puts program, icons, desktop file, file type and metadata where Linux looks for them, below `tree`."""
    shutil.rmtree(tree, ignore_errors=True)
    # Links spare the disk a second copy; nothing writes to either.
    shutil.copytree(frozen, tree / "opt" / "churndesk", symlinks=True, copy_function=_linked)
    share = tree / "usr" / "share"
    shutil.copytree(parts / "hicolor", share / "icons" / "hicolor")
    for source, place in (
        ("churndesk.desktop", share / "applications" / "churndesk.desktop"),
        ("churndesk-mime.xml", share / "mime" / "packages" / "churndesk.xml"),
    ):
        place.parent.mkdir(parents=True)
        shutil.copyfile(LINUX / source, place)
    (share / "metainfo").mkdir()
    (share / "metainfo" / METAINFO).write_text(metainfo(newest), "utf-8")
    for folder in (tree, *(path for path in tree.rglob("*") if path.is_dir() and not path.is_symlink())):
        folder.chmod(0o755)


def _linked(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def metainfo(newest: Release) -> str:
    """The metadata with the release that is being packaged."""
    text = (LINUX / METAINFO).read_text("utf-8")
    # A version that is still being worked on is packaged to be tried, today.
    day = newest.day or datetime.now(UTC).date()
    told = "\n".join(f"          <li>{_escaped(line)}</li>" for line in newest.lines)
    release = (
        f'<release version="{newest.version}" date="{day}">\n      <description>\n        <ul>\n{told}\n'
        "        </ul>\n      </description>\n    </release>"
    )
    return re.sub(r"<!-- Written from .*? -->", lambda _found: release, text)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _document(place: Path, frozen: Path) -> None:
    place.mkdir(parents=True)
    shutil.copyfile(ROOT / "LICENSE", place / "copyright")
    inside = frozen / "_internal" / "churndesk" / "_resources"
    for name in ("licences.html", "sbom.cdx.json"):
        # The same file as the program's own, not a second copy.
        target = Path("/opt/churndesk") / (inside / name).relative_to(frozen)
        (place / name).symlink_to(target)


def _sums(tree: Path) -> str:
    files = sorted(path for path in (tree / "opt").rglob("*") if path.is_file() and not path.is_symlink())
    files += sorted(path for path in (tree / "usr").rglob("*") if path.is_file() and not path.is_symlink())
    lines = (f"{hashlib.md5(file.read_bytes()).hexdigest()}  {file.relative_to(tree)}\n" for file in files)  # noqa: S324
    return "".join(lines)


def _asked(words: list[str]) -> str:
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Stop(f"This failed: {' '.join(words)}\n{done.stderr}")
    return done.stdout.strip()
