"""What a page of credit was asked to show: the period, the window, and the rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from attribution.credit.models import CreditRun
from attribution.credit.rules import DEFAULT_PERIOD, DEFAULT_RULE, DEFAULT_WINDOW, PERIODS, RULES, WINDOWS


@dataclass(frozen=True, slots=True)
class Asked:
    """A checked request; what was not asked for is as the shop leads with."""

    days: int
    window: int
    rule: str

    def query(self, **more: str | int) -> str:
        """The same request with changes, as a query string."""
        return urlencode({"days": self.days, "window": self.window, "rule": self.rule} | more)

    def first_day(self, as_of: date) -> date:
        return as_of - timedelta(days=self.days - 1)


def asked(given: Mapping[str, str], run: CreditRun | None) -> Asked:
    window = _number(given, "window", WINDOWS, run.window if run else DEFAULT_WINDOW)
    rule = given.get("rule", "")
    return Asked(
        days=_number(given, "days", PERIODS, DEFAULT_PERIOD),
        window=window,
        rule=rule if rule in RULES else (run.rule if run else DEFAULT_RULE),
    )


def _number(given: Mapping[str, str], name: str, options: tuple[int, ...], default: int) -> int:
    text = given.get(name, "")
    return int(text) if text in {str(option) for option in options} else default
