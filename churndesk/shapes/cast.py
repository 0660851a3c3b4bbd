"""Who plays which role: the columns of a table cast for the roles of a shape, by their headings and their values."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from churndesk.shapes.dateparts import Unit
from churndesk.shapes.headings import concepts, qualifiers
from churndesk.shapes.mapping import Guess
from churndesk.shapes.monthheadings import month_headings
from churndesk.shapes.role import role as role_of
from churndesk.shapes.suitability import suits
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    from churndesk.shapes.mapping import Given
    from churndesk.shapes.portraits import Portrait
    from churndesk.shapes.shape import Shape, Taken
    from churndesk.words import Message

#: The concept of a heading that is one of several months: told by all headings together.
MONTH = "month"
#: Words that say "number" and not of what: "Learner no." may be a customer's, by its values.
_NUMBERS_OF_SOMETHING = frozenset({"id", "index"})
#: From this certainty on, a heading's words are all known.
_WHOLE = 0.9
#: From this share of words such as "yearly" on, a column says how often something is due.
_HOW_OFTEN = 0.6
#: A part isn't given below this certainty.
_LEAST = 0.3


@dataclass(frozen=True, slots=True)
class Part:
    """A column in a role, with how certain that is; `by_heading` where its heading says so."""

    role: str
    column: int
    certainty: float
    by_heading: bool = True


@dataclass(frozen=True, slots=True)
class Cast:
    """The parts of a table's columns in one shape, and the options that there were for each column, best first.

    `lists` is the number of tables of different days that it stands for, where there are several.
    """

    portraits: tuple[Portrait, ...]
    parts: tuple[Part, ...]
    options: tuple[tuple[Part, ...], ...]
    lists: int = 0

    def certainty(self, *roles: str) -> float:
        """The highest certainty of the parts in these roles; 0 where nobody plays one."""
        return max((part.certainty for part in self.parts if part.role in roles), default=0.0)

    def column(self, role: str) -> Portrait | None:
        """The (first) column in a role."""
        return next((self.portraits[part.column] for part in self.parts if part.role == role), None)

    def repeats(self, role: str) -> bool:
        """Whether the column in a role says the same thing in several rows."""
        column = self.column(role)
        return column is not None and not column.unique

    def heading(self, *wanted: str) -> bool:
        """Whether a column of dates has a heading that means one of the concepts, whatever role it plays."""
        return any(
            concepts(portrait.heading)[:1] and concepts(portrait.heading)[0][0] in wanted and portrait.day_dates
            for portrait in self.portraits
        )


def column_index(name: str, headings: tuple[str, ...]) -> int:
    """The index of a column that is named by its heading or by "#n", counted from 1.

    Raises:
        NotPossible: there is no such column.
    """
    if name in headings:
        return headings.index(name)
    if name.startswith("#") and name[1:].isdigit() and 1 <= int(name[1:]) <= len(headings):
        return int(name[1:]) - 1
    folded = [heading.strip().casefold() for heading in headings]
    if name.strip().casefold() in folded:
        return folded.index(name.strip().casefold())
    known = ", ".join(heading or f"#{index + 1}" for index, heading in enumerate(headings[:30]))
    raise NotPossible(message("There is no column “{name}”. The columns are: {known}.", name=name, known=known))


def column_name(index: int, headings: tuple[str, ...]) -> str:
    """What a column is called where a person or an option names it: its heading, or "#n" where that isn't enough."""
    heading = headings[index]
    return heading if heading.strip() and headings.count(heading) == 1 else f"#{index + 1}"


@lru_cache(maxsize=20_000)
def offers(portrait: Portrait) -> tuple[tuple[str, float, bool], ...]:
    """What a column may be: (concept, certainty, by its heading). By its values alone where no heading speaks."""
    spoken = tuple((concept, score, True) for concept, score in concepts(portrait.heading))
    if spoken and {concept for concept, _, _ in spoken} <= _NUMBERS_OF_SOMETHING and spoken[0][1] < _WHOLE:
        return (*spoken, ("customer", _like_an_id(portrait), False))
    return spoken or tuple((concept, score, False) for concept, score in _by_values(portrait))


def _by_values(portrait: Portrait) -> list[tuple[str, float]]:
    if not portrait.filled:
        return []
    if portrait.day_dates and portrait.date_format != "serial":
        return [
            ("date", 0.55),
            ("start", 0.5),
            ("period", 0.5),
            ("end", 0.35 if portrait.filled < portrait.rows else 0),
        ]
    if portrait.unit == Unit.MONTH_ONLY:
        return [("period", 0.6)]
    number = portrait.numbers >= 0.8 and not portrait.padded and portrait.distinct > 2
    if portrait.heading.strip() and portrait.whole and not portrait.signed:
        number = False  # a heading that says nothing of money, over whole numbers
    found = [("amount", 0.5 if not portrait.whole or portrait.signed else 0.36)] if number else []
    if number and portrait.whole and portrait.high <= 1000:
        found.append(("quantity", 0.32))
    if portrait.intervals >= _HOW_OFTEN and portrait.numbers < 0.5:
        return [*found, ("interval", 0.5)]
    return [*found, ("customer", _like_an_id(portrait))]


