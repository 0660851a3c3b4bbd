"""Three things to do next: the strategies for which the owner's own figures speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.gui.say import say, tr
from churndesk.gui.widgets.card_grid import CardGrid
from churndesk.gui.widgets.section import Section
from churndesk.gui.widgets.text import Text
from churndesk.gui.widgets.tile import Tile
from churndesk.strategies import catalogue

if TYPE_CHECKING:
    from churndesk.gui.desk import Desk
    from churndesk.project.project import Project
    from churndesk.strategies import Suggested

_MOST = 3


class NextSteps(Section):
    """At most three tiles, the most urgent first; what is done or not wanted isn't proposed again."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("What to do next"))
        self._desk = desk
        self._grid = CardGrid(least=280, most=_MOST)
        self._none = Text(tr("Nothing in your figures calls for action now. The page Actions has all strategies."))
        self._none.set_tone("muted")
        self.add(self._grid)
        self.add(self._none)

    def show_suggestions(self, suggestions: tuple[Suggested, ...], project: Project) -> None:
        """Shows the first three that are neither done nor put aside."""
        self._grid.clear()
        wanted = [one for one in suggestions if project.action(one.strategy).state in ("open", "doing")][:_MOST]
        for one in wanted:
            strategy = catalogue().strategy(one.strategy)
            tile = Tile(strategy.icon, say(strategy.title), say(one.sentence))
            tile.clicked.connect(lambda _on=False, key=one.strategy: self._desk.go("actions", key))
            self._grid.add(tile)
        self._grid.setVisible(bool(wanted))
        self._none.setVisible(not wanted)

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """What is proposed, in order."""
        return self._grid.cards
