"""One page with the licence of everything that is shipped, made from what is shipped."""

from __future__ import annotations

import gzip
import shutil
import subprocess
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from parts import ROOT, Part, canonical, icons, own, packages, python

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: Qt's packages come without the texts; these are they. The second is what the first refers to.
OF_QT = ("LGPL-3.0.txt", "GPL-3.0.txt")
QT = frozenset({"pyside6-essentials", "shiboken6"})

HEAD = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Licences of ChurnDesk</title>
<style>body{font:16px/1.5 sans-serif;max-width:50em;margin:2em auto;padding:0 1em}
pre{white-space:pre-wrap;font-size:12px;background:#f4f5f7;padding:1em;border-radius:8px}</style></head><body>
<h1>Licences</h1>
<p>ChurnDesk is built upon the work of others. This page names everything that travels in the program, with its
licence.</p>
<p>Qt and Qt for Python are used under the GNU Lesser General Public License, version 3. They lie beside the program as
libraries of their own, unchanged, and may be replaced by other versions of them; the program may be taken apart to see
to that. Their source is at code.qt.io, and that of the versions used here can be had from there under the same version
numbers. Qt holds further work of others, named at doc.qt.io under “Licenses Used in Qt”.</p>
"""


def everything(libraries: Iterable[Path] = ()) -> tuple[Part, ...]:
    """Every part of the program: our own, Python, packages, drawings, and the system's libraries that travel along."""
    return (own(), python(), *(_with_texts(part) for part in packages()), icons(), *of_system(libraries))


def _with_texts(part: Part) -> Part:
    if canonical(part.name) not in QT:
        return part
    texts = tuple((ROOT / "packaging" / "licences" / name).read_text("utf-8") for name in OF_QT)
    return Part(part.name, part.version, "LGPL-3.0-only", texts, part.needs)


def of_system(libraries: Iterable[Path]) -> tuple[Part, ...]:
    """The Debian packages that these libraries come from; on other systems there are none."""
    if shutil.which("dpkg") is None:
        return ()
    found = {name for library in libraries for name in _packages_of(library)}
    return tuple(_debian(name) for name in sorted(found))


def _packages_of(library: Path) -> set[str]:
    # A library is known to dpkg by the name it has there, or by what that leads to.
    for path in (library, library.resolve()):
        asked = subprocess.run(["dpkg", "-S", str(path)], capture_output=True, text=True, check=False)
        if asked.returncode == 0:
            return {line.split(":")[0] for line in asked.stdout.splitlines() if not line.startswith("diversion")}
    return set()


def _debian(name: str) -> Part:
    shown = ["dpkg-query", "--show", "--showformat=${Version}\n", name]
    version = subprocess.run(shown, capture_output=True, text=True, check=True).stdout.split("\n")[0]
    place = Path("/usr/share/doc", name)
    text = ""
    if (place / "copyright").exists():
        text = (place / "copyright").read_text("utf-8", errors="replace")
    elif (place / "copyright.gz").exists():
        text = gzip.decompress((place / "copyright.gz").read_bytes()).decode("utf-8", errors="replace")
    return Part(name, version, "see the text", (text,) if text else (), registry=False)


def unlicensed(parts: Sequence[Part]) -> list[str]:
    """The parts without any licence text: a program with one of these isn't to be given to anybody."""
    return [part.name for part in parts if not part.texts]


def page(parts: Sequence[Part]) -> str:
    """The page as HTML, with a list of all parts first and every text once."""
    lines = [HEAD, "<ul>"]
    for part in parts:
        name, version, licence = escape(part.name), escape(part.version), escape(part.licence)
        lines.append(f'<li><a href="#{name}">{name}</a> {version} · {licence}</li>')
    lines.append("</ul>")
    told: dict[str, str] = {}
    for part in parts:
        lines.append(f'<h2 id="{escape(part.name)}">{escape(part.name)} {escape(part.version)}</h2>')
        for text in part.texts:
            before = told.setdefault(text, part.name)
            same = before != part.name
            lines.append(f"<p>As {escape(before)}.</p>" if same else f"<pre>{escape(text)}</pre>")
    return "\n".join([*lines, "</body></html>", ""])
