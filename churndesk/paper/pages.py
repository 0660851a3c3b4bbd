"""The report as pages: blocks flowed from top to bottom, ready to be painted on whatever has a painter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from churndesk.export.look import LINE, MUTED
from churndesk.paper import display, fonts
from churndesk.paper.canvas import LEFT, RIGHT, Canvas, Measure
from churndesk.paper.content import content
from churndesk.paper.options import USUAL
from churndesk.progress import silent
from churndesk.words import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from churndesk.analysis import Study
    from churndesk.export import Paper
    from churndesk.paper.blocks import Block
    from churndesk.paper.options import PaperOptions
    from churndesk.progress import Report
    from churndesk.words import Language

#: Width and height of the sizes of paper, in points.
SIZES: dict[Paper, tuple[float, float]] = {"a4": (595.28, 841.89), "letter": (612.0, 792.0)}
_SIDE, _TOP, _FOOT = 44.0, 44.0, 52.0


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its blocks, each with the rectangle it stands in."""

    number: int
    of: int
    size: tuple[float, float]
    title: str
    language: Language
    blocks: tuple[tuple[Block, float, float], ...]

    def paint(self, painter: QPainter) -> set[str]:
        """Paints the page with a painter whose unit is a point; answers every character on it."""
        canvas, (wide, high) = Canvas(painter, self.language), self.size
        for block, top, height in self.blocks:
            block.draw(canvas, QRectF(_SIDE, top, wide - 2 * _SIDE, height))
        foot = QRectF(_SIDE, high - 34, wide - 2 * _SIDE, 12)
        canvas.line(QPointF(_SIDE, high - 39), QPointF(wide - _SIDE, high - 39), LINE)
        name = canvas.elided(self.title, 8.0, foot.width() - 80)
        canvas.text(foot, name, 8.0, colour=MUTED, align=LEFT)
        counted = canvas.say(message("{page} of {pages}", page=self.number, pages=self.of))
        canvas.text(foot, counted, 8.0, colour=MUTED, align=RIGHT)
        return canvas.signs


def pages(study: Study, language: Language, options: PaperOptions = USUAL, report: Report = silent) -> tuple[Page, ...]:
    """The pages of the report.

    Raises:
        NotPossible: the computer has no font for the language.
        Cancelled: `report` said so.
    """
    display.ready()
    fonts.check(language)
    report(0.1)
    blocks = content(study, language, options)
    report(0.5)
    size, measure = SIZES[options.paper], Measure(language)
    flowed = _flow(blocks, measure, size)
    title = measure.say(getattr(blocks[0], "text", ""))
    return tuple(
        Page(number, len(flowed), size, title, language, tuple(placed)) for number, placed in enumerate(flowed, start=1)
    )


def _flow(
    blocks: Sequence[Block], measure: Measure, size: tuple[float, float]
) -> list[list[tuple[Block, float, float]]]:
    """Each page with its blocks, their tops and heights; what leads goes over with what it leads to."""
    wide, bottom = size[0] - 2 * _SIDE, size[1] - _FOOT
    heights = [block.height(measure, wide) for block in blocks]
    flowed: list[list[tuple[Block, float, float]]] = [[]]
    top = _TOP
    for number, block in enumerate(blocks):
        needed = heights[number]
        after = number
        while blocks[after].leads and after + 1 < len(blocks):
            after += 1
            needed += heights[after]
        if flowed[-1] and top + needed > bottom:
            flowed.append([])
            top = _TOP
        flowed[-1].append((block, top, heights[number]))
        top += heights[number]
    return flowed
