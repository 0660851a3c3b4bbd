"""What is said to a person: messages, the problems and doubts that bear them, and the languages that they are said in.

A sentence is marked where it stands, with `message`, `plural` or `sense`, and is turned into text only at the edge of
the program (`Language.say`), so that a computed value serves every language.
"""

from churndesk.words.doubt import Choice, Doubt
from churndesk.words.language import LANGUAGES, Language, system_language
from churndesk.words.message import (
    Amount,
    Message,
    Money,
    PeriodName,
    Rate,
    Series,
    Value,
    message,
    plural,
    sense,
)
from churndesk.words.problem import NotPossible, Problem

__all__ = [
    "LANGUAGES",
    "Amount",
    "Choice",
    "Doubt",
    "Language",
    "Message",
    "Money",
    "NotPossible",
    "PeriodName",
    "Problem",
    "Rate",
    "Series",
    "Value",
    "message",
    "plural",
    "sense",
    "system_language",
]
