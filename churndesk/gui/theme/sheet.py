"""The stylesheet: what Fusion and a palette alone can't say."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from churndesk import resources

if TYPE_CHECKING:
    from churndesk.gui.theme.colours import Colours


def stylesheet(colours: Colours) -> str:
    """The stylesheet in those colours. Widgets choose a look by their property `look`."""
    arrows = resources.path("icons", "controls").as_posix()
    text = resources.path("theme.qss").read_text("utf-8")
    return Template(text).substitute(colours._asdict(), arrows=arrows)
