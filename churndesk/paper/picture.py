"""A chart as a picture for other programs: SVG, or PNG at one to four times its size, with title, rule and day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from churndesk.export.target import written_beside
from churndesk.paper import display, fonts
from churndesk.words import message

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QBuffer
    from PySide6.QtGui import QImage, QPainter

    from churndesk.analysis import Study
    from churndesk.paper.plots import Drawn
    from churndesk.words import Language, Message

#: The sizes at which a picture can be written.
SCALES = (1, 2, 3, 4)
_WIDTH, _HEIGHT = 720.0, 400.0
_MARGIN, _CAPTION = 18.0, 8.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with what must be known to read it: `caption` names the rule in force and the last day of the data."""

    drawn: Drawn
    caption: Message
    language: Language

    def size(self, scale: int = 1) -> tuple[int, int]:
        """Width and height in pixels, `scale` times as large."""
        return round(_WIDTH * scale), round(self._height * scale)

    def image(self, scale: int = 1) -> QImage:
        """The picture in pixels, `scale` times as large; to be saved or laid on the clipboard."""
        from PySide6.QtCore import Qt
        from PySide6.QtGui import QImage, QPainter

        self._get_ready()
        made = QImage(*self.size(scale), QImage.Format.Format_RGB32)
        made.fill(Qt.GlobalColor.white)
        painter = QPainter(made)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.scale(scale, scale)
        self._paint(painter)
        painter.end()
        return made

    def write_png(self, path: Path, scale: int = 2) -> None:
        """Writes the picture as a PNG.

        Raises:
            NotPossible: the file can't be written there.
        """
        from PySide6.QtCore import QBuffer, QIODevice
        from PySide6.QtGui import QImageWriter

        made, buffer = self.image(scale), QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, b"png").write(made)
        _put(buffer, path)

    def write_svg(self, path: Path) -> None:
        """Writes the picture as an SVG, which stays sharp at any size.

        Raises:
            NotPossible: the file can't be written there.
        """
        from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSizeF
        from PySide6.QtGui import QPainter
        from PySide6.QtSvg import QSvgGenerator

        self._get_ready()
        buffer, generator = QBuffer(), QSvgGenerator()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        generator.setOutputDevice(buffer)
        generator.setSize(QSizeF(_WIDTH, self._height).toSize())
        generator.setViewBox(QRectF(0, 0, _WIDTH, self._height))
        generator.setTitle(self.language.value(self.drawn.title))
        generator.setDescription(self.language.value(self.drawn.summary))
        painter = QPainter(generator)
        self._paint(painter)
        painter.end()
        _put(buffer, path)

    @property
    def _height(self) -> float:
        from churndesk.charts.heatmap import Heatmap
        from churndesk.paper.plots.colours import height_of

        return height_of(self.drawn) + 60 if isinstance(self.drawn, Heatmap) else _HEIGHT

    def _get_ready(self) -> None:
        display.ready()
        fonts.check(self.language)

    def _paint(self, painter: QPainter) -> None:
        from PySide6.QtCore import QRectF

        from churndesk.export.look import MUTED
        from churndesk.paper.canvas import Canvas
        from churndesk.paper.plots import draw

        canvas = Canvas(painter, self.language)
        room = QRectF(_MARGIN, _MARGIN, _WIDTH - 2 * _MARGIN, self._height - 2 * _MARGIN - 16)
        draw(canvas, self.drawn, room)
        foot = QRectF(_MARGIN, self._height - 26, _WIDTH - 2 * _MARGIN, 12)
        canvas.text(foot, canvas.say(self.caption), _CAPTION, colour=MUTED)


def _put(buffer: QBuffer, path: Path) -> None:
    """The whole picture at its place. Written by Python, which, unlike Qt, says when a disk is full."""
    with written_beside(path) as beside:
        beside.write_bytes(bytes(buffer.data().data()))


def picture(study: Study | None, drawn: Drawn, language: Language) -> Picture:
    """The picture of a chart of that study; without one it names no rule and no day."""
    return Picture(drawn, message("Made with ChurnDesk.") if study is None else _caption(study), language)


def _caption(study: Study) -> Message:
    """The rule in force, the last day of the data, and whom the chart is about where that isn't everybody."""
    from churndesk.ledger.rules import in_short

    if study.as_of is None:
        name = study.project.name
        return message("{name} · made with ChurnDesk", name=name) if name else message("Made with ChurnDesk.")
    if study.ruled_by:
        said = message("{rule} · as of {day}", rule=in_short(study.policy, study.ruled_by), day=study.as_of)
    else:
        said = message("As of {day}", day=study.as_of)
    if study.project.view.segment is None:
        return said
    heading, value = study.project.view.segment
    return message("{heading}: {value} · {more}", heading=heading, value=value, more=said)
