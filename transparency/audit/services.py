"""Making an audit, answering its differences, and signing it off."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from shop_ai.lib.refusals import FieldError, Invalid
from shop_ai.lib.seeds import seed_of
from shop_ai.lib.tenancy import shop_scope
from transparency.audit.automations import FAIRNESS_AUDIT
from transparency.audit.models import AnswerKind, AuditAnswer, AuditResult, AuditRun, Verdict
from transparency.audit.reading import GROUPINGS, WINDOW_DAYS, Rows, read
from transparency.ledger.services import Chance, record_decision
from transparency.ledger.switches import is_on

# Two groups of thirty: under that no comparison can be made.
FEWEST_CUSTOMERS: Final = 60
SHORTEST_ANSWER: Final = 10


def audit_month(shop_id: int, as_of: date) -> dict[str, int]:
    """The month's audit, unless it was made, the shop has too few customers, or the automation is off."""
    with shop_scope(shop_id):
        if (
            not is_on(FAIRNESS_AUDIT.code)
            or AuditRun.objects.filter(as_of__gte=as_of.replace(day=1)).exists()
        ):
            return {"tests": 0, "different": 0}
        run = make_audit(shop_id, as_of)
    return {"tests": run.tests, "different": run.different} if run else {"tests": 0, "different": 0}


def make_audit(shop_id: int, as_of: date, *, by: str = "") -> AuditRun | None:
    """Compare now and keep what was found; an audit of the same day is replaced unless somebody signed it.

    None with fewer than ``FEWEST_CUSTOMERS`` customers, or when the day's audit was signed.
    """
    from transparency.audit.compute import PERMUTATIONS, VERSION, compare, sampled

    start = as_of - timedelta(days=WINDOW_DAYS - 1)
    with shop_scope(shop_id):
        kept = AuditRun.objects.filter(as_of=as_of).first()
        rows = read(shop_id, start, as_of)
        if rows.customers < FEWEST_CUSTOMERS or (kept is not None and kept.signed_at is not None):
            return None
        seed = seed_of(shop_id, "audit", as_of, VERSION)
        questions = [sampled(one, _rng(seed, number)) for number, one in enumerate(_questions(rows))]
        answers = compare(questions, seed)
        different = sum(one.is_different for one in answers)
        decision = record_decision(
            automation=FAIRNESS_AUDIT.code,
            subject="audit",
            version=VERSION,
            inputs={"as_of": as_of.isoformat(), "days": WINDOW_DAYS, "customers": rows.customers},
            candidates=[_question_json(one) for one in questions],
            output={"seed": str(seed), "answers": [one.as_json() for one in answers]},
            reason_code="groups_compared",
            actor=by,
            chance=Chance(seed=str(seed), draws=PERMUTATIONS * len(questions)),
        )
        if kept is not None:
            _forget(kept)
        run: AuditRun = AuditRun.objects.create(
            shop_id=shop_id,
            as_of=as_of,
            days=WINDOW_DAYS,
            version=VERSION,
            customers=rows.customers,
            tests=sum(one.p is not None for one in answers),
            different=different,
            computed_at=timezone.now(),
            decision_uid=decision.uid,
        )
        AuditResult.objects.bulk_create(
            _result(run, question, answer) for question, answer in zip(questions, answers, strict=True)
        )
        return run


def _rng(seed: int, number: int) -> Any:
    import numpy as np

    return np.random.Generator(np.random.PCG64([seed, number]))


def _questions(rows: Rows) -> Iterator[Any]:
    """Each measure over each grouping; then the products. Values are kept to six decimals."""
    from transparency.audit.compute import Question

    for measure, values in rows.values.items():
        for grouping in GROUPINGS:
            labels = rows.labels[grouping]
            pairs = [(round(value, 6), labels[ref]) for ref, value in values if ref in labels]
            yield Question(
                measure, grouping, tuple(v for v, _l in pairs), tuple(label for _v, label in pairs)
            )
    pairs = [
        (round(value, 6), rows.product_labels[ref])
        for ref, value in rows.product_values
        if ref in rows.product_labels
    ]
    yield Question("shown", "product_price", tuple(v for v, _l in pairs), tuple(label for _v, label in pairs))


def _question_json(question: Any) -> dict[str, Any]:
    keys = sorted(set(question.labels))
    places = {key: place for place, key in enumerate(keys)}
    return {
        "measure": question.measure,
        "grouping": question.grouping,
        "keys": keys,
        "values": list(question.values),
        "labels": [places[label] for label in question.labels],
    }


def _result(run: AuditRun, question: Any, answer: Any) -> AuditResult:
    verdict = Verdict.DIFFERENT if answer.is_different else Verdict.NOT_SHOWN
    return AuditResult(
        shop_id=run.shop_id,
        run=run,
        measure=question.measure,
        grouping=question.grouping,
        verdict=Verdict.THIN if answer.p is None else verdict,
        n=answer.n,
        mean=answer.mean,
        p=answer.p,
        q=answer.q,
        excludes=answer.excludes,
        groups=answer.as_json()["groups"],
    )


def _forget(run: AuditRun) -> None:
    AuditAnswer.objects.filter(result__run=run).delete()
    AuditResult.objects.filter(run=run).delete()
    run.delete()


class NoResult(LookupError):
    """The shop has no such audit or comparison."""


def answer_result(shop_id: int, uid: uuid.UUID, *, kind: str, text: str, by: str) -> AuditAnswer:
    """Say what a difference comes from, or what was done about it. Raises NoResult, or Invalid without a sentence."""
    if kind not in AnswerKind.values or len(text.strip()) < SHORTEST_ANSWER:
        raise Invalid(FieldError("#/text", "too_short", _("Say it in a sentence; it stays with the audit.")))
    with shop_scope(shop_id):
        result = AuditResult.objects.filter(uid=uid).first()
        if result is None:
            raise NoResult(str(uid))
        made: AuditAnswer = AuditAnswer.objects.create(
            shop_id=shop_id, result=result, kind=kind, text=text.strip()[:1000], by=by
        )
        _note("audit_answered", {"result": str(uid), "kind": kind, "text": made.text}, by)
        return made


def sign_audit(shop_id: int, uid: uuid.UUID, *, note: str, by: str) -> None:
    """Sign an audit off. Raises NoResult, or Invalid while a difference has no answer or when it was signed."""
    with shop_scope(shop_id):
        run = AuditRun.objects.select_for_update(no_key=True).filter(uid=uid).first()
        if run is None:
            raise NoResult(str(uid))
        if run.signed_at is not None:
            raise Invalid(FieldError("#/", "signed", _("It was signed already.")))
        if unanswered(run):
            raise Invalid(FieldError("#/", "unanswered", _("Say first what was done about each difference.")))
        run.signed_by, run.signed_at, run.note = by, timezone.now(), note.strip()[:500]
        run.save(update_fields=["signed_by", "signed_at", "note"])
        _note("audit_signed", {"audit": str(uid), "note": run.note}, by)


def unanswered(run: AuditRun) -> int:
    """Differences that nobody has said anything about."""
    rows = AuditResult.objects.filter(run=run, verdict=Verdict.DIFFERENT, answers__isnull=True)
    return rows.count()


def _note(reason_code: str, output: dict[str, Any], by: str) -> None:
    record_decision(
        automation=FAIRNESS_AUDIT.code,
        subject="by hand",
        version="1",
        output=output,
        reason_code=reason_code,
        actor=by,
    )
