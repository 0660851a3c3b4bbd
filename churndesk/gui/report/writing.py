"""What is done off the window's thread: writing the report, and painting its pages for the preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.export import prepared, workbook_options, write_workbook
from churndesk.progress import silent
from churndesk.words import Language

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QImage

    from churndesk.analysis import Study
    from churndesk.progress import Report
    from churndesk.project.project import ReportChoices

#: The pictures are this many times as fine as a point.
_FINENESS = 2.0


def write_report(
    study: Study, choices: ReportChoices, sheets: tuple[str, ...], path: Path, report: Report = silent
) -> None:
    """Writes the workbook of these sheets, or the PDF, as chosen.

    Raises:
        NotPossible: the file can't be written there, or there is nothing to write.
        Cancelled: `report` said so; nothing is left behind.
    """
    made, language = prepared(study, choices), Language(choices.language)
    if choices.kind == "workbook":
        write_workbook(made, language, path, workbook_options(choices, sheets), report)
        return
    from churndesk.paper import PaperOptions, write_pdf

    write_pdf(made, language, path, PaperOptions(choices.paper, choices.periods or None), report)


def page_images(study: Study, choices: ReportChoices, report: Report = silent) -> tuple[QImage, ...]:
    """Every page of the PDF as a picture.

    Raises:
        NotPossible: the computer has no font for the language.
        Cancelled: the pages are no longer wanted.
    """
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage, QPainter

    from churndesk.paper import PaperOptions, pages

    images = []
    options = PaperOptions(choices.paper, choices.periods or None)
    for page in pages(prepared(study, choices), Language(choices.language), options, report):
        wide, high = page.size
        image = QImage(round(wide * _FINENESS), round(high * _FINENESS), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.scale(_FINENESS, _FINENESS)
        page.paint(painter)
        painter.end()
        images.append(image)
        report(0.5 + 0.5 * page.number / page.of)
    return tuple(images)
