"""The figures of the retail file, computed with pandas from the file alone; shares no code with the product."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, sqrt
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import stats

FILE = Path(__file__).parents[2] / "catalog" / "demo" / "data" / "online_retail_to_2011-08-31.csv.gz"
SERVICES = {"POST", "DOT", "M", "BANK CHARGES", "AMAZONFEE", "CRUK", "D", "S", "C2", "B", "PADS"}
Z = float(stats.norm.ppf(0.975))


def read_lines() -> pd.DataFrame:
    """One row a line; ``cents`` is a whole number, rounded half away from zero from exact mills."""
    lines = pd.read_csv(FILE, dtype={"InvoiceNo": str, "StockCode": str, "UnitPrice": str, "CustomerID": str})
    mills = lines["UnitPrice"].map(lambda price: round(float(price) * 1000))
    exact = lines["Quantity"] * mills
    lines["cents"] = np.sign(exact) * ((exact.abs() + 5) // 10)
    lines["at"] = pd.to_datetime(lines["InvoiceDate"])
    lines["day"] = lines["at"].dt.normalize()
    lines["is_credit"] = lines["InvoiceNo"].str.startswith("C") | (lines["cents"] < 0)
    lines["is_service"] = lines["StockCode"].str.upper().isin(SERVICES)
    return lines


def documents(lines: pd.DataFrame) -> dict[str, int]:
    """How many documents of each kind; they add up to the invoices of the file."""
    by = lines.groupby("InvoiceNo")
    positive, negative = by["cents"].max() > 0, by["cents"].min() < 0
    cancelled = by["is_credit"].any() & positive.index.str.startswith("C")
    return {
        "invoices": int(by.ngroups),
        "cancellations": int(cancelled.sum()),
        "orders": int((positive & ~cancelled).sum()),
        "adjustments": int((~positive & ~negative & ~cancelled).sum()),
        "negative": int((~positive & negative & ~cancelled).sum()),
    }


def net_by_month(lines: pd.DataFrame) -> dict[str, int]:
    """Cents by month, every line in."""
    return {
        str(m): int(c) for m, c in lines.groupby(lines["day"].dt.strftime("%Y-%m"))["cents"].sum().items()
    }


def orders(lines: pd.DataFrame) -> pd.DataFrame:
    """One row an order: its first moment and day, customer, revenue and product revenue in cents."""
    sold = lines[~lines["is_credit"]]
    sold = sold[sold.groupby("InvoiceNo")["cents"].transform("max") > 0]
    product = sold["cents"].where(~sold["is_service"], 0)
    found = (
        sold.assign(product=product)
        .groupby("InvoiceNo")
        .agg(
            at=("at", "min"),
            customer=("CustomerID", "first"),
            cents=("cents", "sum"),
            product=("product", "sum"),
        )
    )
    found["day"] = found["at"].dt.normalize()
    return found


def refunds(lines: pd.DataFrame) -> pd.DataFrame:
    """One row a document of refunds: day, customer, cents and product cents, both positive."""
    back = lines[lines["is_credit"]]
    product = back["cents"].where(~back["is_service"], 0)
    found = (
        back.assign(product=product)
        .groupby("InvoiceNo")
        .agg(
            at=("at", "min"),
            customer=("CustomerID", "first"),
            cents=("cents", "sum"),
            product=("product", "sum"),
        )
    )
    return found.assign(day=found["at"].dt.normalize(), cents=-found["cents"], product=-found["product"])


@dataclass(frozen=True)
class Basket:
    value: float
    low: float
    high: float
    net: float
    n: int


def basket(lines: pd.DataFrame) -> Basket:
    values = orders(lines)["product"] / 100
    low, high = stats.t.interval(0.95, len(values) - 1, loc=values.mean(), scale=stats.sem(values))
    net = (values.sum() - refunds(lines)["product"].sum() / 100) / len(values)
    return Basket(float(values.mean()), float(low), float(high), float(net), len(values))


@dataclass(frozen=True)
class Repurchase:
    mature: float
    mature_n: int
    waiting: int
    estimate: float
    low: float
    high: float
    n: int


def repurchase(lines: pd.DataFrame, as_of: str, horizon: int, first: str = "2010-12-01") -> Repurchase:
    """Among those whose first order lies between ``first`` and ``as_of``, with what was known on ``as_of``."""
    until = pd.Timestamp(as_of)
    known = orders(lines).dropna(subset=["customer"])
    days = known[known["day"] <= until].groupby("customer")["day"].apply(lambda d: sorted(set(d)))
    days = days[days.map(lambda d: d[0] >= pd.Timestamp(first))]
    gap = days.map(lambda d: (d[1] - d[0]).days if len(d) > 1 else np.inf).to_numpy()
    followed = days.map(lambda d: (until - d[0]).days).to_numpy()
    old = followed >= horizon
    value, low, high = _kaplan_meier(gap, followed, horizon)
    return Repurchase(
        float((gap[old] <= horizon).mean()), int(old.sum()), int((~old).sum()), value, low, high, len(gap)
    )


def _kaplan_meier(gap: np.ndarray, followed: np.ndarray, horizon: int) -> tuple[float, float, float]:
    end = np.minimum(np.minimum(gap, followed), horizon)
    has_event = gap <= np.minimum(followed, horizon)
    survival, variance = 1.0, 0.0
    for day in range(horizon + 1):
        at_risk, happened = int((end >= day).sum()), int((has_event & (end == day)).sum())
        if happened:
            survival *= (at_risk - happened) / at_risk
            variance += happened / at_risk / (at_risk - happened)
    spread = exp(Z * sqrt(variance) / -log(survival))
    return 1 - survival, 1 - survival ** (1 / spread), 1 - survival**spread
