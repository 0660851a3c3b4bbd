"""The bill of materials: what a packaged program is made of, for those who look for known faults (CycloneDX, JSON)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from parts import canonical

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parts import Part


def bill(parts: Sequence[Part]) -> str:
    """The bill of these parts, the first of which is the program itself."""
    program, *others = parts
    known = {canonical(part.name): part for part in others}
    needs = [part.name for part in others]
    return json.dumps(
        {
            "bomFormat": "CycloneDX",
            "specVersion": "1.5",
            "version": 1,
            "metadata": {"component": {**_component(program), "type": "application"}},
            "components": [_component(part) for part in others],
            "dependencies": [
                {"ref": _reference(program), "dependsOn": [_reference(known[canonical(name)]) for name in needs]},
                *(
                    {"ref": _reference(part), "dependsOn": [_reference(known[name]) for name in part.needs]}
                    for part in others
                ),
            ],
        },
        indent=1,
        ensure_ascii=False,
    )


def _component(part: Part) -> dict[str, Any]:
    told: dict[str, Any] = {
        "type": "library",
        "bom-ref": _reference(part),
        "name": part.name,
        "version": part.version,
        # A licence's short name is an identifier only where it is one word; else it is just a name.
        "licenses": [{"expression": part.licence}]
        if " " not in part.licence
        else [{"license": {"name": part.licence}}],
    }
    if part.registry:
        told["purl"] = _reference(part)
    return told


def _reference(part: Part) -> str:
    kind = "pypi/" if part.registry else "generic/"
    return f"pkg:{kind}{canonical(part.name)}@{part.version}"
