"""The normal distribution's part in 95 % intervals."""

from __future__ import annotations

#: The quantile that leaves 2.5 % above it: a 95 % interval reaches so many standard errors to each side.
Z_95 = 1.959963984540054
