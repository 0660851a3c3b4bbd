"""Keeps the translators' files in step with the program: a tool for developers; the program only reads the results.

    python packaging/catalogues.py             brings resources/translations/churndesk.pot into step with code and data
                                               files, and each language's churndesk.po with that; compiles them
    python packaging/catalogues.py start LANG  begins the catalogue of another language
    python packaging/catalogues.py check       says what is stale, missing or broken, and changes nothing

A sentence is found where it is marked: message("…"), plural("…", "…", n), sense("context", "…") and tr("…"). Texts of
data files are those under the keys that DATA names, and the lines of changes.md.
"""

from __future__ import annotations

import io
import re
import string
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from churndesk.changes import releases
from churndesk.metrics.benchmarks import TEXT_KEYS as OF_BENCHMARKS
from churndesk.shapes.presets import TEXT_KEYS as OF_PRESETS
from churndesk.strategies.catalogue import TEXT_KEYS as OF_STRATEGIES
from churndesk.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Message

ROOT = Path(__file__).resolve().parent.parent
TRANSLATIONS = ROOT / "resources" / "translations"
TEMPLATE = TRANSLATIONS / "churndesk.pot"

WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)

#: Lines of a header that no reader of such files needs; with their dates every run would be a change.
UNWANTED = re.compile(rb'^"(?!Language:|Plural-Forms:|MIME-|Content-)[A-Z][A-Za-z-]+: .*\\n"\n', re.MULTILINE)

KEYWORDS: dict[str, Any] = {"message": None, "tr": None, "plural": (1, 2), "sense": ((1, "c"), 2)}

#: The data files with texts for people, and the keys whose values those are.
DATA = {"strategies.toml": OF_STRATEGIES, "benchmarks.toml": OF_BENCHMARKS}


def main(words: list[str]) -> int:
    """Carries out the command."""
    if words == ["check"]:
        faults = list(problems())
        print("\n".join(faults) or "All catalogues are up to date.")
        return 1 if faults else 0
    if words[:1] == ["start"] and len(words) == 2 and words[1] in dict(LANGUAGES):
        write(_empty(words[1]), words[1])
    elif words:
        print(__doc__, file=sys.stderr)
        return 2
    update()
    return 0


# ── From the program to the template ─────────────────────────────────────────────────────────────────────────────────


def template() -> Catalog:
    """Every sentence that the program can say, as it stands in code and data files now."""
    made = _empty()
    for file in sorted((ROOT / "churndesk").rglob("*.py")):
        place = file.relative_to(ROOT).as_posix()
        for _line, text, comments, context in extract_from_file("python", file, KEYWORDS, ["Translators:"]):
            made.add(text, locations=[(place, 1)], auto_comments=comments, context=context)
    presets = sorted((ROOT / "resources" / "presets").glob("*.toml"))
    for name, keys in (*DATA.items(), *((f"presets/{file.name}", OF_PRESETS) for file in presets)):
        for text in texts_of(tomllib.loads((ROOT / "resources" / name).read_text("utf-8")), keys):
            made.add(text, locations=[(f"resources/{name}", 1)])
    for release in releases():
        for text in release.lines:
            made.add(text, locations=[("resources/changes.md", 1)])
    for entry in made:
        entry.locations = sorted(set(entry.locations))
    return made


def texts_of(content: object, keys: set[str]) -> Iterator[str]:
    """The texts under those keys, wherever in a data file they stand."""
    if isinstance(content, list):
        for entry in content:
            yield from texts_of(entry, keys)
    elif isinstance(content, dict):
        for key, value in content.items():
            if key in keys and isinstance(value, str):
                yield value
            else:
                yield from texts_of(value, keys)


def _empty(language: str | None = None) -> Catalog:
    return Catalog(
        locale=language,
        project="ChurnDesk",
        version="",
        copyright_holder="The ChurnDesk authors",
        fuzzy=False,
        header_comment="# The sentences of ChurnDesk.",
    )


