"""The audit is made once a month, at the end of the first night that can."""

from __future__ import annotations

from attribution.nightly.steps import Night, Step, add_last
from transparency.audit.services import audit_month


def _night(night: Night) -> dict[str, int]:
    return audit_month(night.shop_id, night.as_of)


add_last(Step("audit", _night))
