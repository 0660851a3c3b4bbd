"""A project with something of everything in it, of any size, the same on every machine."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from churndesk.ledger.dataset import Category, Customers, Dataset, PaymentRows, SourceFile
from churndesk.ledger.policy import Policy
from churndesk.project.closed import ClosedPeriod, FrozenCustomer, pack
from churndesk.project.project import Action, Project, Source, StepNote, View
from churndesk.project.state import state_of
from churndesk.shapes.mapping import ColumnUse, Mapping
from churndesk.words import Problem, message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from churndesk.project.blobs import Blobs


def payments(rows: int, seed: int = 1) -> Dataset:
    """A log of payments with names in several scripts, two categories and a problem."""
    draw = np.random.default_rng(seed)
    count = max(rows // 10, 1)
    customer = draw.integers(0, count, rows).astype(np.int32)
    ids = np.array([f"C-{number:06d}" for number in range(count)], dtype=object)
    names = np.array([("Łucja", "会員", "Ann", None)[number % 4] for number in range(count)], dtype=object)
    cities = Category("City", ("Gdańsk", "Kraków", "Łódź"), draw.integers(-1, 3, rows).astype(np.int32))
    channels = Category("Channel", ("counter", "web"), draw.integers(0, 2, rows).astype(np.int32))
    problem = Problem("amount", message("Row {row} has no amount.", row=7), "log.csv", row=7, cell="soon")
    file = SourceFile("log.csv", rows_read=rows + 1, rows_used=rows, set_aside=(("banner", 1),), problems=(problem,))
    return Dataset(
        shape="payments",
        customers=Customers(ids, names),
        rows=PaymentRows(
            customer=customer,
            day=np.datetime64("2023-01-01") + np.sort(draw.integers(0, 900, rows)).astype("timedelta64[D]"),
            amount=draw.integers(500, 20_000, rows) / 100,
            kind=(draw.random(rows) < 0.02).astype(np.int8),
            source=np.zeros(rows, dtype=np.int32),
            row=np.arange(2, rows + 2, dtype=np.int32),
            categories=(cities, channels),
        ),
        sources=(file,),
        currency="PLN",
        latest=date(2025, 6, 19),
        presence=True,
    )


def project(blobs: Blobs, rows: int = 2000, seed: int = 1) -> Project:
    """The whole document: two sources, rules, typed numbers, notes longer than a page of the file."""
    mapping = Mapping("payments", (ColumnUse("id", "customer"), ColumnUse("day", "date", "dmy")))
    draw = np.random.default_rng(seed)
    texts = [draw.integers(32, 127, size, dtype=np.uint8).tobytes() for size in (3_000, 30_000)]
    notes = tuple(
        (f"step-{number}", StepNote(number % 2 == 0, "Zoë", date(2025, 7, 1), "– ż 会 " * 60)) for number in range(6)
    )
    return Project(
        name="Piekarnia Łąka",
        sources=tuple(Source(f"log{number}.csv", blobs.keep(text), mapping) for number, text in enumerate(texts)),
        dataset=payments(rows, seed),
        policy=Policy(inactivity_days=90, grace_days=3),
        as_of=date(2025, 6, 30),
        currency="PLN",
        view=View("quarter", date(2025, 1, 1), ("City", "Łódź")),
        typed=((("churn_rate", "lost"), 3.0), (("cost", "cac"), 12.5)),
        actions=(Action("reasons", "doing", "Ann", date(2025, 8, 1), "call them", 120.0, date(2025, 6, 1), notes),),
        closed=(
            ClosedPeriod(
                date(2025, 4, 1),
                date(2025, 6, 30),
                "quarter",
                date(2025, 7, 4),
                (("opening", 2.0), ("lost", 1.0), ("churn_rate", 0.5)),
                Policy(inactivity_days=90),
                pack((FrozenCustomer("C-000000", "kept", 12.0, 12.0), FrozenCustomer("C-000001", "lost", 9.5, 0.0))),
            ),
        ),
    )


def fingerprint(document: Project, blobs: Blobs) -> str:
    """Equal exactly for documents of which nothing differs: state, rows and the bytes of the sources."""
    state = state_of(document)
    digest = hashlib.sha256(state.json.encode())
    digest.update((state.dataset.digest if state.dataset is not None else "").encode())
    digest.update(repr(sources(document, blobs)).encode())
    return digest.hexdigest()


def sources(document: Project, blobs: Blobs) -> Sequence[bool]:
    """Of each source, whether its bytes are there and whole."""
    return [blobs.content(source.digest) is not None for source in document.sources]
