"""What can be written on the command line."""

from __future__ import annotations

import argparse
import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, cast, get_args

from churndesk import __version__, resources
from churndesk.ledger.policy import Policy, with_rules
from churndesk.metrics.periods import Granularity
from churndesk.reading.table import ReadOptions
from churndesk.shapes.mapping import ROLE_NAMES, SHAPE_NAMES, Given
from churndesk.words import LANGUAGES, Language, NotPossible

if TYPE_CHECKING:
    from collections.abc import Sequence

WRONG_ARGUMENTS = 2
#: The variable that holds the password of workbooks: an option would stand in the list of running programs.
PASSWORD = "CHURNDESK_PASSWORD"  # noqa: S105  (a name)
#: The days that a week can begin with, Monday as 0.
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

#: Stands for JSON that is printed in place of the text.
PRINTED = Path("-")


@dataclass(frozen=True, slots=True)
class Arguments:
    """A command with everything that was said on its line."""

    command: str
    files: tuple[Path, ...]
    options: ReadOptions
    sheets: tuple[str, ...]
    given: Given
    rules: tuple[tuple[str, str], ...]
    by: Granularity
    dates: tuple[date, date] | None
    first_month: int
    first_weekday: int
    as_of: date | None
    language: str
    yes: bool
    workbook: Path | None
    pdf: Path | None
    json: Path | None
    folder: Path | None


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line and ends with exit code 2."""

    def error(self, message: str) -> NoReturn:
        self.exit(WRONG_ARGUMENTS, f"churndesk: {message}\nTry 'churndesk --help'.\n")


def parse(words: Sequence[str]) -> Arguments:
    """The arguments; options may stand before or after the files.

    Raises:
        SystemExit: 0 after --help and --version, 2 where the words make no sense or name what isn't built yet.
    """
    parser = _parser()
    command, *rest = words or ["--help"]
    if command.startswith("-"):
        parser.parse_args([command])
        parser.error(f"unknown option {command}")
    said = _command_parser(command).parse_intermixed_args(rest)
    if command == "check" and said.json is not None and said.json != PRINTED and said.json.suffix.lower() != ".json":
        # What follows --json is a table to check and must never be written over.
        said.files, said.json = [said.json, *said.files], PRINTED
    if not said.files:
        parser.error(f"{command} needs at least one file")
    return _arguments(command, said, parser)


def _parser() -> _Parser:
    parser = _Parser(
        prog="churndesk",
        description="How many customers leave, what it costs, and what to do about it, from a spreadsheet.",
        usage="churndesk [FILE], or churndesk report|table|check FILE… [options]",
        epilog="'churndesk report --help' and the like tell the options of one command.",
    )
    parser.add_argument("--version", action="version", version=f"ChurnDesk {__version__}")
    return parser


def _command_parser(command: str) -> _Parser:
    if command not in ("report", "table", "check"):
        _parser().error(f"unknown command {command}")
    parser = _Parser(prog=f"churndesk {command}")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    _reading_options(parser)
    if command == "table":
        parser.add_argument("--to", type=Path, required=True, metavar="DIR", help="folder for the tables")
    else:
        _meaning_options(parser)
        _json_option(parser, command)
    if command == "report":
        _report_options(parser)
    return parser


def _json_option(parser: _Parser, command: str) -> None:
    if command == "report":
        parser.add_argument("--json", type=Path, metavar="OUT.json", help="also write the figures as JSON")
        return
    parser.add_argument(
        "--json",
        type=Path,
        nargs="?",
        const=PRINTED,
        metavar="OUT.json",
        help="say it as JSON in place of text, or write the JSON beside the text into a file",
    )


def _reading_options(parser: _Parser) -> None:
    parser.add_argument("--sheet", action="append", default=[], metavar="NAME", help="sheet of a workbook; repeatable")
    parser.add_argument("--encoding", metavar="NAME", help="encoding of a text file, such as cp932")
    parser.add_argument("--delimiter", metavar="TEXT", help="what stands between cells; 'spaces' for runs of spaces")
    parser.add_argument("--header", metavar="ROW", help="number of the header row, or 'none'")


def _meaning_options(parser: _Parser) -> None:
    parser.add_argument("--shape", metavar="NAME", help=", ".join(SHAPE_NAMES))
    parser.add_argument(
        "--map", action="append", default=[], metavar="ROLE=COLUMN", help="role of a column; =COLUMN: not used"
    )
    parser.add_argument("--format", action="append", default=[], metavar="COLUMN=FORMAT", help="dmy, mdy, 1.234,50 …")
    parser.add_argument("--currency", metavar="CODE", help="currency of the amounts, such as EUR")
    parser.add_argument("--lang", default="en", metavar="CODE", help="language of texts and of dates in doubt")
    parser.add_argument("--policy", action="append", default=[], metavar="KEY=VALUE", help="rule, inactivity_days=90")
    parser.add_argument("--as-of", metavar="DATE", help="last day that the data covers, 2026-03-31")


def _report_options(parser: _Parser) -> None:
    parser.add_argument("-o", "--out", type=Path, metavar="OUT.xlsx", help="write the workbook")
    parser.add_argument("--pdf", type=Path, metavar="OUT.pdf", help="write the report on paper")
    parser.add_argument(
        "--by", default="month", choices=["month", "quarter", "year", "week"], help="length of a period"
    )
    parser.add_argument("--from", dest="start", metavar="DATE", help="first of the days to report on, with --to")
    parser.add_argument("--to", dest="end", metavar="DATE", help="last of them; other periods have the same length")
    parser.add_argument(
        "--first-month", type=int, default=1, choices=range(1, 13), metavar="1-12", help="begins the financial year"
    )
    parser.add_argument("--first-weekday", default="monday", choices=WEEKDAYS, help="begins the week")
    parser.add_argument("--yes", action="store_true", help="take the first reading of whatever is in doubt")


def _spoken(code: str) -> bool:
    """Whether the program's sentences are there in that language: English, or one with a catalogue."""
    catalogue = resources.path("translations") / code / "LC_MESSAGES" / "churndesk.mo"
    return code == "en" or catalogue.is_file()


