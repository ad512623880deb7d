"""``/api/v1/segments`` and ``/api/v1/segment-campaigns``."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from rest_framework.request import Request
from rest_framework.response import Response

from catalog.rest.described import reads, writes
from catalog.rest.door import ShopAPIView
from catalog.rest.fields import uid_of
from shop_ai.lib.refusals import Conflict, FieldError, Invalid
from signals.recommend.serving import recommend_for
from signals.segments.campaigns import Wanted, accept, put_off, refuse, stop
from signals.segments.choosing import NotPossible
from signals.segments.messages import LANGUAGES, BadMessage, drafts
from signals.segments.models import SegmentCampaign, SegmentProposal
from signals.segments.people import PeopleAsked, matching
from signals.segments.reasons import reason_words
from signals.segments.rules import SEGMENTS
from signals.segments.selectors import (
    Offered,
    campaign,
    campaigns,
    last_run,
    offered,
    proposal_of_slot,
    proposals,
    segment_sums,
)
from signals.segments.shapes import (
    SegmentCampaignPage,
    SegmentCampaignParams,
    SegmentCampaignShown,
    SegmentDecisionAsked,
    SegmentDecisionShown,
    SegmentMemberPage,
    SegmentMemberParams,
    SegmentMemberShown,
    SegmentRecommendationsShown,
    SegmentsShown,
)
from signals.segments.words import definition, not_possible_words, rule_words, segment_name

SLOTS = frozenset(["1", "2", "3"])

MOST_LISTED = 12


def _code(text: str) -> str:
    if text not in SEGMENTS:
        raise Http404
    return text


def _moves(counts: dict[str, int]) -> list[dict[str, Any]]:
    return [{"segment": code, "customers": count} for code, count in counts.items()]


class SegmentList(ShopAPIView):
    scope_read = "segments:read"

    @reads("List segments", SegmentsShown)
    def get(self, request: Request) -> Response:
        run, days = last_run(self.shop.id), self.shop.inactive_after_days
        found = {
            "currency": self.shop.currency,
            "as_of": run.as_of if run else None,
            "computed_at": run.computed_at if run else None,
            "inactive_after_days": days,
            "pace": run.facts.get("pace") if run else None,
            "data": [
                {
                    "code": one.code,
                    "name": segment_name(one.code),
                    "definition": definition(one.code, days),
                    "customers": one.people,
                    "share": round(one.share, 6),
                    "net_value": one.net,
                    "came_from": _moves(one.came),
                    "went_to": _moves(one.went),
                }
                for one in segment_sums(self.shop.id)
            ],
        }
        return self.one(SegmentsShown(found).data)


class SegmentCustomers(ShopAPIView):
    scope_read = "segments:read"

    @reads("List customers of a segment", SegmentMemberPage, params=SegmentMemberParams, of_one=True)
    def get(self, request: Request, segment_code: str) -> Response:
        params = self.params(SegmentMemberParams)
        asked = PeopleAsked(_code(segment_code), params["thirty_days_ago"], "", "-net", 1, "")
        rows = matching(self.shop.id, asked).select_related("customer")
        return self.page(rows, params, lambda found: list(SegmentMemberShown(found, many=True).data))


def _shown(one: SegmentProposal, goods: dict[int, Offered], currency: str) -> dict[str, Any]:
    return {
        "id": one.uid,
        "slot": one.slot,
        "kind": one.kind,
        "state": one.state,
        "rule": rule_words(one.kind),
        "reason_code": one.reason_code,
        "reason": reason_words(one.reason_code, one.values, currency),
        "audience": one.audience,
        "discount": one.discount,
        "effect": one.effect,
        "messages": drafts(one.kind),
        "products": [goods[product] for product in one.products if product in goods],
    }


class SegmentRecommendations(ShopAPIView):
    scope_read = "segments:read"

    @reads("Read what to offer to a segment", SegmentRecommendationsShown, of_one=True)
    def get(self, request: Request, segment_code: str) -> Response:
        found = proposals(self.shop.id, _code(segment_code))
        goods = offered(self.shop.id, (product for one in found for product in one.products))
        listed = recommend_for(self.shop.id, segment=segment_code, limit=MOST_LISTED)
        shown = {
            "segment": segment_code,
            "proposals": [_shown(one, goods, self.shop.currency) for one in found],
            "products": listed.items,
        }
        return self.one(SegmentRecommendationsShown(shown).data)


class SegmentDecision(ShopAPIView):
    scope_write = "segments:write"

    @writes("Answer a proposal", SegmentDecisionAsked, {200: SegmentDecisionShown}, of_one=True)
    def post(self, request: Request, segment_code: str, segment_slot: str) -> Response:
        asked = self.body(SegmentDecisionAsked)
        if segment_slot not in SLOTS:
            raise Http404
        found = proposal_of_slot(self.shop.id, _code(segment_code), int(segment_slot))
        if found is None:
            raise Http404
        try:
            state, made = self._answered(found, asked)
        except NotPossible as error:
            raise Conflict(not_possible_words(error.why)) from error
        except BadMessage as error:
            raise Invalid(FieldError("#/messages", "unknown_mark", error.mark)) from error
        shown = {
            "answer": asked["answer"],
            "state": state.state,
            "until": state.until,
            "campaign_id": made.uid if made else None,
        }
        return self.one(SegmentDecisionShown(shown).data)

    def _answered(
        self, found: SegmentProposal, asked: dict[str, Any]
    ) -> tuple[SegmentProposal, SegmentCampaign | None]:
        by, made = f"key:{self.holder.key_id}", None
        if asked["answer"] == "accept":
            words = {code: text for code, text in asked.get("messages", {}).items() if code in LANGUAGES}
            wanted = Wanted(asked.get("discount"), asked.get("window_days"), words)
            made = accept(self.shop, found.uid, wanted, by=by)
        elif asked["answer"] == "refuse":
            refuse(self.shop, found.uid, cause=asked["cause"], by=by)
        else:
            put_off(self.shop, found.uid, by=by)
        found.refresh_from_db()
        return found, made


class SegmentCampaignList(ShopAPIView):
    scope_read = "segments:read"

    @reads("List offers that went out", SegmentCampaignPage, params=SegmentCampaignParams)
    def get(self, request: Request) -> Response:
        params = self.params(SegmentCampaignParams)
        rows = campaigns(self.shop.id, segment=params["segment"], state=params["state"])
        return self.page(rows, params, lambda found: list(SegmentCampaignShown(found, many=True).data))


class SegmentCampaignOne(ShopAPIView):
    scope_read = "segments:read"

    @reads("Read an offer and its result", SegmentCampaignShown, single=True)
    def get(self, request: Request, campaign_id: str) -> Response:
        found = campaign(self.shop.id, uid_of("cmp", campaign_id))
        if found is None:
            raise Http404
        return self.one(SegmentCampaignShown(found).data)


class SegmentCampaignStop(ShopAPIView):
    scope_write = "segments:write"

    @writes("Stop an offer", None, {200: SegmentCampaignShown}, of_one=True)
    def post(self, request: Request, campaign_id: str) -> Response:
        try:
            found = stop(self.shop, uid_of("cmp", campaign_id), by=f"key:{self.holder.key_id}")
        except NotPossible as error:
            raise Conflict(not_possible_words(error.why)) from error
        if found is None:
            raise Http404
        return self.one(SegmentCampaignShown(found).data)
