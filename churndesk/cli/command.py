"""Runs one command and says what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.cli.arguments import parse
from churndesk.cli.outcome import DONE, UNUSABLE, complain_of
from churndesk.words import Language, NotPossible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from churndesk.cli.arguments import Arguments


def run(words: Sequence[str]) -> int:
    """The exit code of the command: 0 done, 1 the input can't be used; 2 comes from the parser itself."""
    arguments = parse(words)
    language = Language(arguments.language)
    try:
        return _command(arguments.command)(arguments)
    except NotPossible as refusal:
        complain_of(refusal, language)
        return UNUSABLE
    except BrokenPipeError:
        # Whoever read the output has seen enough.
        return DONE


def _command(name: str) -> Callable[[Arguments], int]:
    if name == "table":
        from churndesk.cli.table import table

        return table
    if name == "check":
        from churndesk.cli.check import check

        return check
    from churndesk.cli.report import report

    return report