def _arguments(command: str, said: argparse.Namespace, parser: _Parser) -> Arguments:
    language = getattr(said, "lang", "en")
    if language not in {code for code, _ in LANGUAGES}:
        parser.error(f"--lang takes one of {', '.join(code for code, _ in LANGUAGES)}")
    if not _spoken(language):
        parser.error(f"--lang {language}: not in this version")
    sheets = tuple(said.sheet)
    dates = _dates(said, parser) if command == "report" else None
    return Arguments(
        command=command,
        files=tuple(said.files),
        options=ReadOptions(
            sheets[0] if sheets else None,
            said.encoding,
            said.delimiter,
            _header(said.header, parser),
            passwords=tuple(filter(None, (os.environ.get(PASSWORD),))),
        ),
        sheets=sheets,
        given=_given(said, language, parser),
        rules=_rules(said, language, parser),
        by=cast("Granularity", "dates" if dates is not None else getattr(said, "by", get_args(Granularity)[0])),
        dates=dates,
        first_month=getattr(said, "first_month", 1),
        first_weekday=WEEKDAYS.index(getattr(said, "first_weekday", WEEKDAYS[0])),
        as_of=_day(getattr(said, "as_of", None), parser),
        language=language,
        yes=getattr(said, "yes", False),
        workbook=getattr(said, "out", None),
        pdf=getattr(said, "pdf", None),
        json=getattr(said, "json", None),
        folder=getattr(said, "to", None),
    )


def _rules(said: argparse.Namespace, language: str, parser: _Parser) -> tuple[tuple[str, str], ...]:
    rules = _pairs(getattr(said, "policy", []), "--policy", parser)
    try:
        with_rules(Policy(), rules)
    except NotPossible as refusal:
        parser.error(f"--policy: {Language(language).say(refusal.sentence)}")
    return rules


def _given(said: argparse.Namespace, language: str, parser: _Parser) -> Given:
    shape = getattr(said, "shape", None)
    if shape is not None and shape not in SHAPE_NAMES:
        parser.error(f"--shape takes one of {', '.join(SHAPE_NAMES)}")
    roles = _pairs(getattr(said, "map", []), "--map", parser)
    for role, _ in roles:
        if role and role not in ROLE_NAMES:
            parser.error(f"--map: there is no role {role}; the roles are {', '.join(ROLE_NAMES)}")
    formats = _pairs(getattr(said, "format", []), "--format", parser)
    return Given(shape, roles, formats, getattr(said, "currency", None), language)


def _pairs(texts: Sequence[str], option: str, parser: _Parser) -> tuple[tuple[str, str], ...]:
    pairs = []
    for text in texts:
        # A heading may hold "=" itself; --format puts the column first, so its last "=" counts.
        left, mark, right = text.rpartition("=") if option == "--format" else text.partition("=")
        if not mark or (not left and option != "--map"):
            parser.error(f"{option} {text}: an '=' is missing")
        pairs.append((left, right))
    return tuple(pairs)


def _header(text: str | None, parser: _Parser) -> int | None:
    if text is None:
        return None
    if text == "none":
        return 0
    if not (text.isascii() and text.isdigit() and int(text) >= 1):
        parser.error("--header takes a row number, counted from 1, or 'none'")
    return int(text)


def _dates(said: argparse.Namespace, parser: _Parser) -> tuple[date, date] | None:
    if said.start is None and said.end is None:
        return None
    if said.start is None or said.end is None:
        parser.error("--from and --to go together")
    start, end = _day(said.start, parser, "--from"), _day(said.end, parser, "--to")
    if start is None or end is None or start > end:
        parser.error("--from comes after --to")
    return start, end


def _day(text: str | None, parser: _Parser, option: str = "--as-of") -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        parser.error(f"{option} {text}: write the day as 2026-03-31")
