"""What people do with rules and findings: mend with one click, sign an override, write rules. Each is in the ledger."""

from __future__ import annotations

import re
import unicodedata
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.content.reading import LONGEST_TITLE
from catalog.content.services import ContentFields, change_piece
from catalog.outbox.services import enqueue
from catalog.playlists.models import Playlist
from catalog.playlists.placing import write_note
from catalog.playlists.services import Details, update_playlist
from catalog.products.models import Category
from catalog.products.services import change_product
from catalog.series.services import edit_post
from catalog.shops.context import ShopContext
from shop_ai.lib.period import local_day
from shop_ai.lib.refusals import FieldError, Invalid
from shop_ai.lib.tenancy import shop_scope
from signals.segments.campaigns import rewrite_message
from transparency.ledger.services import record_decision
from transparency.rules.automations import RULES_CHECK
from transparency.rules.jobs import RECHECK
from transparency.rules.models import (
    FindingState,
    SubjectKind,
    TextCheck,
    TextFinding,
    TextOverride,
    TextRule,
)
from transparency.rules.rulebook import default_rules, parsed, version
from transparency.rules.scene import Subject
from transparency.rules.services import check_one
from transparency.rules.sources import is_start, subjects

LONGEST_OVERRIDE: Final = timedelta(days=366)
_SPACES: Final = re.compile(r"[ \t]{2,}")
_DANGLING: Final = re.compile(r"\s+([.,;:!?؟،؛])")


class NoFinding(LookupError):
    """The shop has no such finding, or it was settled meanwhile."""


class CannotMend(ValueError):
    """The words are not there any more, or this thing is mended on its own page only."""


@dataclass(frozen=True, slots=True)
class RuleFields:
    """What a person says of a rule; for one of the product only ``severity`` to ``excused`` count."""

    severity: str
    is_on: bool
    terms: list[str]
    excused: list[str]
    title: str = ""
    reason: str = ""
    instead: str = ""
    category: int | None = None


def mended(text: str, finding: TextFinding, mend: dict[str, Any]) -> str:
    """The text after a mend; raises CannotMend when the words are gone."""
    act, value = mend.get("act"), str(mend.get("value", ""))
    if act == "append":
        return f"{text.rstrip()}\n\n{value}" if "\n" in text else f"{text.rstrip()} {value}".strip()
    if act not in {"drop", "replace"} or not finding.words or finding.words not in text:
        raise CannotMend(finding.rule)
    changed = text.replace(finding.words, value)
    return _DANGLING.sub(r"\1", _SPACES.sub(" ", changed)).strip() if act == "drop" else changed


def mend_finding(shop: ShopContext, uid: uuid.UUID, number: int, *, by: str) -> None:
    """Do the mend with this number, and check the thing again. Raises NoFinding or CannotMend."""
    with shop_scope(shop.id):
        finding = _held(uid)
        found = subjects(shop, finding.kind, refs=[finding.ref])
        if not found or not 0 <= number < len(finding.mends):
            raise CannotMend(finding.rule)
        before = next((one.text for one in found[0].texts if one.field == finding.field), None)
        if before is None:
            raise CannotMend(finding.rule)
        after = mended(before, finding, finding.mends[number])
        if not after and finding.field == "title":
            raise CannotMend(finding.rule)
        _WRITE[finding.kind](shop, found[0], finding.field, after, by)
        check_one(shop.id, finding.kind, finding.ref)
        _note("text_mended", finding, {"mend": finding.mends[number]["act"]}, by)


def _held(uid: uuid.UUID) -> TextFinding:
    rows = TextFinding.objects.select_for_update(no_key=True).exclude(state=FindingState.GONE)
    found: TextFinding | None = rows.filter(uid=uid).first()
    if found is None:
        raise NoFinding(str(uid))
    return found


def _write_product(shop: ShopContext, subject: Subject, field: str, text: str, by: str) -> None:
    change_product(shop.id, subject.uid, {"title": text} if field == "title" else {"description": text})


def _write_piece(shop: ShopContext, subject: Subject, field: str, text: str, by: str) -> None:
    said: ContentFields = {"title": text} if field == "title" else {"caption": text}
    caption = next((one.text for one in subject.texts if one.field == "caption"), "")
    if field == "caption" and is_start(subject.title, caption) and not is_start(subject.title, text):
        # Else the old words would stay in the title, and be found there.
        said["title"] = next(iter(text.splitlines()), "")[:LONGEST_TITLE].strip() or subject.title
    change_piece(shop.id, subject.uid, said)


def _write_post(shop: ShopContext, subject: Subject, field: str, text: str, by: str) -> None:
    edit_post(shop, subject.uid, caption=text)


def _write_playlist(shop: ShopContext, subject: Subject, field: str, text: str, by: str) -> None:
    playlist = Playlist.objects.get(pk=subject.ref)
    name, _space, rest = field.partition(" ")
    if name == "note":
        item, _space, language = rest.partition(" ")
        write_note(
            shop.id, playlist.slug, int(item), note=text, language=language or playlist.language, by=by
        )
    elif rest:
        texts = {**playlist.texts, rest: {**playlist.texts.get(rest, {}), name: text}}
        update_playlist(shop.id, playlist.slug, by=by, texts=texts)
    else:
        said: Details = {"title": text} if name == "title" else {"intro": text}
        update_playlist(shop.id, playlist.slug, by=by, **said)


