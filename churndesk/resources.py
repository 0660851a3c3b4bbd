"""Finds icons, catalogues, presets and samples: in a checkout, in an installed wheel, in a frozen program."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def folder() -> Path:
    """The folder `resources`.

    A wheel maps it into the package as `_resources`, as does the frozen program; a checkout has it beside the package.

    Raises:
        FileNotFoundError: neither is there, so the installation is damaged.
    """
    package = Path(__file__).resolve().parent
    for candidate in (package / "_resources", package.parent / "resources"):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"ChurnDesk's own data files are missing beside {package}")


def path(*parts: str) -> Path:
    """The file or folder of that name below `resources`, whether or not it exists."""
    return folder().joinpath(*parts)
