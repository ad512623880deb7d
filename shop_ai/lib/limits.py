"""The pure part of limits: whose address counts, how a guesser is slowed down, what a counter is called."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

# Five wrong guesses in a row cost nothing; then 2, 4, 8 … seconds, at most a quarter of an hour.
FREE_GUESSES = 5
LONGEST_DELAY = 900
IPV6_SITE_PREFIX = 64


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``uses`` in each window of ``seconds``; ``name`` keeps the counters of two limits apart."""

    name: str
    uses: int
    seconds: int


def client_address(remote: str, forwarded: str, trusted_proxies: int) -> str:
    """The client's address: ``remote``, or the entry our outermost proxy wrote into ``X-Forwarded-For``.

    Each proxy appends the address it saw, so with N of ours the N-th from the right is the last one that a
    client cannot forge. A header shorter than N did not pass all of them and is not believed.
    """
    entries = [entry.strip() for entry in forwarded.split(",") if entry.strip()]
    if trusted_proxies and len(entries) >= trusted_proxies:
        return entries[-trusted_proxies]
    return remote


def counted_address(address: str) -> str:
    """What an address counts as: one IPv4 address, or a whole IPv6 site, which is what one line is given."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 6 and parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    if parsed.version == 6:
        return str(ipaddress.ip_network((parsed, IPV6_SITE_PREFIX), strict=False))
    return str(parsed)


def counter_key(secret: str, *parts: object) -> str:
    """Name of a counter (64 hex digits): keyed, because addresses are few enough to try them all."""
    text = "|".join(str(part) for part in parts)
    return hmac.new(secret.encode(), f"limit|{text}".encode(), hashlib.sha256).hexdigest()


def window_start(now: datetime, seconds: int) -> datetime:
    """Start of the window that ``now`` falls into; windows are counted from the epoch."""
    return datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, UTC)


def seconds_left(now: datetime, seconds: int) -> int:
    """Whole seconds until the window ends, at least one."""
    end = window_start(now, seconds) + timedelta(seconds=seconds)
    return max(1, int((end - now).total_seconds()) + 1)
