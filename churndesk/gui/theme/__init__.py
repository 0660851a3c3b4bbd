"""How the program looks: written colours for light and dark, one short stylesheet, fonts by language."""

from churndesk.gui.theme.colours import DARK, LIGHT, Colours, tone_colour
from churndesk.gui.theme.theme import SCHEMES, Theme, theme

__all__ = ["DARK", "LIGHT", "SCHEMES", "Colours", "Theme", "theme", "tone_colour"]
