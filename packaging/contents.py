"""What goes into a packaged program, and what stays out; churndesk.spec asks here.

Everything here is a plain decision about names, so that it can be tested without building anything.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from babel import localedata
from babel.core import get_global

from churndesk.words import LANGUAGES, Language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

#: Modules that something asks for and nobody needs here. Without `ssl` there is nothing to make a safe connection with,
#: as there is no connection; `readline` would bring a library whose licence doesn't go with ours.
EXCLUDED = (
    "IPython",
    "PIL",
    "_dbm",
    "_gdbm",
    "_pytest",
    "_ssl",
    "curses",
    "hypothesis",
    "jinja2",
    "lib2to3",
    "lxml",
    "matplotlib",
    "numba",
    "numpy.f2py",
    "numpy.testing",
    "pandas.tests",
    "pip",
    "pkg_resources",
    "py",
    "pyarrow",
    "pydoc_data",
    "pyqtgraph.canvas",
    "pyqtgraph.console",
    "pyqtgraph.dockarea",
    "pyqtgraph.examples",
    "pyqtgraph.flowchart",
    "pyqtgraph.jupyter",
    "pyqtgraph.opengl",
    "pytest",
    "readline",
    "scipy",
    "setuptools",
    "sqlalchemy",
    "ssl",
    "tables",
    "tkinter",
    "turtledemo",
)

#: Parts of Qt that serve nothing but connections and databases; ours makes none, and opens its own by itself.
UNWANTED_PLUGINS = ("tls", "networkinformation", "sqldrivers", "qmltooling", "position", "egldeviceintegrations")


def wanted(name: str) -> bool:
    """Whether the file that would have that name inside the program goes in; `name` has slashes on every system."""
    parts = PurePosixPath(name).parts
    if parts[:2] == ("babel", "locale-data"):
        return PurePosixPath(name).stem in locales()
    if "translations" in parts and "PySide6" in parts:
        return PurePosixPath(name).name in qt_translations()
    if "plugins" in parts and "PySide6" in parts:
        kind = parts[parts.index("plugins") + 1]
        return kind not in UNWANTED_PLUGINS and not PurePosixPath(name).stem.startswith("libqgtk3")
    return True


@cache
def locales() -> frozenset[str]:
    """The locales that our languages are written by, with those that they are built upon."""
    spoken = [str(Language(code).locale) for code, _name in LANGUAGES]
    return frozenset(one for locale in spoken for one in _with_parents(locale)) | {"root"}


def _with_parents(locale: str) -> tuple[str, ...]:
    """The locale, then what it inherits from, as Babel goes through them."""
    found = []
    while locale and locale != "root":
        found.append(locale)
        locale = get_global("parent_exceptions").get(locale) or locale.rpartition("_")[0]
    return tuple(one for one in found if localedata.exists(one))


@cache
def qt_translations() -> frozenset[str]:
    """Qt's own sentences in our languages; English is what they are written in."""
    return frozenset(f"qtbase_{code}.qm" for code, _name in LANGUAGES)


def needed(binaries: Iterable[tuple[str, str]], imports: Callable[[str], Iterable[str]]) -> frozenset[str]:
    """The names of those binaries that something in the program still asks for.

    `binaries` are names inside the program and where each lies; those without a folder are the system's, and go in only
    where another one needs them. `imports` answers the names of the libraries that a file asks for.
    """
    by_file = {Path(name).name: (name, place) for name, place in binaries}
    waiting = [entry for entry in by_file.values() if len(Path(entry[0]).parts) > 1 or "python3" in entry[0]]
    found = set(waiting)
    while waiting:
        _name, place = waiting.pop()
        asked = {by_file[library] for library in imports(place) if library in by_file}
        waiting += asked - found
        found |= asked
    return frozenset(name for name, _place in found)
