"""What a table means: its shape, the role of each column, and the Dataset that follows from them.

`suggest` proposes a `Mapping` with what must be asked; `understand` reads tables under a mapping.
"""

from churndesk.shapes.listing import SHAPES
from churndesk.shapes.mapping import ColumnUse, Given, Guess, Mapping, Suggestion
from churndesk.shapes.role import ROLES
from churndesk.shapes.suggestion import suggest
from churndesk.shapes.understanding import understand

__all__ = ["ROLES", "SHAPES", "ColumnUse", "Given", "Guess", "Mapping", "Suggestion", "suggest", "understand"]
