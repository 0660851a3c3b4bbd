"""What can be done from menus and by keys, written down once; menus and shortcuts are built from these tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from churndesk.words import message, sense

if TYPE_CHECKING:
    from churndesk.words import Message


class Command(NamedTuple):
    """One command: `slot` names the window's method; `shortcut` is written as Qt reads it, empty for none."""

    key: str
    text: Message
    shortcut: str
    icon: str
    slot: str


COMMANDS: Final[tuple[Command, ...]] = (
    Command("new", sense("document", "New"), "Ctrl+N", "file-plus", "new"),
    Command("open", message("Open…"), "Ctrl+O", "folder-open", "open"),
    Command("save", message("Save"), "Ctrl+S", "save", "save"),
    Command("save_as", message("Save as…"), "Ctrl+Shift+S", "", "save_as"),
    Command("earlier", message("Earlier versions…"), "", "", "show_earlier"),
    Command("properties", message("About this project…"), "", "", "show_properties"),
    Command("import", message("Import a spreadsheet…"), "Ctrl+I", "file-spreadsheet", "import_file"),
    Command("export", message("Export a workbook…"), "Ctrl+E", "download", "export"),
    Command("export_pdf", message("Save the report as PDF…"), "Ctrl+P", "file-text", "export_pdf"),
    Command("settings", message("Settings…"), "Ctrl+,", "settings", "show_settings"),
    Command("quit", message("Quit"), "Ctrl+Q", "log-out", "close"),
    Command("undo", message("Undo"), "Ctrl+Z", "undo-2", "undo"),
    Command("redo", message("Redo"), "Ctrl+Shift+Z", "redo-2", "redo"),
    Command("history", message("Undo history…"), "", "", "show_history"),
    Command("copy", message("Copy"), "Ctrl+C", "copy", "copy"),
    Command("help", message("Help on this page"), "F1", "circle-question-mark", "show_help"),
    Command("tour", message("Show me around"), "", "", "show_tour"),
    Command("news", message("What is new"), "", "", "show_news"),
    Command("about", message("About ChurnDesk"), "", "info", "show_about"),
)

#: A line in a menu between two commands.
LINE: Final = "-"
#: Submenus whose entries are not commands: files, pages, and the choices of a setting.
RECENT, PAGES_MENU, THEME, LANGUAGE = "recent", "pages", "theme", "language"

MENUS: Final[tuple[tuple[Message, tuple[str, ...]], ...]] = (
    (
        message("&File"),
        (
            "new",
            "open",
            RECENT,
            LINE,
            "save",
            "save_as",
            "earlier",
            "properties",
            LINE,
            "import",
            "export",
            "export_pdf",
            LINE,
            "settings",
            "quit",
        ),
    ),
    (message("&Edit"), ("undo", "redo", "history", LINE, "copy")),
    (message("&View"), (PAGES_MENU, LINE, THEME, LANGUAGE)),
    (message("&Help"), ("help", "tour", LINE, "news", "about")),
)


def command(key: str) -> Command:
    """The command of that key."""
    return next(one for one in COMMANDS if one.key == key)
