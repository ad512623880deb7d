"""Every route that the URL resolver knows, with an address in a given shop and the role that its door names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from attribution.alerts.models import FigureAlert
from attribution.notes.models import DayNote
from attribution.wilaya_tests.models import WilayaTest
from catalog.channels.models import Campaign, ChannelRule, ChannelRun
from catalog.codes.models import CodeUse, PlaylistCode
from catalog.content.models import ContentPiece
from catalog.conversations.models import Conversation, ReplyScript
from catalog.customers.models import Customer
from catalog.imports.models import ImportBatch
from catalog.keys.models import ApiKey
from catalog.occasions.models import OccasionChange
from catalog.orders.models import Order
from catalog.parcels.models import CourierWord, Parcel, Remittance
from catalog.people.models import Invitation, Membership
from catalog.playlists.models import Playlist, PlaylistItem
from catalog.products.models import Product
from catalog.series.models import Series, SeriesPost
from catalog.shops.context import ShopContext
from catalog.spend.models import CurrencyRate, SpendEntry
from shop_ai.lib.tenancy import shop_scope
from signals.consent.models import Consent
from signals.exposure.models import ExposureTest
from signals.ingest.scripts import widget_versions
from signals.proposals.models import PlaylistProposal, ProposalLesson
from signals.recommend.models import ServedList
from signals.scores.models import ContentScore
from signals.segments.models import SegmentCampaign, SegmentProposal
from tests.factories import canary
from transparency.audit.models import AuditResult, AuditRun
from transparency.breach.models import Breach
from transparency.cases.models import Case
from transparency.disputes.services import filed_disputes
from transparency.erasure.models import ErasureRecord
from transparency.ledger.models import Decision
from transparency.retention.models import LockedPerson
from transparency.rights.models import RightsRequest
from transparency.rules.models import TextFinding

Sample = Callable[[ShopContext], Any]


def _first(model: Any, column: str) -> Sample:
    """The value of ``column`` in the shop's first row."""

    def find(shop: ShopContext) -> Any:
        with shop_scope(shop.id):
            return model.objects.order_by("pk").values_list(column, flat=True)[0]

    return find


def _says(value: str) -> Sample:
    return lambda _shop: value


def _dispute(shop: ShopContext) -> Any:
    """The shop's first dispute file."""
    return filed_disputes(shop.id)[-1].uid


def _locked_customer(shop: ShopContext) -> Any:
    with shop_scope(shop.id):
        return LockedPerson.objects.order_by("pk").values_list("customer__uid", flat=True)[0]


# Answers that are a part of a page, fetched by a page that is open.
FRAGMENTS = frozenset(["playlist-find", "signals-tail"])

