"""Writes what Windows shows under "Details" of the program files: run by packaging/build.py.

python packaging/windows/version.py FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

from churndesk import __version__

TEXT = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, flags=0x0, OS=0x40004, fileType=0x1),
  kids=[
    StringFileInfo([StringTable('040904B0', [
      StringStruct('CompanyName', 'The ChurnDesk authors'),
      StringStruct('FileDescription', {description!r}),
      StringStruct('FileVersion', {version!r}),
      StringStruct('InternalName', {name!r}),
      StringStruct('LegalCopyright', 'The ChurnDesk authors. MIT licence.'),
      StringStruct('OriginalFilename', {file!r}),
      StringStruct('ProductName', 'ChurnDesk'),
      StringStruct('ProductVersion', {version!r}),
    ])]),
    VarFileInfo([VarStruct('Translation', [0x0409, 1200])]),
  ]
)
"""

PROGRAMS = {"churndesk": "ChurnDesk", "churndesk-cli": "ChurnDesk on the command line"}


def resource(name: str, version: str = __version__) -> str:
    """The text that PyInstaller makes the version resource of; Windows counts in four numbers."""
    numbers = (*(int(part) for part in version.split(".")), 0)
    return TEXT.format(numbers=numbers, description=PROGRAMS[name], version=version, name=name, file=f"{name}.exe")


if __name__ == "__main__":
    for program in PROGRAMS:
        Path(sys.argv[1], f"{program}.version.txt").write_text(resource(program), encoding="utf-8")
