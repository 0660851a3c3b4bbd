"""An order log of any size, the same on every machine: what the benchmarks read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path


def write_orders(path: Path, rows: int = 1_000_000, customers: int = 100_000) -> Path:
    """Writes about 60 bytes a row: order id, customer, day, amount, city, channel, over three years."""
    draw = np.random.default_rng(20260101)
    customer = draw.integers(0, customers, rows)
    day = np.datetime64("2023-01-01") + np.sort(draw.integers(0, 1095, rows)).astype("timedelta64[D]")
    cents = draw.integers(500, 20_000, rows)
    cities = np.array(["Warszawa", "Gdańsk", "Kraków", "Wrocław", "Poznań"])[draw.integers(0, 5, rows)]
    channels = np.array(["web shop", "telephone", "counter"])[draw.integers(0, 3, rows)]
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write("order_id,customer_id,order_date,total,city,channel\n")
        for first in range(0, rows, 100_000):
            part = slice(first, first + 100_000)
            lines = zip(customer[part], day[part].astype(str), cents[part], cities[part], channels[part], strict=True)
            stream.writelines(
                f"ORD-{first + number:08d},CUST-{who:07d},{when},{cent // 100}.{cent % 100:02d},{city},{channel}\n"
                for number, (who, when, cent, city, channel) in enumerate(lines)
            )
    return path
