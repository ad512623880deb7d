"""From what came along with a visit, an order or an amount to one channel and one campaign. Pure.

Rules are asked in the order of trust: what the shop wrote itself (a code, the number of its ad, the name of its
campaign) before what networks and browsers add. Of two rules for one sign the exact value wins over a beginning,
and a longer beginning over a shorter one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple

from catalog.channels.known import VAGUE
from shop_ai.lib.text import normalise

ORDER_OF_TRUST: Final = (
    "code",
    "ad_id",
    "utm_campaign",
    "utm_source",
    "click_id",
    "referrer",
    "order_source",
)
ANYTHING_AFTER: Final = "*"


class Place(NamedTuple):
    """A channel's slug and a campaign's slug, or its name as it was said when no campaign answers to it."""

    channel: str
    campaign: str


@dataclass(frozen=True, slots=True)
class Signs:
    """What is known of where somebody came from; "" says nothing. ``referrer`` is a host."""

    code: str = ""
    ad_id: str = ""
    utm_campaign: str = ""
    utm_source: str = ""
    click_id: str = ""
    referrer: str = ""
    order_source: str = ""

    def given(self) -> Iterator[tuple[str, str]]:
        """(kind of sign, plain value) of those that say something, the most trusted first."""
        for name in ORDER_OF_TRUST:
            value = plain(getattr(self, name))
            if value:
                yield name, value


class RuleSaid(NamedTuple):
    """A rule: its sign, its plain value (with a ``*`` at the end: a beginning), and where it leads."""

    what: str
    plain: str
    channel: str
    campaign: str


@dataclass(frozen=True)
class RuleBook:
    """A shop's rules, the names of its campaigns (plain name → slug) and the channels of those that have one."""

    rules: tuple[RuleSaid, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    channels: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _exact(self) -> dict[tuple[str, str], RuleSaid]:
        return {(rule.what, rule.plain): rule for rule in self.rules if not _is_beginning(rule)}

    @cached_property
    def _beginnings(self) -> list[RuleSaid]:
        found = [rule for rule in self.rules if _is_beginning(rule)]
        return sorted(found, key=_longest_first)

    def __bool__(self) -> bool:
        return bool(self.rules or self.names)

    def campaign(self, said: str) -> str:
        """The slug of the campaign that answers to a name; the name itself, trimmed, when none does."""
        return self.names.get(plain(said)) or said.strip()[:120]

    def place(self, signs: Signs, *, channel: str = "", campaign: str = "") -> Place:
        """Where the signs lead; ``channel`` and ``campaign`` are what stands without any rule.

        A campaign that runs on one channel names it when nothing better is known.
        """
        found = list(self._found(signs))
        by_rule = next((rule.channel for rule in found if rule.channel), "")
        named = next((rule.campaign for rule in found if rule.campaign), "")
        slug = named or self.campaign(campaign or signs.utm_campaign)
        own = self.channels.get(slug, "") if channel in VAGUE else ""
        return Place(by_rule or own or channel, slug)

    def _found(self, signs: Signs) -> Iterator[RuleSaid]:
        for what, value in signs.given():
            for name in _hosts(value) if what == "referrer" else (value,):
                if rule := self._rule(what, name):
                    yield rule
                    break

    def _rule(self, what: str, value: str) -> RuleSaid | None:
        return self._exact.get((what, value)) or next(
            (
                rule
                for rule in self._beginnings
                if rule.what == what and value.startswith(rule.plain.removesuffix(ANYTHING_AFTER))
            ),
            None,
        )


def _is_beginning(rule: RuleSaid) -> bool:
    return rule.plain.endswith(ANYTHING_AFTER)


def plain(text: str) -> str:
    """The form in which signs are compared."""
    return normalise(text)


def _hosts(host: str) -> Iterator[str]:
    """A host and what it belongs to: ``l.blog.dz``, ``blog.dz``, ``dz``."""
    labels = host.split(".")
    return (".".join(labels[at:]) for at in range(len(labels)))


def _longest_first(rule: RuleSaid) -> tuple[int, str]:
    return -len(rule.plain), rule.plain


@dataclass(frozen=True, slots=True)
class Node:
    """One channel of the tree. ``depth`` is 0 at the root; ``is_own``: the shop itself added it."""

    slug: str
    name: str
    parent: str
    depth: int
    is_paid: bool
    is_hidden: bool
    is_own: bool


def in_order(nodes: Iterable[Node]) -> list[Node]:
    """The tree from top to bottom, children below their parent, with their depth.

    A parent that is not there, or that is its own grandchild, counts as none: every channel is shown once.
    """
    every = {node.slug: node for node in nodes}
    children: dict[str, list[Node]] = defaultdict(list)
    for node in every.values():
        children[node.parent if _is_rooted(node, every) else ""].append(node)
    return list(_walk(children, "", 0))


def _is_rooted(node: Node, every: Mapping[str, Node]) -> bool:
    seen, at = {node.slug}, node
    while at.parent:
        if at.parent in seen or at.parent not in every:
            return False
        seen.add(at.parent)
        at = every[at.parent]
    return bool(node.parent)


def _walk(children: Mapping[str, list[Node]], parent: str, depth: int) -> Iterator[Node]:
    for node in children.get(parent, ()):
        yield Node(
            node.slug,
            node.name,
            parent,
            depth,
            node.is_paid,
            node.is_hidden,
            node.is_own,
        )
        yield from _walk(children, node.slug, depth + 1)
