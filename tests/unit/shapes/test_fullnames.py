from __future__ import annotations

from datetime import date, timedelta

import pytest

from churndesk.shapes import Given, suggest, understand
from churndesk.shapes.fullnames import in_one, name_columns
from churndesk.words import Language
from tests.unit.shapes.tables import column, csv

FIRST, LAST = ("Ann", "Bob", "Eve"), ("Smith", "Jones", "Lee", "Kim", "Roe", "Poe", "Doe", "Fox", "Cox", "Day")


def people(*headings: str, ids: bool = False) -> str:
    """Thirty customers, each with a first and a last name that others have as well."""
    rows = [
        f"{f'K{n:03},' if ids else ''}{FIRST[n % 3]},{LAST[n // 3]},{date(2023, 1, 3) + timedelta(9 * n)},"
        for n in range(30)
    ]
    return "\n".join((",".join(headings), *rows))


@pytest.mark.parametrize(
    "headings",
    [
        ("First name", "Last name", "Joined", "Left"),
        ("Vorname", "Nachname", "Beginn", "Ende"),
        ("Imię", "Nazwisko", "Data rozpoczęcia", "Data zakończenia"),
        ("名", "姓", "入会日", "退会日"),
        ("Prénom", "Nom de famille", "Début", "Fin"),
    ],
)
def test_first_and_last_name_together_are_a_customer(headings: tuple[str, ...]) -> None:
    raw = csv(people(*headings))
    found = suggest(raw)
    assert found.mapping.shape == "customers"
    assert {found.mapping.columns[0].role, found.mapping.columns[1].role} == {"customer", "name"}
    dataset = understand([raw], found.mapping)
    assert len(dataset.customers) == 30
    assert list(dataset.customers.ids[:2]) == ["Ann Smith", "Bob Smith"]
    told = [Language("en").say(problem.text) for problem in dataset.sources[0].problems]
    (sentence,) = told
    assert sentence.startswith(f"Customers are told apart by “{headings[0]}” and “{headings[1]}” together:")


def test_an_id_goes_before_names() -> None:
    found = suggest(csv(people("Customer", "First name", "Last name", "Joined", "Left", ids=True)))
    assert found.mapping.columns[0].role == "customer"
    assert not any(use.format == "names" for use in found.mapping.columns)


def test_a_last_name_that_was_chosen_by_hand_is_taken_alone() -> None:
    raw = csv(people("First name", "Last name", "Joined", "Left"))
    found = suggest(raw, Given(roles=(("customer", "Last name"),)))
    assert len(understand([raw], found.mapping).customers) == 10


def test_a_remembered_mapping_leads_to_the_same_customers() -> None:
    raw = csv(people("First name", "Last name", "Joined", "Left"))
    found = suggest(raw).mapping
    roles = tuple((use.role, use.heading) for use in found.columns if use.role)
    formats = tuple((use.heading, use.format) for use in found.columns if use.format)
    assert suggest(raw, Given(found.shape, roles, formats)).mapping == found


def test_a_name_of_one_part_is_that_part() -> None:
    whole = in_one([column("First name", ["Ann", "", "", "Ann"]), column("Last name", ["", "Lee", "", "Lee"])])
    assert [None if code < 0 else whole.values[code] for code in whole.codes] == ["Ann", "Lee", None, "Ann Lee"]


def test_two_first_names_are_no_pair() -> None:
    assert name_columns(("First name", "Last name", "Given name")) == ()
    assert name_columns(("Last name", "City", "First name")) == (0, 2)


@pytest.mark.parametrize("heading", ["Learner no.", "Kennel ID", "Pupil", "Ref A"])
@pytest.mark.parametrize("form", ["L{:04}", "{}"])
def test_a_customer_whose_heading_is_not_known_is_found_by_its_values(heading: str, form: str) -> None:
    ids = [form.format(10_000 + 7 * n) for n in range(30)]
    rows = (f"{name},{date(2023, 1, 3) + timedelta(9 * n)},,40" for n, name in enumerate(ids))
    raw = csv("\n".join((f"{heading},Begin,Finish,Fee", *rows)))
    found = suggest(raw)
    assert (found.mapping.shape, found.mapping.columns[0].role, found.doubts) == ("customers", "customer", ())
    assert list(understand([raw], found.mapping).customers.ids) == ids
