"""What a command has to say: its exit code, its sentences and its complaints."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from churndesk.words import Language, Message

DONE = 0
UNUSABLE = 1


def complain(sentence: Message, language: Language) -> None:
    """Says on stderr what can't be done."""
    print(f"churndesk: {language.say(sentence)}", file=sys.stderr)


def tell(sentence: Message, language: Language) -> None:
    """Says a sentence on stdout."""
    print(language.say(sentence))
