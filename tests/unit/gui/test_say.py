from __future__ import annotations

from churndesk.gui.say import language, say, say_value, set_language, tr, voice
from churndesk.words import Money, plural


def test_the_language_in_force_says_everything() -> None:
    heard: list[str] = []
    voice.changed.connect(lambda: heard.append(language().code))
    set_language("pl")
    set_language("pl")
    assert heard == ["pl"]
    assert say_value(Money(1234.5, "PLN")) == "1\N{NO-BREAK SPACE}234,50\N{NO-BREAK SPACE}zł"
    set_language("en")
    assert tr("{file} is empty.", file="a.csv") == "a.csv is empty."
    assert say(plural("{count} row", "{count} rows", 2)) == "2 rows"


def test_an_unknown_language_counts_as_english() -> None:
    set_language("tlh")
    assert language().code == "en"
