"""The PDF: the pages as vectors and text, with the fonts' used signs embedded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.export.target import written_beside
from churndesk.paper import fonts
from churndesk.paper.options import USUAL
from churndesk.paper.pages import pages
from churndesk.paper.searchable import searchable
from churndesk.progress import silent

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
    drawn, signs = _painted(made, report)
    with written_beside(path) as beside:
        # Written by Python, which, unlike Qt, says when a disk is full.
        beside.write_bytes(searchable(drawn, fonts.radicals(language.code, signs)))


def _painted(made: tuple[Page, ...], report: Report) -> tuple[bytes, set[str]]:
    """The pages as a file, and every character on them."""
    from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
    from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    writer.setTitle(made[0].title)
    writer.setCreator("ChurnDesk")
    size = QPageSize(QSizeF(*made[0].size), QPageSize.Unit.Point)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
    signs: set[str] = set()
    painter = QPainter(writer)
    try:
        painter.scale(_RESOLUTION / _POINTS_AN_INCH, _RESOLUTION / _POINTS_AN_INCH)
        for page in made:
            if page.number > 1:
                writer.newPage()
            signs |= page.paint(painter)
            report(0.5 + 0.5 * page.number / page.of)
    finally:
        painter.end()
    return bytes(buffer.data().data()), signs
