"""Checking texts and keeping what was found; one transaction a part, and one decision for all that changed in it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Max, Q
from django.utils import timezone

from catalog.products.holds import hold_back, hold_of, release
from catalog.products.models import ProductHold
from catalog.shops.context import ShopContext
from catalog.shops.directory import shop_by_id
from shop_ai.lib.period import local_day
from shop_ai.lib.tenancy import shop_scope
from transparency.ledger.services import record_decision
from transparency.ledger.switches import is_on
from transparency.rules.automations import RULES_CHECK
from transparency.rules.compute import Found, check, says_stock
from transparency.rules.models import FindingState, Severity, SubjectKind, TextCheck, TextFinding
from transparency.rules.rulebook import Rule, version
from transparency.rules.scene import Subject
from transparency.rules.selectors import rules_of, standing_overrides
from transparency.rules.sources import PART, subjects
from transparency.rules.words import hold_reason

SOURCE: Final = "rules"
Key = tuple[str, str, str]  # field, rule, words


@dataclass(slots=True)
class Counted:
    """What a check did: things read, findings that are new, findings that went, things that are stopped."""

    checked: int = 0
    found: int = 0
    gone: int = 0
    blocked: int = 0


@dataclass(frozen=True, slots=True)
class _Part:
    """Everything that a part of a check works with; ``told`` gathers what the decision will say, ``verdicts`` what is
    kept of each thing, ``held`` the products that are held back."""

    shop: ShopContext
    day: date
    now: datetime
    rules: tuple[Rule, ...]
    checks: dict[int, TextCheck]
    standing: dict[int, dict[Key, TextFinding]]
    counted: Counted
    told: list[tuple[Subject, list[Found]]] = field(default_factory=list)
    held: frozenset[int] = frozenset()
    verdicts: list[TextCheck] = field(default_factory=list)


def fingerprint(subject: Subject) -> str:
    """Of all that a verdict depends on besides the rules. The day is left out: the night looks again anyway."""
    facts = asdict(subject.facts) | {"today": ""}
    said = json.dumps([[asdict(one) for one in subject.texts], facts], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def check_shop(shop_id: int, *, everything: bool = False) -> dict[str, int]:
    """Check what changed since it was last checked, or everything. Switched off, nothing is read.

    What speaks of stock or of days is read each time, because those move without any text changing.
    """
    counted = Counted()
    with shop_scope(shop_id):
        shop = shop_by_id(shop_id)
        if shop is None or not is_on(RULES_CHECK.code):
            return asdict(counted)
    for kind in SubjectKind.values:
        _check_kind(shop, kind, counted, everything=everything)
    return asdict(counted)


def _check_kind(shop: ShopContext, kind: str, counted: Counted, *, everything: bool) -> None:
    with shop_scope(shop.id):
        found = subjects(shop, kind, since=None if everything else _since(kind))
        moving = _moving(kind, shop)
        if not everything and moving:
            known = {one.ref for one in found}
            found += subjects(shop, kind, refs=[ref for ref in moving if ref not in known])
        if everything:
            _forget_gone(kind, {one.ref for one in found}, timezone.now())
    for start in range(0, len(found), PART):
        _check_part(shop, kind, found[start : start + PART], counted)


def _since(kind: str) -> datetime | None:
    """The last check of the kind, unless the rules changed after it: then everything is read."""
    rows = TextCheck.objects.filter(kind=kind)
    if rows.filter(fingerprint="").exists():
        return None
    last: datetime | None = rows.aggregate(last=Max("checked_at"))["last"]
    return last


def _moving(kind: str, shop: ShopContext) -> list[int]:
    """Things whose verdict may change though their texts do not: claims of stock, overrides that end."""
    ended = Q(good_until__lt=local_day(timezone.now(), shop.zone))
    return list(TextCheck.objects.filter(Q(says_stock=True) | ended, kind=kind).values_list("ref", flat=True))


def _forget_gone(kind: str, refs: set[int], now: datetime) -> None:
    """Findings of what is no longer shown are settled."""
    rows = TextFinding.objects.filter(kind=kind).exclude(state=FindingState.GONE).exclude(ref__in=refs)
    rows.update(state=FindingState.GONE, gone_at=now)
    TextCheck.objects.filter(kind=kind).exclude(ref__in=refs).delete()


def check_one(shop_id: int, kind: str, ref: int) -> bool | None:
    """Check one thing now; whether it is stopped, None when there is no such thing or the check is off."""
    with shop_scope(shop_id):
        shop = shop_by_id(shop_id)
        if shop is None or not is_on(RULES_CHECK.code):
            return None
        found = subjects(shop, kind, refs=[ref])
        if not found:
            _forget_one(kind, ref)
            return None
        _check_part(shop, kind, found, Counted())
        return bool(TextCheck.objects.get(kind=kind, ref=ref).is_blocked)


def _forget_one(kind: str, ref: int) -> None:
    rows = TextFinding.objects.filter(kind=kind, ref=ref).exclude(state=FindingState.GONE)
    rows.update(state=FindingState.GONE, gone_at=timezone.now())
    TextCheck.objects.filter(kind=kind, ref=ref).delete()


def _check_part(shop: ShopContext, kind: str, found: list[Subject], counted: Counted) -> None:
    with shop_scope(shop.id):
        refs = [one.ref for one in found]
        now = timezone.now()
        part = _Part(
            shop=shop,
            day=local_day(now, shop.zone),
            now=now,
            rules=rules_of(shop.id),
            checks={row.ref: row for row in TextCheck.objects.filter(kind=kind, ref__in=refs)},
            standing=_standing(kind, refs),
            counted=counted,
            held=_held(refs if kind == SubjectKind.PRODUCT else ()),
        )
        for subject in found:
            _settle(part, subject)
        _keep_verdicts(part)
        _record(part)


def _held(refs: Iterable[int]) -> frozenset[int]:
    """Those of the products that somebody, or a rule, holds back now."""
    rows = ProductHold.objects.filter(product__in=list(refs), lifted_at=None)
    return frozenset(rows.values_list("product_id", flat=True))


def _keep_verdicts(part: _Part) -> None:
    """One statement for all: a file may bring thousands of products at once."""
    told = ["fingerprint", "is_blocked", "findings", "says_stock", "good_until", "checked_at"]
    TextCheck.objects.bulk_create(
        part.verdicts, update_conflicts=True, unique_fields=["shop", "kind", "ref"], update_fields=told
    )


def _standing(kind: str, refs: Iterable[int]) -> dict[int, dict[Key, TextFinding]]:
    standing: dict[int, dict[Key, TextFinding]] = {}
    for row in TextFinding.objects.filter(kind=kind, ref__in=refs).exclude(state=FindingState.GONE):
        standing.setdefault(row.ref, {})[row.field, row.rule, row.words] = row
    return standing


def _settle(part: _Part, subject: Subject) -> None:
    """Make the findings of one thing be what its texts say now, and keep its verdict."""
    found = check(list(subject.texts), subject.facts, part.rules)
    before = part.standing.get(subject.ref, {})
    keys = {(one.field, one.rule, one.words): one for one in found}
    new = [one for key, one in keys.items() if key not in before]
    gone = [row for key, row in before.items() if key not in keys]
    rows = {key: row for key, row in before.items() if key in keys}
    for row in gone:
        row.state, row.gone_at = FindingState.GONE, part.now
        row.save(update_fields=["state", "gone_at"])
    for key, row in rows.items():
        _refresh(row, keys[key])
    made = TextFinding.objects.bulk_create([_row(part, subject, one) for one in new])
    standing = [*rows.values(), *made]
    _judge(part, subject, standing, found)
    if new or gone:
        part.told.append((subject, found))
    part.counted.checked += 1
    part.counted.found += len(new)
    part.counted.gone += len(gone)


def _row(part: _Part, subject: Subject, one: Found) -> TextFinding:
    return TextFinding(
        shop_id=part.shop.id,
        kind=subject.kind,
        ref=subject.ref,
        subject_uid=subject.uid,
        title=subject.title[:200],
        field=one.field[:20],
        rule=one.rule,
        severity=one.severity,
        words=one.words,
        around=one.around,
        values=one.values | {"why": one.why},
        mends=list(one.mends),
        found_at=part.now,
    )


def _refresh(row: TextFinding, one: Found) -> None:
    """A finding that still stands, with what its rule and the facts say today."""
    now = (one.severity, one.values | {"why": one.why}, list(one.mends))
    if (row.severity, row.values, row.mends) != now:
        row.severity, row.values, row.mends = now
        row.save(update_fields=["severity", "values", "mends"])


def _judge(part: _Part, subject: Subject, rows: list[TextFinding], found: list[Found]) -> None:
    """Stopped while a finding that stops it has no standing override."""
    held = standing_overrides([row.pk for row in rows], part.day) if rows else {}
    for row in rows:
        state = FindingState.OVERRIDDEN if row.pk in held else FindingState.OPEN
        if row.state != state:
            row.state = state
            row.save(update_fields=["state"])
    blocking = [row for row in rows if row.severity == Severity.BLOCK and row.pk not in held]
    untils = [one.until for one in held.values()]
    part.verdicts.append(
        TextCheck(
            shop_id=part.shop.id,
            kind=subject.kind,
            ref=subject.ref,
            fingerprint=fingerprint(subject),
            is_blocked=bool(blocking),
            findings=len(rows),
            says_stock=says_stock(found) or any(one.rule == "deadline" for one in found),
            good_until=min(untils) if untils else None,
            checked_at=part.now,
        )
    )
    part.counted.blocked += bool(blocking)
    if subject.kind == SubjectKind.PRODUCT and (blocking or subject.ref in part.held):
        _hold(part, subject, blocking)


def _hold(part: _Part, subject: Subject, blocking: list[TextFinding]) -> None:
    """Hold a product back, or let it go again. A person's own hold is never touched."""
    hold = hold_of(part.shop.id, subject.ref)
    if blocking and hold is None:
        reason = hold_reason(blocking[0])
        hold_back(part.shop.id, subject.uid, reason=reason, by=SOURCE, source=SOURCE)
    elif not blocking and hold is not None and hold.source == SOURCE:
        release(part.shop.id, subject.uid, by=SOURCE)


def _record(part: _Part) -> None:
    """One decision for all whose findings changed, with the words and rules that a replay needs."""
    if not part.told:
        return
    named = {one.rule for _subject, found in part.told for one in found}
    rules = [_rule_json(rule) for rule in part.rules if rule.code in named]
    decision = record_decision(
        automation=RULES_CHECK.code,
        subject=part.told[0][0].kind,
        version=version(),
        inputs={"things": len(part.told)},
        candidates=[_subject_json(subject) for subject, _found in part.told],
        output={
            "rules": rules,
            "found": [[one.as_json() for one in found] for _subject, found in part.told],
        },
        reason_code="texts_checked",
    )
    refs = [subject.ref for subject, _found in part.told]
    rows = TextFinding.objects.filter(kind=part.told[0][0].kind, ref__in=refs, decision_uid__isnull=True)
    rows.update(decision_uid=decision.uid)


def _rule_json(rule: Rule) -> dict[str, Any]:
    return asdict(rule) | {"subjects": sorted(rule.subjects)}


def _subject_json(subject: Subject) -> dict[str, Any]:
    return {
        "uid": str(subject.uid),
        "texts": [asdict(one) for one in subject.texts],
        "facts": asdict(subject.facts),
    }
