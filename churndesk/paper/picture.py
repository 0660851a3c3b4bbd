"""A chart as a picture for other programs: SVG, or PNG at one to four times its size, with title, rule and day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from churndesk.export.target import written_beside
from churndesk.paper import display, fonts
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    from pathlib import Path

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

    def image(self, scale: int = 1) -> QImage:
        """The picture in pixels, `scale` times as large; to be saved or laid on the clipboard."""
        from PySide6.QtCore import Qt
        from PySide6.QtGui import QImage, QPainter

        self._get_ready()
        made = QImage(round(_WIDTH * scale), round(self._height * scale), QImage.Format.Format_RGB32)
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
        from PySide6.QtGui import QImageWriter

        made = self.image(scale)
        with written_beside(path) as beside:
            if not QImageWriter(str(beside), b"png").write(made):
                raise NotPossible(message("{file} can't be written. Choose another name or folder.", file=path.name))

    def write_svg(self, path: Path) -> None:
        """Writes the picture as an SVG, which stays sharp at any size.

        Raises:
            NotPossible: the file can't be written there.
        """
        from PySide6.QtCore import QRectF, QSizeF
        from PySide6.QtGui import QPainter
        from PySide6.QtSvg import QSvgGenerator

        self._get_ready()
        with written_beside(path) as beside:
            generator = QSvgGenerator()
            generator.setFileName(str(beside))
            generator.setSize(QSizeF(_WIDTH, self._height).toSize())
            generator.setViewBox(QRectF(0, 0, _WIDTH, self._height))
            generator.setTitle(self.language.value(self.drawn.title))
            generator.setDescription(self.language.value(self.drawn.summary))
            painter = QPainter()
            if not painter.begin(generator):
                raise NotPossible(message("{file} can't be written. Choose another name or folder.", file=path.name))
            self._paint(painter)
            painter.end()

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


def picture(study: Study, drawn: Drawn, language: Language) -> Picture:
    """The picture of a chart of that study."""
    from churndesk.ledger.rules import in_short

    rule = in_short(study.policy, study.ruled_by) if study.ruled_by else None
    return Picture(drawn, _caption(study, rule), language)


def _caption(study: Study, rule: Message | None) -> Message:
    if study.as_of is None:
        return (
            message("{name} · made with ChurnDesk", name=study.project.name)
            if study.project.name
            else message("Made with ChurnDesk")
        )
    if rule is None:
        return message("As of {day}", day=study.as_of)
    return message("{rule} · as of {day}", rule=rule, day=study.as_of)
