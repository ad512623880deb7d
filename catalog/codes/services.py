"""Writing codes: new ones, changes, states."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import Final, TypedDict

from django.utils.translation import gettext as _

from catalog.codes.compute import is_word, normal_form, readable_codes, secret_code
from catalog.codes.models import CodeUse, PlaylistCode
from catalog.codes.selectors import alike, link_is_taken, taken_forms
from catalog.codes.settling import settle_past
from catalog.playlists.models import Playlist
from catalog.playlists.slugs import slug_of
from catalog.shops.context import ShopContext
from shop_ai.lib.channels import channel_name
from shop_ai.lib.locks import take_turn
from shop_ai.lib.money import format_number
from shop_ai.lib.refusals import Conflict, FieldError, Invalid
from shop_ai.lib.tenancy import shop_scope

STATES: Final = {
    "pause": {"is_paused": True},
    "open": {"is_paused": False, "is_archived": False},
    "archive": {"is_archived": True},
}
TRIES: Final = 40


class CodeFields(TypedDict, total=False):
    """What can be said of a code; see :class:`.models.PlaylistCode`."""

    code: str
    keyword: str
    channel: str
    campaign: str
    playlist: Playlist | None
    target: str
    note: str
    discount_kind: str
    discount: Decimal
    most_discount: Decimal | None
    most_given: Decimal | None
    least_basket: Decimal | None
    starts_on: datetime.date | None
    ends_on: datetime.date | None
    most_uses: int | None
    most_per_customer: int | None
    gives_back: bool


def create_code(shop: ShopContext, fields: CodeFields, *, by: str = "") -> PlaylistCode:
    """A code of the shop's own choice; raises Invalid for a word that cannot be one or that looks like another.

    Orders that named it before become its uses at once.
    """
    with shop_scope(shop.id):
        take_turn("codes")
        code = PlaylistCode(shop_id=shop.id, created_by=by, **fields)
        _name(code)
        _bound(code)
        code.link = _free_link(shop, code.code)
        code.save(force_insert=True)
        settle_past(shop, (code.normalised, code.keyword_normalised))
        code.refresh_from_db()
        return code


def create_codes(
    shop: ShopContext, channels: Sequence[str], fields: CodeFields, *, is_secret: bool = False, by: str = ""
) -> list[PlaylistCode]:
    """One code for each channel, named by the product; all of them or none."""
    with shop_scope(shop.id):
        take_turn("codes")
        made = []
        for channel in channels or ("",):
            word = secret_code() if is_secret else suggestions(shop.id, {**fields, "channel": channel})[0]
            named: CodeFields = {**fields, "channel": channel, "code": word}
            made.append(create_code(shop, named, by=by))
        return made


def suggestions(shop_id: int, fields: CodeFields) -> list[str]:
    """Free codes for what the code is about, readable ones first and last one beyond guessing."""
    with shop_scope(shop_id):
        playlist = fields.get("playlist")
        words = fields.get("campaign") or (playlist.slug if playlist else "") or ""
        figure = f"{fields['discount']:.0f}" if fields.get("discount_kind") == "percent" else ""
        readable = readable_codes(slug_of(words), fields.get("channel", ""), figure, taken_forms(shop_id))
    return [*readable[:4], secret_code()]


def change_code(shop: ShopContext, uid: uuid.UUID, fields: CodeFields) -> PlaylistCode:
    """Change what is said of a code; its own word only while nobody used it. Raises Invalid and Conflict."""
    with shop_scope(shop.id):
        take_turn("codes")
        code: PlaylistCode = PlaylistCode.objects.select_for_update(no_key=True).get(uid=uid)
        renamed = "code" in fields and fields["code"] != code.code
        if renamed and CodeUse.objects.filter(code=code).exists():
            raise Conflict(_("It was used already: make a new one and archive this one."), field="code")
        for name, value in fields.items():
            setattr(code, name, value)
        _name(code)
        _bound(code)
        code.link = _free_link(shop, code.code) if renamed else code.link
        code.save()
        settle_past(shop, (code.normalised, code.keyword_normalised))
        code.refresh_from_db()
        return code


def set_state(shop_id: int, uid: uuid.UUID, act: str) -> bool:
    """Pause, open again or archive; False when the shop has no such code or the act is unknown."""
    with shop_scope(shop_id):
        return act in STATES and bool(PlaylistCode.objects.filter(uid=uid).update(**STATES[act]))


def delete_code(shop_id: int, uid: uuid.UUID) -> None:
    """Forget a code that nobody used; raises Conflict otherwise, because figures hang on it."""
    with shop_scope(shop_id):
        code = PlaylistCode.objects.select_for_update(no_key=True).get(uid=uid)
        if CodeUse.objects.filter(code=code).exists():
            raise Conflict(_("It was used: archive it, so that its figures stay."))
        code.delete()


def _name(code: PlaylistCode) -> None:
    """Bring code and keyword to their forms; raises Invalid when one is no word or looks like another code's."""
    code.code = code.code.strip().upper()
    code.keyword = code.keyword.strip().upper()
    code.normalised, code.keyword_normalised = normal_form(code.code), normal_form(code.keyword)
    if code.keyword_normalised == code.normalised:
        code.keyword = code.keyword_normalised = ""
    for name, form in (("code", code.normalised), ("keyword", code.keyword_normalised)):
        _check(code, name, form)


def _check(code: PlaylistCode, name: str, form: str) -> None:
    text = getattr(code, name)
    if name == "keyword" and not text:
        return
    if not is_word(text):
        detail = _(
            "3 to 24 Latin or Arabic letters and digits; hyphens may stand between them, nothing else may."
        )
        raise Invalid(FieldError(f"#/{name}", "not_a_word", detail))
    other = alike(code.shop_id, form, besides=code.pk)
    if other is not None:
        about = {"code": other.code, "channel": channel_name(other.channel)}
        detail = _("Customers would take it for %(code)s (%(channel)s): choose another.") % about
        raise Invalid(FieldError(f"#/{name}", "looks_alike", detail))


def _bound(code: PlaylistCode) -> None:
    """What the table's constraints refuse, said in words before they do."""
    errors = []
    if code.starts_on and code.ends_on and code.ends_on < code.starts_on:
        errors.append(FieldError("#/ends_on", "out_of_order", _("The last day is before the first.")))
    if code.discount_kind == "none":
        code.discount = Decimal(0)
    elif not code.discount or code.discount <= 0:
        errors.append(FieldError("#/discount", "required", _("How much does it take off?")))
    elif code.discount_kind == "percent" and code.discount > 50:
        errors.append(FieldError("#/discount", "too_much", _("At most 50: above that it is a clearance.")))
    if code.most_uses is not None and code.most_uses < code.uses:
        detail = _("It was used %(uses)s times already.") % {"uses": code.uses}
        errors.append(FieldError("#/most_uses", "below_uses", detail))
    if code.most_given is not None and code.most_given < code.given:
        detail = _("It took off %(given)s already.") % {"given": format_number(code.given, 2)}
        errors.append(FieldError("#/most_given", "below_given", detail))
    if errors:
        raise Invalid(*errors)


def _free_link(shop: ShopContext, code: str) -> str:
    """The end of the public address: the code itself where it is free on this instance."""
    base = slug_of(code)[:40]
    wanted = [base, f"{base}-{shop.slug}"[:60], *(f"{base}-{number}" for number in range(2, TRIES))]
    for link in wanted:
        if not link_is_taken(link):
            return link
    return f"{base}-{uuid.uuid4().hex[:8]}"
