"""What is said of each page when somebody asks: what it says, where that comes from, what can be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from churndesk.gui.calculators.groups import group
from churndesk.gui.overview.figures import FIRST
from churndesk.words import message

if TYPE_CHECKING:
    from churndesk.words import Message


@dataclass(frozen=True, slots=True)
class Topic:
    """The help of the page `key`. `metrics` are the figures on it; what is said of those are their own declarations."""

    key: str
    says: Message
    origin: Message
    hints: tuple[Message, ...]
    metrics: tuple[str, ...] = ()


_FROM_FILE: Final = message(
    "From your file: each row became a customer's stay or payment, and your rules say who counts as gone. The page "
    "Data shows the file, the columns and the rules."
)
_TYPED: Final = message(
    "Type other numbers to see what would be. Numbers that you typed are marked, and can be taken back."
)
_PROOF: Final = message("“Show proof” lists the customers who were counted, and the rows of your file they stand in.")
_PICK: Final = message("Above the page, choose month, quarter or year, the period, and a group of customers.")

TOPICS: Final[tuple[Topic, ...]] = (
    Topic(
        "start",
        message("The ways to begin: your own spreadsheet, a project you saved, a sample, or numbers that you type."),
        message("Nothing is shown here that isn't on this computer. The samples are invented businesses."),
        (
            message("Drop a spreadsheet anywhere on the window to open it."),
            message("Save your work as a project: it keeps the data, your rules, your notes and your checklists."),
        ),
    ),
    Topic(
        "data",
        message("Which file the figures come from, what became of its rows, and the rules that make them figures."),
        message("The rows are kept as they stood in your file when you opened it. The file itself is never changed."),
        (
            message("“When is somebody gone?” holds your rules. Change one, and every figure follows at once."),
            message(
                "Rows with a problem are counted here, each with its place in the file. None is dropped in silence."
            ),
            message("Next month, open the new file: one with the same headings is read as this one was."),
        ),
    ),
    Topic(
        "overview",
        message(
            "One period at a glance: four figures, growth against churn, what moved the revenue, and what to do next."
        ),
        _FROM_FILE,
        (_PICK, message("Press a figure to open the page that explains it."), _PROOF),
        tuple(key for key, _page in FIRST),
    ),
    Topic(
        "churn",
        message("How many of your customers leave, and whether more join than go."),
        _FROM_FILE,
        (
            message("The range below a figure says what chance alone could make of so few customers."),
            message("“The same data under other rules” shows what other ways of counting would say."),
            _TYPED,
            _PROOF,
        ),
        group("churn").metrics,
    ),
    Topic(
        "retention",
        message("How many of the customers whom you had at the start are still yours at the end."),
        _FROM_FILE,
        (
            message("Customers who joined in between don't count here: they can't make up for those who left."),
            _TYPED,
            _PROOF,
        ),
        group("retention").metrics,
    ),
    Topic(
        "revenue",
        message("What leaving, smaller and larger contracts do to your revenue, and what a customer is worth."),
        message(
            "From the amounts in your file, as revenue a month. Where it has none, type the numbers, and the page "
            "works too."
        ),
        (message("Each figure has a button at the top of the page."), _TYPED, _PROOF),
        group("revenue").metrics,
    ),
    Topic(
        "cost",
        message("What it costs when customers leave, what lower churn would bring, and whether an offer is worth it."),
        message("From your file, and from what only you know: what it costs to win a customer, and your margin."),
        (
            message("“What if …” shows what fewer losses, other prices or other plans would be worth to you."),
            message("“Is an offer worth it?” says how many customers a discount must keep to pay for itself."),
            _TYPED,
        ),
        group("cost").metrics,
    ),
    Topic(
        "customers",
        message(
            "The people behind the figures: who left, who came, how long they stay, why they go, who matters most."
        ),
        _FROM_FILE,
        (
            _PICK,
            message("Open a customer to see every stay and payment, and the rows of your file behind them."),
            message("A tab is missing where your table says nothing about it: reasons need a column of reasons."),
        ),
    ),
    Topic(
        "actions",
        message(
            "Twelve ways to lose fewer customers, each as a checklist. What your own figures speak for stands first."
        ),
        message("Why one is suggested comes from your figures. What others claim of it stands apart, with its source."),
        (
            message("Open a strategy, begin it, and tick off its steps. Notes and dates are kept in your project."),
            message("Months later, the page Churn tells whether the change is more than chance."),
        ),
    ),
    Topic(
        "report",
        message("What you hand on: a workbook with every figure and its formula, or a few pages as PDF."),
        message("Every figure in it is the one you see in this window, in the language you choose."),
        (
            message("Leave out sheets that the reader doesn't need."),
            message("To share it, have codes in place of names. The key stays with you."),
        ),
    ),
)


def topic(key: str) -> Topic:
    """The help of the page of that key."""
    return next(one for one in TOPICS if one.key == key)