def _write_landing(shop: ShopContext, subject: Subject, field: str, text: str, by: str) -> None:
    from catalog.landing.models import LandingPage
    from catalog.landing.services import write_landing

    page = LandingPage.objects.select_related("code").get(pk=subject.ref)
    name, _space, language = field.partition(" ")
    texts = {**page.texts, language: {**page.texts.get(language, {}), name: text}}
    write_landing(shop.id, page.code, texts=texts)


def _write_message(shop: ShopContext, subject: Subject, field: str, text: str, _by: str) -> None:
    rewrite_message(shop.id, subject.uid, language=field, text=text)


def _write_script(shop: ShopContext, subject: Subject, _field: str, text: str, _by: str) -> None:
    from catalog.conversations.acts import put_script
    from catalog.conversations.models import ReplyScript

    held = ReplyScript.objects.get(pk=subject.ref)
    put_script(shop.id, held.uid, title=held.title, text=text, channel=held.channel, language=held.language)


_WRITE: Final[dict[str, Callable[[ShopContext, Subject, str, str, str], None]]] = {
    SubjectKind.PRODUCT: _write_product,
    SubjectKind.CONTENT: _write_piece,
    SubjectKind.PLAYLIST: _write_playlist,
    SubjectKind.POST: _write_post,
    SubjectKind.LANDING: _write_landing,
    SubjectKind.MESSAGE: _write_message,
    SubjectKind.SCRIPT: _write_script,
}


def sign_override(shop: ShopContext, uid: uuid.UUID, *, why: str, until: date, by: str) -> TextOverride:
    """Let found words stand until a day. Raises NoFinding, or Invalid without a reason or with a far day."""
    today = local_day(timezone.now(), shop.zone)
    if len(why.strip()) < 10:
        raise Invalid(FieldError("#/why", "too_short", _("Say why in a sentence; it stands in the log.")))
    if not today <= until <= today + LONGEST_OVERRIDE:
        raise Invalid(FieldError("#/until", "out_of_range", _("Choose a day within the next year.")))
    with shop_scope(shop.id):
        finding = _held(uid)
        _withdraw(finding, by)
        decision = _note("finding_overridden", finding, {"why": why.strip()[:500], "until": str(until)}, by)
        made: TextOverride = TextOverride.objects.create(
            finding=finding,
            shop_id=shop.id,
            why=why.strip()[:500],
            signed_by=by,
            until=until,
            decision_uid=decision,
        )
        check_one(shop.id, finding.kind, finding.ref)
        return made


def withdraw_override(shop: ShopContext, uid: uuid.UUID, *, by: str) -> None:
    """Take the word back: the rule holds again at once."""
    with shop_scope(shop.id):
        finding = _held(uid)
        if _withdraw(finding, by):
            _note("override_withdrawn", finding, {}, by)
        check_one(shop.id, finding.kind, finding.ref)


def _withdraw(finding: TextFinding, by: str) -> bool:
    rows = TextOverride.objects.filter(finding=finding, withdrawn_at__isnull=True)
    return bool(rows.update(withdrawn_by=by, withdrawn_at=timezone.now()))


def _note(reason_code: str, finding: TextFinding, output: dict[str, Any], by: str) -> uuid.UUID:
    decision = record_decision(
        automation=RULES_CHECK.code,
        subject="by hand",
        version=version(),
        inputs={
            "thing": str(finding.subject_uid),
            "rule": finding.rule,
            "field": finding.field,
            "words": finding.words,
        },
        output=output,
        reason_code=reason_code,
        actor=by,
    )
    return decision.uid


def write_rule(shop: ShopContext, code: str, fields: RuleFields, *, by: str) -> TextRule:
    """Change a rule, or make one of the shop's own when ``code`` is empty; everything is read again soon after.

    Raises Invalid for a rule of its own without a name or a word to look for.
    """
    is_own = code not in {rule.code for rule in default_rules()}
    errors = []
    if is_own and not fields.title.strip():
        errors.append(FieldError("#/title", "required", _("Give the rule a name.")))
    if is_own and not any(parsed(term) for term in fields.terms):
        errors.append(FieldError("#/terms", "required", _("Write at least one word to look for.")))
    if errors:
        raise Invalid(*errors)
    with shop_scope(shop.id):
        row, _is_new = TextRule.objects.update_or_create(
            shop_id=shop.id,
            code=code or _free_code(fields.title),
            defaults={
                "title": fields.title.strip()[:120] if is_own else "",
                "severity": fields.severity,
                "is_on": fields.is_on,
                "is_own": is_own,
                "terms": fields.terms,
                "excused": fields.excused,
                "reason": fields.reason.strip()[:300] if is_own else "",
                "instead": fields.instead.strip()[:120] if is_own else "",
                "category": Category.objects.filter(pk=fields.category).first()
                if is_own and fields.category
                else None,
                "changed_by": by,
            },
        )
        _rules_changed(shop.id, row.code, by)
        found: TextRule = row
        return found


def forget_rule(shop: ShopContext, code: str, *, by: str) -> None:
    """A rule of the product is as it came again; a rule of the shop's own is gone."""
    with shop_scope(shop.id):
        if TextRule.objects.filter(code=code).delete()[0]:
            _rules_changed(shop.id, code, by)


def _free_code(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:24]
    return f"own_{base}_{uuid.uuid4().hex[:6]}" if base else f"own_{uuid.uuid4().hex[:12]}"


def _rules_changed(shop_id: int, code: str, by: str) -> None:
    decision = record_decision(
        automation=RULES_CHECK.code,
        subject="by hand",
        version=version(),
        inputs={"rule": code},
        reason_code="rule_changed",
        actor=by,
    )
    TextCheck.objects.update(fingerprint="")
    enqueue(kind=RECHECK, payload={}, unique_key=str(decision.uid))
