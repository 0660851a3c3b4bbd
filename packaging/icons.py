"""Draws the program's mark in every size and container that systems ask for, from the one SVG.

    python packaging/icons.py FOLDER      in an environment that has the program's packages

PNG for Linux (hicolor/SIZExSIZE), .ico for Windows, .icns for macOS. Both containers hold PNG pictures behind a short
table of contents, so nothing else is needed to write them.
"""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWING = Path(__file__).resolve().parent.parent / "resources" / "icons" / "churndesk.svg"
LINUX = (16, 22, 24, 32, 48, 64, 128, 256, 512)
WINDOWS = (16, 20, 24, 32, 40, 48, 64, 128, 256)
#: What macOS calls each size.
MACOS = {16: b"icp4", 32: b"icp5", 64: b"icp6", 128: b"ic07", 256: b"ic08", 512: b"ic09", 1024: b"ic10"}


def png(side: int) -> bytes:
    """The mark as a PNG picture of that many pixels a side."""
    picture = QImage(side, side, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(str(DRAWING)).render(painter)
    painter.end()
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    return held.data()


def ico(pictures: dict[int, bytes]) -> bytes:
    """A Windows icon of PNG pictures by their size, each up to 256 pixels."""
    offset = 6 + 16 * len(pictures)
    head, body = struct.pack("<HHH", 0, 1, len(pictures)), b""
    for side, picture in pictures.items():
        # One byte says the size; 256 is written as 0.
        head += struct.pack("<BBBBHHII", side % 256, side % 256, 0, 0, 1, 32, len(picture), offset + len(body))
        body += picture
    return head + body


def icns(pictures: dict[int, bytes]) -> bytes:
    """A macOS icon of PNG pictures by their size, each a size that macOS has a name for."""
    body = b"".join(MACOS[side] + struct.pack(">I", 8 + len(picture)) + picture for side, picture in pictures.items())
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


def draw(folder: Path) -> None:
    """Writes all of them into the folder."""
    _application = QGuiApplication.instance() or QGuiApplication([])
    for side in LINUX:
        place = folder / "hicolor" / f"{side}x{side}" / "apps"
        place.mkdir(parents=True, exist_ok=True)
        (place / "churndesk.png").write_bytes(png(side))
    scalable = folder / "hicolor" / "scalable" / "apps"
    scalable.mkdir(parents=True, exist_ok=True)
    (scalable / "churndesk.svg").write_bytes(DRAWING.read_bytes())
    (folder / "churndesk.ico").write_bytes(ico({side: png(side) for side in WINDOWS}))
    (folder / "churndesk.icns").write_bytes(icns({side: png(side) for side in MACOS}))


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
