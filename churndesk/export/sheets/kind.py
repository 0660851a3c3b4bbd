"""What a sheet declares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from churndesk.analysis import Study
    from churndesk.export.layout import Plan
    from churndesk.words import Message


@dataclass(frozen=True, slots=True)
class SheetKind:
    """One sheet: its name, what it holds in a few words, and how it is planned.

    `plan` answers None where the study has nothing for this sheet, which then is left out.
    """

    key: str
    title: Message
    holds: Message
    plan: Callable[[Study], Plan | None]
