"""Every night the page is kept as it is, so that a day on which nobody read it is known as well."""

from __future__ import annotations

from attribution.nightly.steps import Night, Step, add_last
from transparency.public_page.services import present_state


def _night(night: Night) -> dict[str, int]:
    return {"state": present_state(night.shop_id).number}


add_last(Step("public_page", _night))
