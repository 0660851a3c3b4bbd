"""Makes the text of a PDF found and copied as it was written.

Fonts for East Asian languages draw a sign and the radical of the same shape with one glyph, and Qt names the glyph
after the radical: 日 (U+65E5) would be copied as ⽇ (U+2F47). The tables that name the glyphs are put right in an
update at the end of the file, as the format provides for it; nothing that is drawn changes.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_OBJECT = re.compile(rb"(\d+) 0 obj\s*<<((?:(?!endobj).)*?)>>\s*stream\r?\n", re.DOTALL)
_RADICAL = re.compile(rb"<(2(?:E[89A-F]|F[0-9A-D])[0-9A-F])>", re.IGNORECASE)
_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref\s*(\d+)\s*%%EOF\s*$", re.DOTALL)


def searchable(pdf: bytes, signs: Mapping[int, int]) -> bytes:
    """The file with an update in which no glyph is named after a radical; the same file where none is.

    `signs` has, by the code of a radical, that of the sign that was meant; without one Unicode's own is taken.
    """
    trailer = _TRAILER.search(pdf)
    renamed = _renamed(pdf, signs)
    if trailer is None or not renamed:
        return pdf
    body, places = bytearray(pdf if pdf.endswith(b"\n") else pdf + b"\n"), {}
    for number, table in renamed.items():
        places[number] = len(body)
        body += b"%d 0 obj\n<< /Length %d >>\nstream\n" % (number, len(table)) + table + b"\nendstream\nendobj\n"
    start = len(body)
    body += b"xref\n"
    for number, place in sorted(places.items()):
        body += b"%d 1\n%010d 00000 n \n" % (number, place)
    entries = re.sub(rb"/Prev \d+", b"", trailer[1]).strip()
    body += b"trailer\n<<\n" + entries + b"\n/Prev " + trailer[2] + b"\n>>\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(body)


def _renamed(pdf: bytes, signs: Mapping[int, int]) -> dict[int, bytes]:
    """By object number, each table of names that held a radical, with the sign in its place."""
    found = {}
    for match in _OBJECT.finditer(pdf):
        table = _content(pdf, match)
        if b"begincmap" in table and _RADICAL.search(table):
            found[int(match[1])] = _RADICAL.sub(partial(_named, signs), table)
    return found


def _content(pdf: bytes, match: re.Match[bytes]) -> bytes:
    end = pdf.find(b"endstream", match.end())
    raw = pdf[match.end() : end]
    if b"FlateDecode" not in match[2]:
        return raw
    try:
        return zlib.decompressobj().decompress(raw)
    except zlib.error:
        return b""


def _named(signs: Mapping[int, int], name: re.Match[bytes]) -> bytes:
    """The name of a glyph as that of the sign, not of the radical of its shape."""
    radical = int(name[1], 16)
    plain = unicodedata.normalize("NFKC", chr(radical))
    sign = signs.get(radical, ord(plain) if len(plain) == 1 else radical)
    return b"<" + chr(sign).encode("utf-16-be").hex().upper().encode() + b">"
