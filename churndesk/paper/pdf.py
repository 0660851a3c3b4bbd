"""The PDF: the pages as vectors and text, with the fonts' used signs embedded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.export.target import written_beside
from churndesk.paper import fonts
from churndesk.paper.options import USUAL
from churndesk.paper.pages import pages
from churndesk.paper.searchable import searchable
from churndesk.progress import silent
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    from pathlib import Path

    from churndesk.analysis import Study
    from churndesk.paper.options import PaperOptions
    from churndesk.paper.pages import Page
    from churndesk.progress import Report
    from churndesk.words import Language

#: Dots an inch of the coordinates; what is drawn are vectors, whatever it is.
_RESOLUTION = 1200
_POINTS_AN_INCH = 72


def write_pdf(
    study: Study, language: Language, path: Path, options: PaperOptions = USUAL, report: Report = silent
) -> None:
    """Writes the report as a PDF at `path`; one that is there is replaced only when the new one is whole.

    Raises:
        NotPossible: the file can't be written there, there is nothing to write, or a font is missing.
        Cancelled: `report` said so; nothing is left behind.
    """
    made = pages(study, language, options, report)
    with written_beside(path) as beside:
        signs = _paint(made, beside, report)
        beside.write_bytes(searchable(beside.read_bytes(), fonts.radicals(language.code, signs)))


def _paint(made: tuple[Page, ...], path: Path, report: Report) -> set[str]:
    """Writes the pages; answers every character on them."""
    from PySide6.QtCore import QMarginsF, QSizeF
    from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

    writer = QPdfWriter(str(path))
    writer.setResolution(_RESOLUTION)
    writer.setTitle(made[0].title)
    writer.setCreator("ChurnDesk")
    size = QPageSize(QSizeF(*made[0].size), QPageSize.Unit.Point)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
    painter = QPainter()
    if not painter.begin(writer):
        raise NotPossible(message("{file} can't be written. Choose another name or folder.", file=path.name))
    signs: set[str] = set()
    try:
        painter.scale(_RESOLUTION / _POINTS_AN_INCH, _RESOLUTION / _POINTS_AN_INCH)
        for page in made:
            if page.number > 1:
                writer.newPage()
            signs |= page.paint(painter)
            report(0.5 + 0.5 * page.number / page.of)
    finally:
        painter.end()
    return signs
