"""Text from strangers, made safe to stand in a spreadsheet's cell: it stays text, and nothing in it is ever run."""

from __future__ import annotations

import re

#: The most characters that a cell of a workbook takes.
LONGEST = 32_767
#: What spreadsheet programs take for the start of a formula, the wide forms of East Asian keyboards included.
FORMULA_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")

# Everything below the space but the line feed, DEL and the second block of controls.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# Half characters and non-characters, which no XML file may hold.
_BROKEN = re.compile("[\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """The text as a cell can hold it.

    Line ends become line feeds and tabs spaces; control characters go; what is no character at all becomes U+FFFD.
    More than `LONGEST` characters are cut, with an ellipsis at the end.
    """
    if text.isprintable() and len(text) <= LONGEST // 2:
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    text = _BROKEN.sub("�", _CONTROLS.sub("", text))
    # Characters beyond the first plane count twice in a workbook.
    if len(text.encode("utf-16-le")) // 2 <= LONGEST:
        return text
    return text.encode("utf-16-le")[: (LONGEST - 1) * 2].decode("utf-16-le", "ignore") + "…"


def looks_like_formula(text: str) -> bool:
    """Whether a program could take the (cleaned) text for a formula, white space in front or not."""
    return text.lstrip().startswith(FORMULA_SIGNS)
