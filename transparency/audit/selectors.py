"""Reading audits."""

from __future__ import annotations

from uuid import UUID

from shop_ai.lib.tenancy import shop_scope
from transparency.audit.models import AuditAnswer, AuditResult, AuditRun, Verdict

_ORDER = {Verdict.DIFFERENT: 0, Verdict.NOT_SHOWN: 1, Verdict.THIN: 2}
MOST_RUNS = 36


def audits(shop_id: int) -> list[AuditRun]:
    """The shop's audits, the newest first, three years at most."""
    with shop_scope(shop_id):
        return list(AuditRun.objects.order_by("-as_of")[:MOST_RUNS])


def results_of(shop_id: int, run_id: int) -> list[AuditResult]:
    """Comparisons of an audit: differences first, then what was not shown, then what lacks data."""
    with shop_scope(shop_id):
        rows = list(AuditResult.objects.filter(run_id=run_id).order_by("pk"))
    return sorted(rows, key=lambda row: (_ORDER[Verdict(row.verdict)], row.q if row.q is not None else 2.0))


def result_of(shop_id: int, uid: UUID) -> AuditResult | None:
    with shop_scope(shop_id):
        found: AuditResult | None = AuditResult.objects.select_related("run").filter(uid=uid).first()
        return found


def answers_of(shop_id: int, run_id: int) -> dict[int, list[AuditAnswer]]:
    """What was said about each comparison of an audit, by its id, oldest first."""
    with shop_scope(shop_id):
        rows = AuditAnswer.objects.filter(result__run_id=run_id).order_by("pk")
        found: dict[int, list[AuditAnswer]] = {}
        for row in rows:
            found.setdefault(row.result_id, []).append(row)
        return found