def _like_an_id(portrait: Portrait) -> float:
    """How much the values look like those of an id, without a heading that says so."""
    if portrait.running or portrait.signed or portrait.distinct <= min(20, portrait.rows // 5):
        return 0.1
    if portrait.numbers >= 0.8 and not portrait.whole:
        return 0.05
    return 0.5 if portrait.padded or portrait.numbers < 0.8 else 0.45


def cast(shape: Shape, portraits: tuple[Portrait, ...], given: Given) -> Cast:
    """The best cast of the columns in a shape's roles; what was given by hand is taken as it is.

    Raises:
        NotPossible: a role was given to a column that isn't there.
    """
    said = _given_parts(given, portraits, shape)
    months = month_headings(tuple(portrait.heading for portrait in portraits)).columns
    places = _by_concept(shape)
    options = [_options(shape, places, portrait, month=portrait.index in months) for portrait in portraits]
    taken_columns = {part.column for part in said}
    taken_roles = {part.role for part in said if not role_of(part.role).many}
    parts = [part for part in said if part.role]
    every = sorted((part for column in options for part in column), key=lambda part: -part.certainty)
    told_apart = _told_apart(every, portraits)
    for part in every:
        if part.column in taken_columns or part.role in taken_roles or part.certainty < _LEAST:
            continue
        if part.role == "customer" and not part.by_heading and portraits[part.column].distinct < told_apart:
            continue
        parts.append(part)
        taken_columns.add(part.column)
        if not role_of(part.role).many:
            taken_roles.add(part.role)
    return Cast(portraits, tuple(_names_as_customers(parts, options)), tuple(tuple(column) for column in options))


def _told_apart(every: list[Part], portraits: tuple[Portrait, ...]) -> int:
    """How many customers the names or ids by heading tell apart at most: a column that looks like ids must do as well.

    An id that never comes again may be a row's: then the column beside it that comes again is the customer's.
    """
    named = [portraits[part.column] for part in every if part.role == "customer" and part.by_heading]
    return max((one.distinct for one in named if not (one.unique and concepts(one.heading)[0][0] == "id")), default=0)


def _names_as_customers(parts: list[Part], options: list[list[Part]]) -> list[Part]:
    """Where nothing else tells customers apart, their names do."""
    named = next((part for part in parts if part.role == "name" and part.certainty < 1.0), None)
    if named is None or any(part.role == "customer" for part in parts):
        return parts
    instead = next((part for part in options[named.column] if part.role == "customer"), None)
    return [instead if part is named and instead else part for part in parts]


def _given_parts(given: Given, portraits: tuple[Portrait, ...], shape: Shape) -> list[Part]:
    headings = tuple(portrait.heading for portrait in portraits)
    return [
        Part(role, column_index(name, headings), 1.0)
        for role, name in given.roles
        if role in shape.roles or role == "segment"
    ]


def _by_concept(shape: Shape) -> dict[str, list[int]]:
    """For each concept the places of the roles that it may play, among those that the shape takes."""
    found: dict[str, list[int]] = {}
    for place, taken in enumerate(shape.takes):
        for concept, _ in taken.concepts:
            found.setdefault(concept, []).append(place)
    return found


def _options(shape: Shape, places: dict[str, list[int]], portrait: Portrait, *, month: bool) -> list[Part]:
    offered = ((MONTH, 0.97, True),) if month else offers(portrait)
    fitting = sorted({place for concept, _, _ in offered for place in places.get(concept, ())})
    found = [part for place in fitting for part in _parts(shape.takes[place], portrait, offered)]
    return sorted(found, key=lambda part: -part.certainty)


def _parts(taken: Taken, portrait: Portrait, offered: tuple[tuple[str, float, bool], ...]) -> list[Part]:
    weights = dict(taken.concepts)
    fitting = suits(taken.role, portrait) if taken.suits is None else taken.suits(portrait)
    scores = [(score * weights[concept] * fitting, by) for concept, score, by in offered if concept in weights]
    if not scores or not fitting:
        return []
    best, by_heading = max(scores)
    if taken.role == "amount":
        best *= _amount_weight(portrait.heading)
    return [Part(taken.role, portrait.index, best, by_heading)]


def _amount_weight(heading: str) -> float:
    """A month's amount is rather meant than a plain one, that than a year's, and that than a total so far."""
    said = qualifiers(heading)
    if "monthly" in said:
        return 1.0
    if "total" in said:
        return 0.8
    return 0.9 if "yearly" in said else 0.95


def guesses(entry: Cast, column: int, chosen: str | None) -> tuple[Guess, ...]:
    """The candidates for a column as a person reads them, the chosen one first ("" where it isn't used)."""
    parts = entry.options[column]
    held = next((part for part in entry.parts if part.column == column and part.role == chosen), None)
    first = _taken_without_part(chosen) if held is None else Guess(
        held.role, held.certainty, _reason(entry.portraits[column], held)
    )  # fmt: skip
    rest = [
        Guess(part.role, part.certainty, _reason(entry.portraits[column], part))
        for part in parts
        if part.role != chosen
    ]
    return (first, *rest) if chosen is None or not rest else (first, *rest, Guess("", 0.1, _reason(None, None)))


def _taken_without_part(chosen: str | None) -> Guess:
    """What a column was taken for that has no part in the cast: nothing, a group to compare, or what was said."""
    if chosen is None:
        return Guess("", 0.5, _reason(None, None))
    if chosen == "segment":
        return Guess(chosen, 0.85, message("It has few different values, by which customers can be compared."))
    return Guess(chosen, 1.0, message("It was said by hand."))


def _reason(portrait: Portrait | None, part: Part | None) -> Message:
    if portrait is None or part is None:
        return message("It isn't needed for the figures.")
    if part.by_heading:
        return message("The heading “{heading}” says so.", heading=portrait.heading)
    return message("The cells look like it.")
