"""What every door says of a conversation: the page, an export, a sheet, the API. Plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple


class Message(NamedTuple):
    """One message, in UTC; ``kind`` and ``outcome`` below are values of the choices in ``models``."""

    at: datetime
    is_inbound: bool
    text: str = ""
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Contact:
    """Who wrote, as the channel knows them; ``phone`` is E.164. Any of it may be empty."""

    name: str = ""
    phone: str = ""
    account: str = ""
    external_id: str = ""

    def __bool__(self) -> bool:
        return bool(self.name or self.phone or self.external_id)

    @property
    def key(self) -> str:
        """What names the same contact in the next file: the channel's own id, the phone, the name."""
        return f"{self.account}|{self.external_id}" if self.external_id else self.phone or self.name


@dataclass(frozen=True, slots=True)
class Touch:
    """The first touch as it came. ``referral`` is what a platform says of the ad or post that was tapped."""

    channel: str = ""
    campaign: str = ""
    code: str = ""
    keyword: str = ""
    ad_id: str = ""
    referral: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Incoming:
    """One conversation. ``qualified`` is what a person said of it, None when nobody did; ``key`` is of its source."""

    key: str
    place: str
    started_at: datetime
    contact: Contact = field(default_factory=Contact)
    touch: Touch = field(default_factory=Touch)
    messages: tuple[Message, ...] = ()
    first_reply_at: datetime | None = None
    sku: str = ""
    order_number: str = ""
    qualified: bool | None = None
    outcome: str = "open"
    lost_reason: str = ""
    script: str = ""
    row: int = 0

    @property
    def inbound(self) -> list[str]:
        """What the customer wrote."""
        return [message.text for message in self.messages if message.is_inbound and message.text]

    @property
    def answered_at(self) -> datetime | None:
        """When the shop first answered: as the source says, else by the messages."""
        if self.first_reply_at is not None:
            return self.first_reply_at
        later = (one.at for one in self.messages if not one.is_inbound and one.at >= self.started_at)
        return min(later, default=None)
