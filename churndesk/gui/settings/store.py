"""Keeps what a person has set, which files were open lately, and where the window stood."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings

from churndesk.gui.settings.setting import setting
from churndesk.words import system_language

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from churndesk.gui.known_tables import KnownTables

#: How many files the menu remembers.
RECENT_FILES = 8


class Store:
    """The settings as they are kept on this computer, for this person alone."""

    def __init__(self, settings: QSettings | None = None) -> None:
        self._settings = settings if settings is not None else QSettings()
        self._beside = Path(self._settings.fileName()).parent if settings is not None else None

    def value(self, key: str) -> str:
        """What is chosen for that setting; a value that is no longer on offer counts as none."""
        declared = setting(key)
        kept = self._settings.value(f"choice/{key}", declared.default)
        return kept if kept in {value for value, _title in declared.choices} else declared.default

    def choose(self, key: str, value: str) -> None:
        """Keeps the choice."""
        self._settings.setValue(f"choice/{key}", value)

    @property
    def language(self) -> str:
        """The code of the language to speak: the chosen one, else the computer's."""
        chosen = self.value("language")
        return system_language() if chosen == "system" else chosen

    @property
    def greeted(self) -> str:
        """The version that this person was last welcomed to; empty for a newcomer."""
        return str(self._settings.value("greeted", ""))

    @greeted.setter
    def greeted(self, version: str) -> None:
        self._settings.setValue("greeted", version)

    @property
    def recent(self) -> tuple[Path, ...]:
        """The projects that were open lately and are still there, the latest first."""
        kept = self._settings.value("recent", [])
        names = [kept] if isinstance(kept, str) else list(kept or [])
        return tuple(path for path in map(Path, names) if path.is_file())

    def remember(self, path: Path) -> None:
        """Puts the file first among those that were open lately."""
        path = path.resolve()
        others = [str(other) for other in self.recent if other != path]
        self._settings.setValue("recent", [str(path), *others][:RECENT_FILES])

    @property
    def folder(self) -> str:
        """Where the last file was; the place where a dialog starts."""
        return str(self._settings.value("folder", ""))

    def remember_folder(self, path: Path) -> None:
        """Lets the next dialog start where this file is."""
        self._settings.setValue("folder", str(path.resolve().parent))

    @property
    def known_tables(self) -> KnownTables:
        """How tables were read before: in the person's own folder, or beside settings that have a file of their own."""
        from churndesk.gui.known_tables import KnownTables

        return KnownTables((self._beside or _own_folder()) / "known-tables.json")

    def keep_geometry(self, window: QWidget) -> None:
        """Notes where the window stands and how large it is."""
        self._settings.setValue("window", window.saveGeometry())

    def restore_geometry(self, window: QWidget) -> bool:
        """Puts the window where it stood last; False where it never stood anywhere."""
        kept = self._settings.value("window")
        return isinstance(kept, QByteArray) and window.restoreGeometry(kept)


def _own_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path("ChurnDesk", appauthor=False)
