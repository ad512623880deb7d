"""What many decisions were made with, kept once a shop and named by its content."""

from __future__ import annotations

from typing import Any

from transparency.ledger.automations import UnknownAutomation, automation
from transparency.ledger.chain import fingerprint
from transparency.ledger.environment import environment
from transparency.ledger.models import LedgerFact
from transparency.ledger.parameters import constants_of


def keep_environment(shop_id: int) -> str:
    """Keep what this process decides with; returns its fingerprint."""
    return _keep(shop_id, LedgerFact.Kind.ENVIRONMENT, environment())


def keep_parameters(shop_id: int, code: str, settings: dict[str, Any]) -> str:
    """Keep the constants of the automation's rules and the shop's own ``settings``; nothing ("") where there are none."""
    try:
        modules = automation(code).rules
    except UnknownAutomation:
        modules = ()
    content = {"rules": constants_of(modules), "settings": settings}
    if not modules and not settings:
        return ""
    return _keep(shop_id, LedgerFact.Kind.PARAMETERS, content)


def _keep(shop_id: int, kind: str, content: dict[str, Any]) -> str:
    name = fingerprint(content)
    if not LedgerFact.objects.filter(sha256=name).exists():
        # Two workers may come to the same moment: the second finds it kept.
        LedgerFact.objects.bulk_create(
            [LedgerFact(shop_id=shop_id, kind=kind, sha256=name, content=content)], ignore_conflicts=True
        )
    return name


def fact(sha256: str) -> dict[str, Any] | None:
    """What stands behind a fingerprint of the shop in scope; None when it is not known or not what its name says."""
    found = LedgerFact.objects.filter(sha256=sha256).first()
    if found is None or fingerprint(found.content) != sha256:
        return None
    content: dict[str, Any] = found.content
    return content
