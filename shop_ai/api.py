"""Every address of the REST API, its OpenAPI document and the page of it."""

from __future__ import annotations

import json
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path, re_path
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator

from attribution.credit.api import CreditRead
from attribution.kpis.api import Kpis
from catalog.channels.api import CampaignList, CampaignOne, ChannelList, ChannelOne
from catalog.codes.api import CodeCheck, CodeList, CodeOne, CodeRedemptionOne, CodeRedemptions
from catalog.content.api import ContentList, ContentMetrics, ContentOne
from catalog.conversations.api import ConversationForget, ConversationList, ConversationOne
from catalog.customers.api import CustomerList, CustomerOne
from catalog.imports.api import ImportErrors, ImportList, ImportOne, ImportRun, ImportUndo
from catalog.occasions.api import OccasionList
from catalog.orders.api import OrderList, OrderOne, OrderRefunds
from catalog.parcels.api import ParcelList, ParcelOne
from catalog.playlists.api import PlaylistItemOne, PlaylistItems, PlaylistList, PlaylistOne
from catalog.products.api import ProductBySku, ProductList, ProductOne
from catalog.rest import reference
from catalog.series.api import PostDone, PostSkipped, SeriesList, SeriesOne
from catalog.spend.api import SpendList, SpendOne
from shop_ai.problems import problem
from signals.audience.api import AudienceRead
from signals.backtest.api import ModelChoice
from signals.consent.api import Consent, Consents, ConsentTexts
from signals.exposure.api import TestDecision, TestList, TestOne
from signals.ingest.rest import Events
from signals.playlist_results.api import PlaylistResults
from signals.proposals.api import ProposalDecide, ProposalList, ProposalOne
from signals.recommend.api import (
    Batch,
    Choices,
    Feedback,
    RecommendationOne,
    Recommendations,
)
from signals.scores.api import ContentScores, ProductScores
from signals.segments.api import (
    SegmentCampaignList,
    SegmentCampaignOne,
    SegmentCampaignStop,
    SegmentCustomers,
    SegmentDecision,
    SegmentList,
    SegmentRecommendations,
)
from signals.trends.api import Trends
from transparency.cases.api import CaseEnd, CaseList, CaseMessages, CaseOne
from transparency.decisions.api import DecisionList, DecisionOne

