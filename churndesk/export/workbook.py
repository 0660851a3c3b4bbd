"""The workbook: the sheets that have something to say, planned, written beside its place, and put there whole."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from churndesk.export.book import RowsWritten, book_at
from churndesk.export.celltext import clean
from churndesk.export.layout import Graphs, Table
from churndesk.export.options import EVERYTHING
from churndesk.export.places import NotThere, Places
from churndesk.export.sheets import SHEETS
from churndesk.export.sheets.customers import GONE
from churndesk.export.sheets.periods import PERIOD_COLUMN
from churndesk.export.sheets.summary import subject
from churndesk.progress import silent
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xlsxwriter import Workbook

    from churndesk.analysis import Study
    from churndesk.export.layout import Block, Graph, Plan
    from churndesk.export.options import WorkbookOptions
    from churndesk.export.sheets import SheetKind
    from churndesk.progress import Report
    from churndesk.words import Language

#: From so many rows on, cells are written to disk as they come instead of being held in memory.
MANY_ROWS = 20_000
#: The normal distribution's 97.5 % point, under a name, so that the interval's formula can be read.
_NAMES = (("z_95", "=1.959963984540054"),)


def sheets_in(study: Study) -> tuple[SheetKind, ...]:
    """The sheets that have something to say about this study, in their order."""
    return tuple(kind for kind in SHEETS if kind.plan(study) is not None)


def plans(study: Study, options: WorkbookOptions = EVERYTHING) -> tuple[Plan, ...]:
    """The wanted sheets as values, without those that have nothing to say."""
    planned = [kind.plan(study) for kind in SHEETS if options.wants(kind)]
    first = _first_period(study, options.periods)
    made = tuple(_from(plan, first) for plan in planned if plan is not None)
    tables = {block.key for plan in made for block in plan.blocks if isinstance(block, Table)}
    return tuple(replace(plan, blocks=tuple(_drawable(plan.blocks, tables))) for plan in made)


def _first_period(study: Study, wanted: int | None) -> int:
    """The number of the first period that is shown; the chosen one is among them."""
    if wanted is None or study.chosen is None:
        return 0
    return max(0, min(len(study.periods) - wanted, study.chosen))


def _from(plan: Plan, first: int) -> Plan:
    """The plan with its tables by period from that period on."""
    return plan if not first else replace(plan, blocks=tuple(_block_from(block, first) for block in plan.blocks))


def _block_from(block: Block, first: int) -> Block:
    if isinstance(block, Table) and block.by_period:
        return replace(block, items=block.items[first:], first=first)
    if isinstance(block, Graphs):
        return Graphs(tuple(_graph_from(graph, first) for graph in block.graphs))
    return block


def _graph_from(graph: Graph, first: int) -> Graph:
    by_period = graph.labels == PERIOD_COLUMN
    return replace(graph, first=max(graph.first, first)) if by_period else graph


def _drawable(blocks: tuple[Block, ...], tables: set[str]) -> Iterator[Block]:
    """The blocks without graphs over tables of sheets that were left out, and without lines of no graph."""
    for block in blocks:
        if not isinstance(block, Graphs):
            yield block
        elif drawn := tuple(graph for graph in block.graphs if graph.table in tables):
            yield Graphs(drawn)


def write_workbook(
    study: Study,
    language: Language,
    path: Path,
    options: WorkbookOptions = EVERYTHING,
    report: Report = silent,
) -> None:
    """Writes the workbook at `path`; one that is there is replaced only when the new one is whole.

    Every formula cell also holds the program's own figure, for previews and programs that don't calculate.

    Raises:
        NotPossible: the file can't be written there, or no sheet is wanted.
        Cancelled: `report` said so; nothing is left behind.
    """
    wanted = plans(study, options)
    if not wanted:
        raise NotPossible(message("There is nothing to write yet. Choose at least one sheet, or open a table first."))
    report(0.02)
    rows, places = _rows(wanted), Places(wanted, language)
    with book_at(path, language, streamed=rows > MANY_ROWS) as workbook:
        _properties(workbook, study, places)
        _write(workbook, places, study.project.currency, options, RowsWritten(report, rows), report)
        report(0.9)


def _write(  # noqa: PLR0917  (each is another part of what is written)
    workbook: Workbook,
    places: Places,
    currency: str | None,
    options: WorkbookOptions,
    written: RowsWritten,
    report: Report,
) -> None:
    from churndesk.export.look import Look
    from churndesk.export.writer import SheetWriter

    look = Look(workbook, places.language, currency)
    for plan in places.plans:
        report(written.fraction, message("Writing {sheet}", sheet=plan.title))
        SheetWriter(workbook, plan, look, places, options.paper).write(written.advance)


def _rows(planned: tuple[Plan, ...]) -> int:
    return sum(len(block.items) for plan in planned for block in plan.blocks if isinstance(block, Table))


def _properties(workbook: Workbook, study: Study, places: Places) -> None:
    title = clean(study.project.name) or places.language.say(message("Customer churn report"))
    workbook.set_properties(
        {
            "title": title,
            "subject": places.language.say(message("Customer churn, retention and revenue")),
            "keywords": places.language.say(subject(study)),
            "comments": places.language.say(message("Made with ChurnDesk.")),
        }
    )
    for name, formula in (*_NAMES, *_names(study, places)):
        workbook.define_name(name, formula)


def _names(study: Study, places: Places) -> Iterator[tuple[str, str]]:
    """The last day known, the word for a lost customer, and the names of cells of every sheet."""
    if study.as_of is not None:
        day = study.as_of
        yield "as_of", f"=DATE({day.year},{day.month},{day.day})"
    gone = clean(places.language.say(GONE)).replace('"', '""')
    yield "word_gone", f'="{gone}"'
    for plan in places.plans:
        for name, text in plan.names:
            with suppress(NotThere):
                yield name, places.named(text)
