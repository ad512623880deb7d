"""Sixty real series of the retail file, by week: delivered invoices of a product, and what they brought.

Chosen by a fixed draw: twenty slow, twenty middling and twenty quick products. UCI Online Retail (id 352; Chen, Sain & Guo
2012), CC BY 4.0.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from attribution.forecast.model import Days, Forecast, Weeks, calendar_of, forecast
from benchmarks.retail import FILE

START = date(2010, 12, 6)
BANDS = ((0.3, 1.5), (3, 8), (12, 60))
EACH = 20


@cache
def _lines() -> Any:
    lines = pd.read_csv(
        FILE,
        usecols=["InvoiceNo", "StockCode", "Quantity", "InvoiceDate", "UnitPrice"],
        dtype={"InvoiceNo": str, "StockCode": str},
    )
    lines = lines[
        ~lines["InvoiceNo"].str.startswith("C") & (lines["Quantity"] > 0) & (lines["UnitPrice"] > 0)
    ]
    lines = lines[lines["StockCode"].str[:5].str.isdigit()]  # the other codes are fees and postage
    lines["amount"] = lines["Quantity"] * lines["UnitPrice"]
    lines["day"] = (pd.to_datetime(lines["InvoiceDate"]).dt.normalize() - pd.Timestamp(START)).dt.days
    weeks = int(lines["day"].max() + 1) // 7
    return lines[(lines["day"] >= 0) & (lines["day"] < 7 * weeks)]


def shop_days() -> Days:
    """Invoices of the whole shop by day."""
    lines = _lines()
    invoices = lines.groupby("InvoiceNo")["day"].min()
    whole = np.bincount(invoices, minlength=int(lines["day"].max()) // 7 * 7 + 7).astype(np.float64)
    return Days(START, whole, ())


def sixty_products() -> Weeks:
    """Twenty of each band by mean weekly invoices."""
    lines, weeks = _lines(), shop_days().weeks
    sold = (
        lines.groupby(["StockCode", "InvoiceNo"])
        .agg(amount=("amount", "sum"), day=("day", "min"))
        .reset_index()
    )
    sold["week"], sold["square"] = sold["day"] // 7, sold["amount"] ** 2
    by = sold.groupby(["StockCode", "week"])
    tables = [part.unstack(fill_value=0).reindex(columns=range(weeks), fill_value=0) for part in (by.size(), by["amount"].sum(), by["square"].sum())]  # fmt: skip
    mean, drawn, chosen = tables[0].mean(axis=1), np.random.default_rng(7), []
    for low, high in BANDS:
        codes = sorted(mean.index[(mean >= low) & (mean < high)])
        chosen += list(drawn.choice(codes, EACH, replace=False))
    counts, amounts, squares = (table.loc[chosen].to_numpy(np.float64) for table in tables)
    return Weeks(counts, amounts, squares, (counts > 0).argmax(axis=1))


def forecast_sixty() -> tuple[Forecast, Forecast]:
    """Orders and revenue of the sixty, each with its back-test."""
    return forecast(sixty_products(), calendar_of(shop_days()), is_pooled=True)
