"""Every setting, declared once: the dialog and the menus are built from this list."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from churndesk.words import LANGUAGES, Message, message, sense

if TYPE_CHECKING:
    from typing import Final


class Setting(NamedTuple):
    """One choice that a person has; `choices` are (value, what it is called), the first the one without any choice."""

    key: str
    title: Message
    help: Message
    choices: tuple[tuple[str, Message], ...]

    @property
    def default(self) -> str:
        """What holds until something else is chosen."""
        return self.choices[0][0]


SETTINGS: Final[tuple[Setting, ...]] = (
    Setting(
        "theme",
        message("Colours"),
        message("Light or dark, or whatever the computer is set to."),
        (
            ("system", message("As the computer")),
            ("light", sense("colours", "Light")),
            ("dark", sense("colours", "Dark")),
        ),
    ),
    Setting(
        "language",
        message("Language"),
        message("The language of the window, of workbooks and of reports."),
        # A language is called by its own name, which is the same in every language.
        (
            ("system", message("As the computer")),
            *((code, Message("{name}", values=(("name", name),))) for code, name in LANGUAGES),
        ),
    ),
    Setting(
        "second_start",
        message("Started again"),
        message("What happens when ChurnDesk is started, or a project is double-clicked, while its window is open."),
        (
            ("front", message("The open window comes to the front")),
            ("window", message("Another window opens")),
        ),
    ),
)


def setting(key: str) -> Setting:
    """The setting of that key."""
    return next(one for one in SETTINGS if one.key == key)
