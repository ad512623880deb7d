"""Taking and giving back places of a code whose row is held: whoever comes at the same time waits for the row.

Everything that counts goes through here, from the API, an order or a person, so that the counters on the code always
are the sums of its counted uses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, Q

from catalog.codes.compute import Asked, Terms, refusal, taken_off
from catalog.codes.models import CodeUse, PlaylistCode, UseState


def terms_of(code: PlaylistCode) -> Terms:
    """What a stored code allows."""
    return Terms(
        is_open=not (code.is_paused or code.is_archived),
        starts_on=code.starts_on,
        ends_on=code.ends_on,
        most_uses=code.most_uses,
        most_per_customer=code.most_per_customer,
        most_given=code.most_given,
        least_basket=code.least_basket,
        kind=code.discount_kind,
        discount=code.discount,
        most_discount=code.most_discount,
    )


@dataclass(frozen=True, slots=True)
class Wish:
    """A use that wants a place: when, by whom and of what size; ``taken_off`` as :class:`.compute.Asked` has it."""

    day: date
    customer_id: int | None = None
    basket: Decimal | None = None
    taken_off: Decimal | None = None


@dataclass(slots=True)
class Held:
    """A code whose row is locked until the transaction ends, and what each customer has of it."""

    code: PlaylistCode
    by_customer: Counter[int] = field(default_factory=Counter)
    is_changed: bool = False

    def asked(self, wish: Wish) -> Asked:
        return Asked(
            day=wish.day,
            basket=wish.basket,
            uses=self.code.uses,
            given=self.code.given,
            by_customer=self.by_customer[wish.customer_id] if wish.customer_id else 0,
            taken_off=wish.taken_off,
        )

    def take(self, use: CodeUse, wish: Wish) -> str:
        """Give the use a place and its discount; why not, by name, when the code does not allow it."""
        terms, asked = terms_of(self.code), self.asked(wish)
        reason = refusal(terms, asked)
        use.state, use.reason, use.given_back_at = (
            (UseState.BEYOND, reason, None) if reason else (UseState.COUNTED, "", None)
        )
        use.discount = taken_off(terms, asked)
        if not reason:
            self._move(use, 1)
        return reason

    def give_back(self, use: CodeUse, reason: str, now: datetime) -> None:
        """Take the place away again; a use that has none only gets the reason."""
        if use.state == UseState.COUNTED:
            self._move(use, -1)
        use.state, use.reason, use.given_back_at = UseState.GIVEN_BACK, reason, now

    def correct(self, use: CodeUse, discount: Decimal) -> None:
        """An order's discount was corrected: the sum follows, unless that would break the most that may be given."""
        given, most = self.code.given + discount - use.discount, self.code.most_given
        if discount != use.discount and (most is None or given <= most):
            self.code.given, use.discount, self.is_changed = given, discount, True

    def _move(self, use: CodeUse, by: int) -> None:
        # Never below nothing, whatever rows were put there without their counters.
        self.code.uses = max(0, self.code.uses + by)
        self.code.given = max(Decimal(0), self.code.given + by * use.discount)
        if use.customer_id:
            self.by_customer[use.customer_id] += by
        self.is_changed = True


def hold(wanted: Q, customers: Iterable[int | None] = ()) -> list[Held]:
    """The codes of the shop in scope that fit, held in one order so that two holders never wait for each other."""
    codes = list(PlaylistCode.objects.select_for_update(no_key=True).filter(wanted).order_by("pk"))
    held = {code.pk: Held(code) for code in codes}
    limited = [code.pk for code in codes if code.most_per_customer is not None]
    known = {customer for customer in customers if customer}
    if limited and known:
        rows = CodeUse.objects.filter(code_id__in=limited, customer_id__in=known, state=UseState.COUNTED)
        for code_id, customer_id, count in rows.values_list("code_id", "customer_id").annotate(n=Count("pk")):
            held[code_id].by_customer[customer_id] = count
    return list(held.values())


def keep(held: Iterable[Held]) -> None:
    """Write the counters that changed."""
    for one in held:
        if one.is_changed:
            PlaylistCode.objects.filter(pk=one.code.pk).update(uses=one.code.uses, given=one.code.given)