# What stands for a parameter of an address: the shop's own record. Looked up by "<URL name>:<parameter>", then
# by parameter. A parameter that is missing here fails the matrix, so that no new page goes unwatched.
SAMPLES: dict[str, Sample] = {
    "slug": lambda shop: shop.slug,
    "membership_id": _first(Membership, "pk"),
    "invitation_id": _first(Invitation, "pk"),
    "playlist": _first(Playlist, "slug"),
    "figure": _says("average_basket"),
    "occasion": lambda shop: f"own-{_first(OccasionChange, 'uid')(shop).hex}",
    "segment_slot": _says("1"),
    "campaign_id": lambda shop: f"cmp_{_first(SegmentCampaign, 'uid')(shop).hex}",
    "segment_code": _says("regular"),
    "segment": _first(SegmentCampaign, "uid"),
    "segment-proposal:uid": _first(SegmentProposal, "uid"),
    "segment-accept:uid": _first(SegmentProposal, "uid"),
    "segment-refuse:uid": _first(SegmentProposal, "uid"),
    "segment-later:uid": _first(SegmentProposal, "uid"),
    "credit-order:uid": _first(Order, "uid"),
    "wilaya-test:uid": _first(WilayaTest, "uid"),
    "wilaya-test-csv:uid": _first(WilayaTest, "uid"),
    "wilaya-test-stop:uid": _first(WilayaTest, "uid"),
    "exposure": _first(ExposureTest, "uid"),
    "public-page-text:text": _says("returns"),
    "decision:uid": _first(Decision, "uid"),
    "decision-json:uid": _first(Decision, "uid"),
    **{f"dispute{part}:uid": _dispute for part in ("", "-csv", "-json")},
    "audit": _first(AuditResult, "uid"),
    **{f"erasure-{name}:uid": _first(ErasureRecord, "uid") for name in ("record", "progress", "again")},
    **{f"erasure-{name}:uid": _first(Customer, "uid") for name in ("ask", "start")},
    "retention-open:uid": _locked_customer,
    "processing": _says("orders"),
    "breach": _first(Breach, "uid"),
    "audit-sign:uid": _first(AuditRun, "uid"),
    "case": _first(Case, "uid"),
    "case_id": lambda shop: f"cas_{_first(Case, 'uid')(shop).hex}",
    "reply_code": _says("received"),
    "reply_language": _says("fr"),
    "rule": _first(TextFinding, "uid"),
    "rules-rule:rule": _says("health_cure"),
    "rules-forget:rule": _says("health_cure"),
    **{
        f"rights-{name}:uid": _first(RightsRequest, "uid")
        for name in ("request", "send", "done", "refuse", "erase")
    },
    **{f"rights-{name}:purpose": _says("messages") for name in ("wording", "wording-publish")},
    "proposal": _first(PlaylistProposal, "uid"),
    "lesson": _first(ProposalLesson, "uid"),
    "decision_id": lambda shop: f"dec_{_first(Decision, 'uid')(shop).hex}",
    "proposal_id": lambda shop: f"ppl_{_first(PlaylistProposal, 'uid')(shop).hex}",
    "recommendation": _first(Product, "uid"),
    "served-list:uid": _first(ServedList, "uid"),
    "recommendation_id": lambda shop: f"{_first(ServedList, 'uid')(shop).hex}-p1",
    "alert": _first(FigureAlert, "uid"),
    "note": _first(DayNote, "uid"),
    "score": _first(Product, "uid"),
    "content-score:uid": _first(ContentScore, "uid"),
    "content": _first(ContentPiece, "uid"),
    "series": _first(Series, "uid"),
    "post": _first(SeriesPost, "uid"),
    "import": _first(ImportBatch, "uid"),
    "batch": _first(ImportBatch, "uid"),
    "order": _first(Order, "uid"),
    "parcel": _first(Parcel, "uid"),
    "parcel_id": lambda shop: f"pcl_{_first(Parcel, 'uid')(shop).hex}",
    "remittance": _first(Remittance, "uid"),
    "word_id": _first(CourierWord, "pk"),
    "customer": _first(Customer, "uid"),
    "conversation:uid": _first(Conversation, "uid"),
    **{
        f"conversation-{name}:uid": _first(Conversation, "uid")
        for name in ("verdict", "outcome", "message", "undo", "forget")
    },
    "conversation_id": lambda shop: f"cnv_{_first(Conversation, 'uid')(shop).hex}",
    "script": _first(ReplyScript, "uid"),
    "heard-frame:public_key": _says("junk"),
    "product": _first(Product, "uid"),
    "kind": _says("product"),
    "record": _first(Product, "uid"),
    "key": _first(ApiKey, "uid"),
    "order_id": lambda shop: f"ord_{_first(Order, 'uid')(shop).hex}",
    "consent_id": lambda shop: f"con_{_first(Consent, 'uid')(shop).hex}",
    "customer_id": lambda shop: f"cus_{_first(Customer, 'uid')(shop).hex}",
    "product_id": lambda shop: f"prd_{_first(Product, 'uid')(shop).hex}",
    "playlist_id": lambda shop: f"pl_{_first(Playlist, 'uid')(shop).hex}",
    "item_id": lambda shop: f"pli_{_first(PlaylistItem, 'uid')(shop).hex}",
    "series_id": lambda shop: f"srs_{_first(Series, 'uid')(shop).hex}",
    "post_id": lambda shop: f"pst_{_first(SeriesPost, 'uid')(shop).hex}",
    "content_id": lambda shop: f"cnt_{_first(ContentPiece, 'uid')(shop).hex}",
    "test_id": lambda shop: f"tst_{_first(ExposureTest, 'uid')(shop).hex}",
    "import_id": lambda shop: f"imp_{_first(ImportBatch, 'uid')(shop).hex}",
    "sku": _first(Product, "sku"),
    "api-unknown:rest": _says("nowhere"),
    "channel": _says("instagram"),
    "channel_slug": _says("instagram"),
    "campaign": _first(Campaign, "uid"),
    "ad_campaign_id": lambda shop: f"cpn_{_first(Campaign, 'uid')(shop).hex}",
    "channel-rule-switch:uid": _first(ChannelRule, "uid"),
    **{f"channel-run{part}:uid": _first(ChannelRun, "uid") for part in ("", "-progress", "-undo")},
    "spend": _first(SpendEntry, "uid"),
    "spend-rate-forget:uid": _first(CurrencyRate, "uid"),
    "spend_id": lambda shop: f"spd_{_first(SpendEntry, 'uid')(shop).hex}",
    "token": _says("junk"),
    "number": _says("MQ"),
    "version": lambda _shop: next(iter(widget_versions())),
    "code": canary,
    "link": _first(PlaylistCode, "link"),
    "code_uid": _first(PlaylistCode, "uid"),
    "use_uid": _first(CodeUse, "uid"),
    "code_id": lambda shop: f"cod_{_first(PlaylistCode, 'uid')(shop).hex}",
    "use_id": lambda shop: f"use_{_first(CodeUse, 'uid')(shop).hex}",
}


