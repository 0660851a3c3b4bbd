from __future__ import annotations

from churndesk.export import look
from churndesk.gui.theme.colours import LIGHT


def test_the_workbook_wears_the_programs_light_colours() -> None:
    for name in ("ACCENT", "ACCENT_SOFT", "TEXT", "MUTED", "LINE", "GOOD", "BAD"):
        assert getattr(look, name) == getattr(LIGHT, name.lower()), name
    assert look.TONES["muted"] == LIGHT.strong_line
