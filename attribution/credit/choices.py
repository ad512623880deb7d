"""What a shop decided of its credit: the leading rule and the window. Nothing heavy: pages write it."""

from __future__ import annotations

from attribution.credit.automations import CHANNEL_CREDIT
from attribution.credit.models import CreditSettings
from attribution.credit.rules import DEFAULT_RULE, DEFAULT_WINDOW, RULES, VERSION, WINDOWS
from shop_ai.lib.tenancy import shop_scope
from transparency.ledger.services import record_decision


def settings_of() -> CreditSettings:
    """The settings of the shop in scope; the defaults without a row."""
    found: CreditSettings | None = CreditSettings.objects.first()
    return found or CreditSettings(window=DEFAULT_WINDOW, rule=DEFAULT_RULE)


def change_settings(shop_id: int, *, window: int, rule: str, by: str) -> None:
    """Another window or leading rule, from the next night on. Raises ValueError for one that does not exist."""
    if window not in WINDOWS or rule not in RULES:
        raise ValueError(f"{window} days, {rule}")
    with shop_scope(shop_id):
        CreditSettings.objects.update_or_create(
            shop_id=shop_id, defaults={"window": window, "rule": rule, "changed_by": by}
        )
        record_decision(
            automation=CHANNEL_CREDIT.code,
            subject="settings",
            version=VERSION,
            inputs={"window": window, "rule": rule},
            reason_code="credit_settings_changed",
            actor=by,
        )
