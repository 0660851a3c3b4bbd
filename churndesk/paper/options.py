"""What can be chosen about a PDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from churndesk.export import Paper


@dataclass(frozen=True, slots=True)
class PaperOptions:
    """The size of the pages, and how many of the last periods the charts show."""

    paper: Paper = "a4"
    periods: int | None = None


#: A4, and as many periods as can be read.
USUAL = PaperOptions()
