from __future__ import annotations

import importlib
import pkgutil

from churndesk import shapes
from churndesk.shapes import ROLES, SHAPES
from churndesk.shapes.cast import MONTH
from churndesk.shapes.mapping import ROLE_NAMES, SHAPE_NAMES
from churndesk.shapes.shape import Shape
from churndesk.shapes.wording import vocabulary


def test_every_shape_of_the_folder_is_listed() -> None:
    modules = (
        importlib.import_module(f"churndesk.shapes.{entry.name}") for entry in pkgutil.iter_modules(shapes.__path__)
    )
    found = {module.SHAPE.key for module in modules if isinstance(getattr(module, "SHAPE", None), Shape)}
    assert found == {shape.key for shape in SHAPES}
    assert tuple(shape.key for shape in SHAPES) == SHAPE_NAMES


def test_every_role_is_declared_and_taken_by_a_shape() -> None:
    assert tuple(role.key for role in ROLES) == ROLE_NAMES
    assert {role for shape in SHAPES for role in shape.roles} == set(ROLE_NAMES)
    assert all(role in shape.roles for shape in SHAPES for group in shape.needs for role in group)


def test_every_concept_that_a_shape_takes_has_headings() -> None:
    known = set(vocabulary("headings")) | {MONTH}
    assert {concept for shape in SHAPES for taken in shape.takes for concept, _ in taken.concepts} <= known
