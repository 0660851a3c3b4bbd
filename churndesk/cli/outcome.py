"""What a command has to say: its exit code, its sentences and its complaints."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from churndesk.cli.arguments import PASSWORD
from churndesk.reading import NeedsPassword
from churndesk.words import message

if TYPE_CHECKING:
    from churndesk.words import Language, Message, NotPossible

DONE = 0
UNUSABLE = 1


def complain_of(refusal: NotPossible, language: Language) -> None:
    """Says on stderr why something is refused, and where the password of a workbook is looked for."""
    complain(refusal.sentence, language)
    if isinstance(refusal, NeedsPassword):
        complain(message("The password is taken from the variable {name}.", name=PASSWORD), language)


def complain(sentence: Message, language: Language) -> None:
    """Says on stderr what can't be done."""
    print(f"churndesk: {language.say(sentence)}", file=sys.stderr)


def tell(sentence: Message, language: Language) -> None:
    """Says a sentence on stdout."""
    print(language.say(sentence))