resources = [
    path("products", ProductList.as_view(), name="api-products"),
    path("products/by-sku/<path:sku>", ProductBySku.as_view(), name="api-product-by-sku"),
    path("products/<str:product_id>", ProductOne.as_view(), name="api-product"),
    path("customers", CustomerList.as_view(), name="api-customers"),
    path("customers/<str:customer_id>", CustomerOne.as_view(), name="api-customer"),
    path("conversations", ConversationList.as_view(), name="api-conversations"),
    path("conversations/<str:conversation_id>", ConversationOne.as_view(), name="api-conversation"),
    path(
        "conversations/<str:conversation_id>/forget",
        ConversationForget.as_view(),
        name="api-conversation-forget",
    ),
    path("cases", CaseList.as_view(), name="api-cases"),
    path("cases/<str:case_id>", CaseOne.as_view(), name="api-case"),
    path("cases/<str:case_id>/messages", CaseMessages.as_view(), name="api-case-messages"),
    path("cases/<str:case_id>/close", CaseEnd.as_view(), name="api-case-close"),
    path("orders", OrderList.as_view(), name="api-orders"),
    path("orders/<str:order_id>", OrderOne.as_view(), name="api-order"),
    path("orders/<str:order_id>/refunds", OrderRefunds.as_view(), name="api-order-refunds"),
    path("parcels", ParcelList.as_view(), name="api-parcels"),
    path("parcels/<str:parcel_id>", ParcelOne.as_view(), name="api-parcel"),
    path("kpis", Kpis.as_view(), name="api-kpis"),
    path("credit", CreditRead.as_view(), name="api-credit"),
    path("playlists", PlaylistList.as_view(), name="api-playlists"),
    path("playlists/<str:playlist_id>", PlaylistOne.as_view(), name="api-playlist"),
    path("playlists/<str:playlist_id>/items", PlaylistItems.as_view(), name="api-playlist-items"),
    path(
        "playlists/<str:playlist_id>/items/<str:item_id>", PlaylistItemOne.as_view(), name="api-playlist-item"
    ),
    path("codes", CodeList.as_view(), name="api-codes"),
    path("codes/check", CodeCheck.as_view(), name="api-code-check"),
    path("codes/<str:code_id>", CodeOne.as_view(), name="api-code"),
    path("codes/<str:code_id>/redemptions", CodeRedemptions.as_view(), name="api-code-redemptions"),
    path(
        "codes/<str:code_id>/redemptions/<str:use_id>",
        CodeRedemptionOne.as_view(),
        name="api-code-redemption",
    ),
    path("series", SeriesList.as_view(), name="api-series"),
    path("series/<str:series_id>", SeriesOne.as_view(), name="api-series-one"),
    path("series/posts/<str:post_id>/done", PostDone.as_view(), name="api-series-done"),
    path("series/posts/<str:post_id>/skipped", PostSkipped.as_view(), name="api-series-skipped"),
    path("playlists/<str:playlist_id>/results", PlaylistResults.as_view(), name="api-playlist-results"),
    path("playlist-proposals", ProposalList.as_view(), name="api-playlist-proposals"),
    path("playlist-proposals/<str:proposal_id>", ProposalOne.as_view(), name="api-playlist-proposal"),
    path(
        "playlist-proposals/<str:proposal_id>/decision",
        ProposalDecide.as_view(),
        name="api-playlist-decision",
    ),
    path("channels", ChannelList.as_view(), name="api-channels"),
    path("channels/<str:channel_slug>", ChannelOne.as_view(), name="api-channel"),
    path("campaigns", CampaignList.as_view(), name="api-campaigns"),
    path("campaigns/<str:ad_campaign_id>", CampaignOne.as_view(), name="api-campaign"),
    path("spend", SpendList.as_view(), name="api-spend"),
    path("spend/<str:spend_id>", SpendOne.as_view(), name="api-spend-one"),
    path("occasions", OccasionList.as_view(), name="api-occasions"),
    path("content", ContentList.as_view(), name="api-content"),
    path("content/<str:content_id>", ContentOne.as_view(), name="api-content-one"),
    path("content/<str:content_id>/metrics", ContentMetrics.as_view(), name="api-content-metrics"),
    path("imports", ImportList.as_view(), name="api-imports"),
    path("imports/<str:import_id>", ImportOne.as_view(), name="api-import"),
    path("imports/<str:import_id>/run", ImportRun.as_view(), name="api-import-run"),
    path("imports/<str:import_id>/undo", ImportUndo.as_view(), name="api-import-undo"),
    path("imports/<str:import_id>/errors", ImportErrors.as_view(), name="api-import-errors"),
    path("decisions", DecisionList.as_view(), name="api-decisions"),
    path("decisions/<str:decision_id>", DecisionOne.as_view(), name="api-decision"),
    path("events", Events.as_view(), name="api-events"),
    path("consents", Consents.as_view(), name="api-consents"),
    path("consents/texts", ConsentTexts.as_view(), name="api-consent-texts"),
    path("consents/<str:consent_id>", Consent.as_view(), name="api-consent"),
    path("exposure-tests", TestList.as_view(), name="api-exposure-tests"),
    path("exposure-tests/<str:test_id>", TestOne.as_view(), name="api-exposure-test"),
    path("exposure-tests/<str:test_id>/decision", TestDecision.as_view(), name="api-exposure-decision"),
    path("recommendations/model", ModelChoice.as_view(), name="api-model-choice"),
    path("recommendations", Recommendations.as_view(), name="api-recommendations"),
    path("recommendations/batch", Batch.as_view(), name="api-recommendations-batch"),
    path("recommendations/choices", Choices.as_view(), name="api-recommendation-choices"),
    path("recommendations/feedback", Feedback.as_view(), name="api-recommendation-feedback"),
    path("recommendations/<str:recommendation_id>", RecommendationOne.as_view(), name="api-recommendation"),
    path("scores/products", ProductScores.as_view(), name="api-scores-products"),
    path("scores/content", ContentScores.as_view(), name="api-scores-content"),
    path("segments", SegmentList.as_view(), name="api-segments"),
    path("segments/<str:segment_code>/customers", SegmentCustomers.as_view(), name="api-segment-customers"),
    path(
        "segments/<str:segment_code>/recommendations",
        SegmentRecommendations.as_view(),
        name="api-segment-recommendations",
    ),
    path(
        "segments/<str:segment_code>/recommendations/<str:segment_slot>/decision",
        SegmentDecision.as_view(),
        name="api-segment-decision",
    ),
    path("segment-campaigns", SegmentCampaignList.as_view(), name="api-segment-campaigns"),
    path("segment-campaigns/<str:campaign_id>", SegmentCampaignOne.as_view(), name="api-segment-campaign"),
    path(
        "segment-campaigns/<str:campaign_id>/stop",
        SegmentCampaignStop.as_view(),
        name="api-segment-campaign-stop",
    ),
    path("trends", Trends.as_view(), name="api-trends"),
    path("audience", AudienceRead.as_view(), name="api-audience"),
]


@cache
def document() -> bytes:
    """The OpenAPI 3.1 document, in English; it is the same until the process ends."""
    with translation.override("en"):
        schema = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    return json.dumps(schema, ensure_ascii=False).encode()


@require_safe
@cache_control(public=True, max_age=300)
def schema(request: HttpRequest) -> HttpResponse:
    return HttpResponse(document(), content_type="application/json")


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    context = {"resources": reference.resources(json.loads(document())), "address": settings.PUBLIC_URL}
    return render(request, "rest/docs.html", context)


@csrf_exempt
def unknown(request: HttpRequest, rest: str = "") -> JsonResponse:
    """An address of the API that leads nowhere."""
    return problem(404, _("The API has no such address; see /api/v1/docs."))


urlpatterns = [
    *resources,
    path("schema", schema, name="api-schema"),
    path("docs", docs, name="api-docs"),
    re_path(r"^(?P<rest>[\s\S]*)\Z", unknown, name="api-unknown"),
]