# ── From the template to the languages ───────────────────────────────────────────────────────────────────────────────


def update() -> None:
    """Writes the template, and every language's catalogue beside it, in text and compiled."""
    made = template()
    TRANSLATIONS.mkdir(parents=True, exist_ok=True)
    TEMPLATE.write_bytes(_written(made))
    print(f"{TEMPLATE.name}: {len(made)} sentences")
    for language in begun():
        kept = catalogue(language)
        kept.update(made, no_fuzzy_matching=True)
        kept.obsolete.clear()
        write(kept, language)
        missing = sum(not _is_translated(entry) for entry in kept if entry.id)
        print(f"{language}: {missing} to translate")


def begun() -> list[str]:
    """The languages that have a catalogue."""
    return [language for language, _name in LANGUAGES if po_file(language).exists()]


def write(kept: Catalog, language: str) -> None:
    """Writes a language's catalogue, in text for the translators and compiled for the program."""
    file = po_file(language)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(_written(kept))
    made = catalogue(language)
    # The header bears dates; with the time of writing every run would be a change.
    made.creation_date = made.revision_date = WRITTEN
    with file.with_suffix(".mo").open("wb") as compiled:
        write_mo(compiled, made)


def po_file(language: str) -> Path:
    """Where a language's catalogue is kept."""
    return TRANSLATIONS / language / "LC_MESSAGES" / "churndesk.po"


def catalogue(language: str) -> Catalog:
    """A language's catalogue as it is kept."""
    with po_file(language).open("rb") as opened:
        return read_po(opened, locale=language)


def _written(made: Catalog) -> bytes:
    buffer = io.BytesIO()
    for entry in made:
        # A per cent sign is just that: texts are filled by {name}.
        entry.flags.discard("python-format")
    write_po(buffer, made, width=120, sort_output=True, include_lineno=False, ignore_obsolete=True)
    return UNWANTED.sub(b"", buffer.getvalue())


# ── What is wrong ────────────────────────────────────────────────────────────────────────────────────────────────────


def problems() -> Iterator[str]:
    """What is stale, missing or broken, a line each."""
    made = template()
    if not TEMPLATE.exists() or keys(made) != keys(_read(TEMPLATE)):
        yield f"{TEMPLATE.name} is stale: run python packaging/catalogues.py"
    for language in begun():
        yield from problems_of(language, made)


def problems_of(language: str, made: Catalog) -> Iterator[str]:
    """The same for one language."""
    kept = catalogue(language)
    for key in sorted(keys(kept) - keys(made), key=str):
        yield f"{language}: no longer said: {key[1]}"
    for key in sorted(keys(made) - keys(kept), key=str):
        yield f"{language}: not in the catalogue: {key[1]}"
    for entry in kept:
        if not entry.id:
            continue
        if not _is_translated(entry):
            yield f"{language}: not translated: {entry.id}"
        elif not _places(entry.string) <= _places(entry.id):
            yield f"{language}: places that the original doesn't have: {entry.id}"
        elif not isinstance(entry.id, tuple) and _places(entry.string) != _places(entry.id):
            yield f"{language}: a place is lost: {entry.id}"


def keys(made: Catalog) -> set[tuple[str, str]]:
    """What tells the sentences of a catalogue: context and original."""
    return {(entry.context or "", entry.id if isinstance(entry.id, str) else entry.id[0]) for entry in made if entry.id}


def _read(file: Path) -> Catalog:
    with file.open("rb") as opened:
        return read_po(opened)


def _is_translated(entry: Message) -> bool:
    strings = entry.string if isinstance(entry.string, tuple | list) else (entry.string,)
    return all(strings) and "fuzzy" not in entry.flags


def _places(text: str | tuple[str, ...]) -> set[str]:
    """The {places} in a text, or in any of several."""
    texts = (text,) if isinstance(text, str) else text
    return {name for one in texts for _, name, _, _ in string.Formatter().parse(one) if name is not None}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
