"""How far chance alone can move a share: Wilson's interval."""

from __future__ import annotations

import math

#: The normal quantile that leaves 2.5 % above it.
_Z = 1.959963984540054


def wilson(hits: float, of: float) -> tuple[float, float]:
    """The 95 % interval of the share `hits` / `of` as two fractions.

    2 of 110 is 0.018, between 0.005 and 0.064. Source: E. B. Wilson, "Probable inference, the law of succession, and
    statistical inference", Journal of the American Statistical Association 22 (1927).

    Raises:
        ValueError: `of` isn't above 0, or `hits` isn't between 0 and `of`.
    """
    if not 0 <= hits <= of or of == 0:
        raise ValueError("a share needs 0 <= hits <= of and of > 0")
    share, weight = hits / of, _Z * _Z / of
    centre = (share + weight / 2) / (1 + weight)
    half = _Z * math.sqrt(share * (1 - share) / of + weight / (4 * of)) / (1 + weight)
    low = 0.0 if hits == 0 else centre - half
    return max(0.0, low), 1.0 if hits == of else min(1.0, centre + half)
