"""Where an import stands: the file, what was read from it, what is proposed, and what the person has said."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from churndesk.ledger.policy import Policy
from churndesk.reading.table import ReadOptions
from churndesk.shapes.mapping import Edits, Given

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from churndesk.importing.carrying import Carried
    from churndesk.importing.difference import Difference
    from churndesk.importing.earlier import Earlier
    from churndesk.importing.known import Known
    from churndesk.ledger.dataset import Dataset
    from churndesk.reading.table import Preview, RawTable
    from churndesk.shapes.mapping import Mapping, Suggestion
    from churndesk.words import Doubt

Step = Literal["file", "shape", "columns", "check", "policy", "changes"]

#: The steps of every import in the order in which they are gone through.
STEPS: tuple[Step, ...] = ("file", "shape", "columns", "check", "policy")
#: The same with the one that only a file has that follows another.
ALL_STEPS: tuple[Step, ...] = (*STEPS, "changes")

#: What tells one question from another: the doubt's code, the heading that it is about, and the option.
Question: TypeAlias = "tuple[str, str, str]"


def question(doubt: Doubt) -> Question:
    """By what an answer finds its doubt again after the table was looked at anew."""
    return doubt.code, doubt.about, doubt.option


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the person has said, apart from what was proposed, so that a new proposal never undoes it.

    Columns are indices from 0. A role of "" is "not used". `rules` are policy keys with their values, `answers` the
    chosen value for each question that was asked, `days` those of lists by the name of their file or sheet.
    `skip`, `fixes`, `keep` and `as_written` are what was said of rows of the first table, `others` of the further ones.
    """

    shape: str | None = None
    roles: tuple[tuple[int, str], ...] = ()
    formats: tuple[tuple[int, str], ...] = ()
    meanings: tuple[tuple[int, str, str], ...] = ()
    amount_is: str | None = None
    currency: str | None = None
    skip: tuple[int, ...] = ()
    fixes: tuple[tuple[int, int, str], ...] = ()
    rules: tuple[tuple[str, str], ...] = ()
    answers: tuple[tuple[Question, str], ...] = ()
    days: tuple[tuple[str, str], ...] = ()
    keep: tuple[int, ...] = ()
    as_written: tuple[int, ...] = ()
    others: tuple[Edits, ...] = ()

    def edits(self, table: int = 0) -> Edits:
        """What was said of the rows of the table at that place."""
        if table == 0:
            return Edits(self.skip, self.fixes, self.keep, self.as_written)
        return self.others[table - 1] if table <= len(self.others) else Edits()

    def with_edits(self, edits: Edits, table: int = 0) -> Chosen:
        """The choices with something else said of that table's rows."""
        if table == 0:
            return replace(self, skip=edits.skip, fixes=edits.fixes, keep=edits.keep, as_written=edits.as_written)
        others = [*self.others, *[Edits()] * (table - len(self.others))]
        others[table - 1] = edits
        return replace(self, others=tuple(others))

    def without_rows(self) -> Chosen:
        """The choices that hold for any rows."""
        return replace(self, skip=(), fixes=(), keep=(), as_written=(), others=())


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """One import on its way. Every function of this package takes a Draft and answers another; none changes it.

    `preview` is there from the start, `tables` (one for each of `paths`, or of their sheets) once the files have been
    read whole, `dataset` once they have been checked; it goes when a choice changes what the rows mean. `asked` are all
    doubts that were raised, answered ones too. `proposed` are the rules that the data suggests, `policy` those with the
    person's own. `remembered` is the mapping of an earlier file with the same headings, which was applied.
    `known` are those of other projects, `recalled_from` is the file of the one that was applied.
    `together` takes in the other sheets with the same headings (None: where their names are times, as one a month), but
    for `left_sheets`.
    `looked` says that of several tables in the sheet one has been proposed, so that the person's own choice stands.
    `kept` holds the choices made for other sheets or headings of the same file, for when the person comes back.
    `of_file` says for each of `tables` which of `all_paths` it is from.
    `earlier` is the import that the project has. A file with the same headings follows it: `adding` says whether it is
    counted together with the earlier files (None: not decided), `carried` what became of the rows that were fixed by
    hand, `difference` what the file says otherwise.
    """

    paths: tuple[Path, ...]
    options: ReadOptions = field(default_factory=ReadOptions)
    step: Step = "file"
    given: Given = field(default_factory=Given)
    chosen: Chosen = field(default_factory=Chosen)
    preview: Preview | None = None
    tables: tuple[RawTable, ...] = ()
    suggestion: Suggestion | None = None
    mapping: Mapping | None = None
    asked: tuple[Doubt, ...] = ()
    dataset: Dataset | None = None
    proposed: Policy = field(default_factory=Policy)
    policy: Policy = field(default_factory=Policy)
    as_of: date | None = None
    remembered: Mapping | None = None
    recalled: bool = False
    known: tuple[Known, ...] = ()
    recalled_from: str = ""
    looked: bool = False
    together: bool | None = None
    left_sheets: tuple[str, ...] = ()
    kept: tuple[tuple[tuple[str, tuple[str, ...]], Chosen], ...] = ()
    of_file: tuple[int, ...] = ()
    earlier: Earlier | None = None
    adding: bool | None = None
    carried: Carried | None = None
    difference: Difference | None = None

    @property
    def follows(self) -> bool:
        """Whether this is the next file after the one that the project has."""
        return self.earlier is not None and self.recalled and not self.recalled_from

    @property
    def own(self) -> int:
        """How many of the tables, from the first, are the new files'."""
        return sum(file < len(self.paths) for file in self.of_file)

    @property
    def all_paths(self) -> tuple[Path, ...]:
        """The new files, and the earlier ones where they are counted together."""
        parts = self.earlier.parts if self.earlier is not None and self.adding else ()
        return (*self.paths, *dict.fromkeys(part.path for part in parts))

    def read_options(self, table: int = 0) -> ReadOptions:
        """How the table at that place is read, with what was said of its rows."""
        edits = self.chosen.edits(table)
        options, before = self.options, table - self.own
        if self.earlier is not None and self.adding and 0 <= before < len(self.earlier.parts):
            options = self.earlier.parts[before].options
        return replace(options, keep=edits.keep, as_written=edits.as_written)

    @property
    def path(self) -> Path:
        """The first file, which the others must be like."""
        return self.paths[0]

    @property
    def table(self) -> RawTable | None:
        """The first file's table, None until it has been read."""
        return self.tables[0] if self.tables else None

    def answer(self, doubt: Doubt) -> str | None:
        """The value that was chosen for a doubt; None while it is open."""
        return dict(self.chosen.answers).get(question(doubt))

    @property
    def open_doubts(self) -> tuple[Doubt, ...]:
        """What has been asked and not yet been answered."""
        return tuple(doubt for doubt in self.asked if self.answer(doubt) is None)
