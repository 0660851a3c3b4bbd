"""`churndesk report`: all figures of one or more files, as text, JSON, workbook and PDF."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from churndesk.analysis import study
from churndesk.cli.inputs import InDoubt, understood
from churndesk.cli.outcome import DONE, UNUSABLE, complain, tell
from churndesk.export.figures import figures
from churndesk.project.project import Project, View
from churndesk.words import Language, NotPossible, message

if TYPE_CHECKING:
    from pathlib import Path

    from churndesk.analysis import Study
    from churndesk.cli.arguments import Arguments
    from churndesk.words import Doubt

#: The figures that are said on the screen, in this order.
SAID = ("churn_rate", "retention_rate", "growth_rate", "gross_churn", "net_churn")


def report(arguments: Arguments) -> int:
    """Writes what was asked for, and says the main figures; 1 where a doubt that changes a figure is open."""
    language = Language(arguments.language)
    try:
        dataset, _mapping, policy = understood(arguments)
    except InDoubt as question:
        for doubt in question.doubts:
            _ask(doubt, language)
        return UNUSABLE
    project = Project(
        name=arguments.files[0].stem,
        dataset=dataset,
        policy=policy,
        as_of=arguments.as_of,
        currency=dataset.currency,
        view=View(
            by=arguments.by,
            period=None if arguments.dates is None else arguments.dates[0],
            first_month=arguments.first_month,
            first_weekday=arguments.first_weekday,
            dates=arguments.dates,
        ),
    )
    done = study(project)
    _say(done, language)
    if arguments.json is not None:
        _write_json(done, language, arguments.json)
    if arguments.workbook is not None:
        from churndesk.export import write_workbook

        write_workbook(done, language, arguments.workbook)
    if arguments.pdf is not None:
        from churndesk.paper import write_pdf

        write_pdf(done, language, arguments.pdf)
    return DONE


def _ask(doubt: Doubt, language: Language) -> None:
    complain(doubt.text, language)
    for choice in doubt.choices:
        print(f"  {choice.value}: {language.say(choice.example or choice.label)}", file=sys.stderr)
    if doubt.option:
        complain(message("Say which with {option}.", option=doubt.option), language)


def _say(done: Study, language: Language) -> None:
    if done.snapshot is not None:
        tell(done.snapshot.churn.sentence, language)
        tell(done.snapshot.revenue_churn.sentence, language)
        return
    if done.chosen is None:
        tell(message("The table holds no period to report on."), language)
        return
    tell(message("{period}:", period=done.periods[done.chosen].name), language)
    # Several figures may be undefined for one and the same reason.
    for sentence in dict.fromkeys(done.result(key).sentence for key in SAID):
        tell(sentence, language)


def _write_json(done: Study, language: Language, path: Path) -> None:
    text = json.dumps(figures(done, language), ensure_ascii=False, indent=1, allow_nan=False)
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise NotPossible(
            message("{file} could not be written: {why}.", file=str(path), why=error.strerror or type(error).__name__)
        ) from error