@dataclass(frozen=True, slots=True)
class Route:
    """One pattern. ``needs_role`` is None for a view outside ``shop_page``."""

    name: str
    pattern: str
    parameters: tuple[str, ...]
    view: Callable[..., Any]

    @property
    def needs_role(self) -> str | None:
        return getattr(self.view, "needs_role", None)

    @property
    def is_in_shop(self) -> bool:
        return self.pattern.startswith("shops/<slug:slug>/")

    def address(self, shop: ShopContext, records_of: ShopContext | None = None) -> str:
        """The address in ``shop``, naming records of ``records_of`` (by default of the same shop)."""
        values = {name: self.sample(name)(records_of or shop) for name in self.parameters}
        if "slug" in values:
            values["slug"] = shop.slug
        filled = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(values[found[1]]), self.pattern)
        return "/" + re.sub(r"\^|\$|\(\?P|\.\*\)", "", filled)

    def sample(self, parameter: str) -> Sample:
        kind = re.split(r"[-_]", self.name)[0].removesuffix("s")
        for key in (f"{self.name}:{parameter}", parameter, kind):
            if key in SAMPLES:
                return SAMPLES[key]
        raise LookupError(f"tests/routes.py: say what stands for {parameter!r} of the route {self.name!r}")


def all_routes() -> list[Route]:
    return sorted(_walk(get_resolver(), ""), key=lambda route: route.pattern)


def shop_routes() -> list[Route]:
    """The routes of the dashboard."""
    return [route for route in all_routes() if route.is_in_shop]


def _walk(resolver: URLResolver, before: str) -> Iterator[Route]:
    for pattern in resolver.url_patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            parameters = tuple(re.findall(r"<(?:\w+:)?(\w+)>", path))
            yield Route(pattern.name or "", path, parameters, pattern.callback)
        else:
            yield from _walk(pattern, path)
