"""Replaying a stored fit: the same histories must lead to the same parameters."""

from __future__ import annotations

from typing import Any


def replays(candidates: list[list[float]], output: dict[str, Any]) -> bool | None:
    """Whether the fit, made again from a ledger row's histories, has its parameters; None where they are not held."""
    if not candidates:
        return None
    import numpy as np

    from attribution.customer_value.compute import People, fit
    from attribution.customer_value.services import parameters_of

    columns = np.array(candidates, dtype=np.float64).T
    fitted = fit(People(*(np.ascontiguousarray(column) for column in columns)))
    return bool(parameters_of(fitted) == output["parameters"] and fitted.method == output["method"])
