"""The report as the JSON that the command and the API give; shapes are the product's contract."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from attribution.kpis.compute import Fig, Repurchase, Row, cents
from attribution.kpis.figs import FLOOR, NOT_ENOUGH
from attribution.kpis.selectors import KpiReport

# The code of the page that says how to bring what is not there yet.
HOW = "bring_conversations"


def report_dict(report: KpiReport) -> dict[str, Any]:
    """JSON-ready: money as decimal strings, shares as numbers, dates in ISO 8601."""
    return {
        "shop": report.shop,
        "currency": report.currency,
        "from": report.period.start.isoformat(),
        "to": report.period.end.isoformat(),
        "as_of": report.as_of.isoformat(),
        "by": report.by,
        "computed_at": report.computed_at.isoformat() if report.computed_at else None,
        "run": report.run,
        "data_until": report.data_until.isoformat() if report.data_until else None,
        "documents": _documents(report.total),
        "total": row_dict(report.total),
        "rows": [{"key": row.key, **row_dict(row)} for row in report.rows],
    }


def row_dict(row: Row) -> dict[str, Any]:
    """One ROW of the contract."""
    sums = row.sums
    return {
        "orders": {
            "placed": sums.placed,
            "confirmed": sums.confirmed,
            "shipped": sums.shipped,
            "delivered": sums.delivered,
            "cancelled": sums.cancelled,
            "refused": sums.refused,
            "returned": sums.returned,
        },
        "customers": row.customers,
        "revenue": {
            "ordered": money(sums.revenue_ordered),
            "confirmed": money(sums.revenue_confirmed),
            "delivered": money(sums.revenue_delivered),
            "refunds": money(sums.refunds),
            "net": money(sums.net),
            "received": money(sums.received),
            "received_net": money(sums.received_net),
        },
        "cost_per_conversation": {
            **fig_dict(row.cost_per_conversation),
            "spend": money(row.acquisition.spend),
            "conversations": row.acquisition.qualified,
            **_missing(row, "spend"),
        },
        "conversation_to_sale": {
            **fig_dict(row.conversation_to_sale),
            "not_yet_known": row.acquisition.not_yet_known,
            **_missing(row),
        },
        "average_basket": {**fig_dict(row.average_basket), "net": money(row.average_basket_net)},
        **{f"repurchase_{horizon}": _repurchase_dict(found) for horizon, found in row.repurchase.items()},
        "returns": {
            "cancelled": fig_dict(row.cancelled),
            "refused": fig_dict(row.refused),
            "returned": fig_dict(row.returned),
            "refunded_value": fig_dict(row.refunded_value),
        },
    }


def _missing(row: Row, *also: str) -> dict[str, Any]:
    """What a figure waits for; empty when all of it is there."""
    found = {"conversations": row.acquisition.qualified > 0, "spend": row.acquisition.spend > 0}
    missing = [name for name in ("conversations", *also) if not found[name]]
    return {"missing": missing, "how": HOW} if missing else {}


def fig_dict(fig: Fig) -> dict[str, Any]:
    """One FIG of the contract; the reason is there only when the value is not.

    Under the floor it is always the same word, whatever else is missing: programs compare it.
    """
    found = {"value": _number(fig.value), "low": _number(fig.low), "high": _number(fig.high), "n": fig.n}
    reason = NOT_ENOUGH if fig.n < FLOOR else fig.reason
    return found | ({"reason": reason} if fig.value is None else {})


def money(amount: Decimal | None) -> str | None:
    """A decimal string with two places."""
    return None if amount is None else str(cents(amount))


def _number(value: Decimal | float | None) -> str | float | None:
    return money(value) if isinstance(value, Decimal) else value


def _repurchase_dict(found: Repurchase) -> dict[str, Any]:
    return {
        "mature": fig_dict(found.mature),
        "estimate": fig_dict(found.estimate) | {"at_risk": found.at_risk},
        "waiting": found.waiting,
    }


def _documents(total: Row) -> dict[str, int]:
    sums = total.sums
    return {
        "orders": sums.placed,
        "adjustments": sums.adjustments,
        "credit_notes": sums.credit_notes,
        "other_currency": sums.other_currency,
    }
