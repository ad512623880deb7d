"""Which computation the pages show: asked every minute by every open page, so it reads one row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from attribution.nightly.models import NightlyRun
from shop_ai.lib.tenancy import shop_scope


@dataclass(frozen=True, slots=True)
class Computation:
    """The last finished night; ``tag`` changes with it and with nothing else."""

    run: int
    finished_at: datetime

    @property
    def tag(self) -> str:
        return f"{self.run}-{self.finished_at.timestamp():.3f}"


def last_computation(shop_id: int) -> Computation | None:
    """The finished night that began last; one query by index, None before the first."""
    with shop_scope(shop_id):
        runs = NightlyRun.objects.filter(finished_at__isnull=False).order_by("-started_at", "-pk")
        row = runs.values_list("pk", "finished_at").first()
    return Computation(*row) if row else None
