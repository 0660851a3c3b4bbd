"""What customers say of the company: the net promoter score, and the share of the satisfied."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from churndesk.metrics.normal import Z_95
from churndesk.metrics.result import Result, Undefined
from churndesk.metrics.wilson import wilson
from churndesk.words import Amount, Rate, message, plural

if TYPE_CHECKING:
    from churndesk.ledger.dataset import Amounts, Category
    from churndesk.words import Message

#: Below so many answers the normal interval of the net promoter score isn't to be trusted.
ENOUGH_ANSWERS = 30

_NPS_FORMULA = message("share of scores 9 and 10 - share of scores 0 to 6")
_CSAT_FORMULA = message("share of scores 4 and 5")


def scores_of(category: Category) -> Amounts:
    """The score of each row of a column that was read as text, NaN where it is empty or no number."""
    numbers = np.array([*(_number(value) for value in category.values), math.nan])
    scores: Amounts = numbers[category.codes]
    return scores


def nps(scores: Amounts) -> Result:
    """The net promoter score of scores from 0 to 10, as a fraction: 0.25 is a score of 25.

    Of 100 answers 50 with 9 or 10 and 25 with 0 to 6 give 25 (8.7 to 41.3). The interval is the normal one with
    variance (p + d - (p - d)²) / n, none below 30 answers. Other numbers are left out, and said.
    """
    valid = _within(scores, 0, 10)
    if not len(valid):
        return Result.none("nps", "rate", _NPS_FORMULA, _no_answers())
    promoters, detractors = int((valid >= 9).sum()), int((valid <= 6).sum())
    score = (promoters - detractors) / len(valid)
    half = Z_95 * math.sqrt(((promoters + detractors) / len(valid) - score**2) / len(valid))
    enough = len(valid) >= ENOUGH_ANSWERS
    return Result(
        "nps",
        "rate",
        score,
        formula=message(
            "({promoters} - {detractors}) / {answers} × 100 = {score}",
            promoters=promoters,
            detractors=detractors,
            answers=len(valid),
            score=Amount(100 * score, 1),
        ),
        sentence=plural(
            "Of {count} answer, {promoters} would recommend you (9 or 10) and {detractors} would not (0 to 6).",
            "Of {count} answers, {promoters} would recommend you (9 or 10) and {detractors} would not (0 to 6).",
            len(valid),
            promoters=promoters,
            detractors=detractors,
        ),
        low=max(-1.0, score - half) if enough else None,
        high=min(1.0, score + half) if enough else None,
        notes=(*_left_out(scores, valid), *(() if enough else (_too_few(len(valid)),))),
    )


def csat(scores: Amounts) -> Result:
    """The share of the satisfied, 4 or 5 on a scale from 1 to 5, with Wilson's interval: 30 of 40 are 75 %."""
    valid = _within(scores, 1, 5)
    if not len(valid):
        return Result.none("csat", "rate", _CSAT_FORMULA, _no_answers())
    satisfied = int((valid >= 4).sum())
    share, (low, high) = satisfied / len(valid), wilson(satisfied, len(valid))
    return Result(
        "csat",
        "rate",
        share,
        formula=message(
            "{satisfied} / {answers} = {share}", satisfied=satisfied, answers=len(valid), share=Rate(share)
        ),
        sentence=plural(
            "{satisfied} of {count} answer is satisfied (4 or 5): {share}. By chance alone it could be {low} to "
            "{high}.",
            "{satisfied} of {count} answers are satisfied (4 or 5): {share}. By chance alone it could be {low} to "
            "{high}.",
            len(valid),
            satisfied=satisfied,
            share=Rate(share),
            low=Rate(low),
            high=Rate(high),
        ),
        low=low,
        high=high,
        notes=_left_out(scores, valid),
    )


def _number(text: str) -> float:
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        return math.nan


def _within(scores: Amounts, least: int, most: int) -> Amounts:
    """The scores on the scale; only whole numbers are."""
    known = scores[~np.isnan(scores)]
    valid: Amounts = known[(known >= least) & (known <= most) & (known == np.round(known))]
    return valid


def _left_out(scores: Amounts, valid: Amounts) -> tuple[Message, ...]:
    count = int(np.count_nonzero(~np.isnan(scores))) - len(valid)
    if not count:
        return ()
    return (
        plural(
            "{count} score isn't on the scale and is left out.",
            "{count} scores aren't on the scale and are left out.",
            count,
        ),
    )


def _no_answers() -> Undefined:
    return Undefined("no-answers", message("There is no score on the scale."))


def _too_few(answers: int) -> Message:
    return plural(
        "With {count} answer chance can move the score a lot; from {enough} on its interval is shown.",
        "With {count} answers chance can move the score a lot; from {enough} on its interval is shown.",
        answers,
        enough=ENOUGH_ANSWERS,
    )
