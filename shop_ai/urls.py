"""Every address of the instance. Pages of a shop live under ``/shops/<slug>/``, one line a room."""

from __future__ import annotations

from django.urls import include, path

from attribution.digest.views import stop as stop_letters
from catalog.heard import public as heard
from catalog.landing.public import code_link
from catalog.members import views as members
from catalog.playlists.public import public as public_playlist
from catalog.shops import views as shops
from shop_ai.health import health
from signals.ingest import scripts

IN_SHOP = [
    path("", include("attribution.kpis.urls")),
    path("kpis/forecast/", include("attribution.forecast.urls")),
    path("kpis/value/", include("attribution.customer_value.urls")),
    path("channels/budget/", include("attribution.budget.urls")),
    path("channels/outcomes/", include("attribution.campaign_outcome.urls")),
    path("nightly/", include("attribution.nightly.urls")),
    path("reports/", include("attribution.reports.urls")),
    path("orders/", include("catalog.orders.urls")),
    path("parcels/", include("catalog.parcels.urls")),
    path("products/", include("catalog.products.urls")),
    path("content/", include("catalog.content.urls")),
    path("conversations/", include("catalog.conversations.urls")),
    path("customers/", include("catalog.customers.urls")),
    path("imports/", include("catalog.imports.urls")),
    path("playlists/", include("catalog.playlists.urls")),
    path("channels/credit/", include("attribution.credit.urls")),
    path("channels/roles/", include("attribution.roles.urls")),
    path("channels/tests/", include("attribution.wilaya_tests.urls")),
    path("channels/", include("attribution.channel_costs.urls")),
    path("channels/", include("catalog.channels.urls")),
    path("channels/spend/", include("catalog.spend.urls")),
    path("codes/", include("catalog.codes.urls")),
    path("codes/", include("catalog.landing.urls")),
    path("series/", include("catalog.series.urls")),
    path("occasions/", include("catalog.occasions.urls")),
    path("history/", include("catalog.history.urls")),
    path("content/", include("signals.scores.content_urls")),
    path("signals/scores/", include("signals.scores.urls")),
    path("signals/recommendations/widget/", include("signals.widget.urls")),
    path("signals/recommendations/choice/", include("signals.backtest.urls")),
    path("signals/recommendations/", include("signals.recommend.urls")),
    path("signals/trends/", include("signals.trends.urls")),
    path("signals/audience/", include("signals.audience.urls")),
    path("signals/codes/", include("signals.code_results.urls")),
    path("signals/playlists/", include("signals.playlist_results.urls")),
    path("signals/proposals/", include("signals.proposals.urls")),
    path("signals/imported-visits/", include("signals.visits_import.urls")),
    path("signals/tests/", include("signals.exposure.urls")),
    path("signals/segments/", include("signals.segments.urls")),
    path("signals/", include("signals.ingest.urls")),
    path("settings/", include("catalog.shops.urls")),
    path("settings/members/", include("catalog.members.urls")),
    path("settings/keys/", include("catalog.keys.urls")),
    path("transparency/erasure/", include("transparency.erasure.urls")),
    path("transparency/retention/", include("transparency.retention.urls")),
    path("transparency/register/", include("transparency.register.urls")),
    path("transparency/breach/", include("transparency.breach.urls")),
    path("transparency/integrity/", include("transparency.integrity.urls")),
    path("transparency/audit/", include("transparency.audit.urls")),
    path("transparency/page/", include("transparency.public_page.urls")),
    path("transparency/cases/", include("transparency.cases.urls")),
    path("transparency/rights/", include("transparency.rights.urls")),
    path("transparency/rules/", include("transparency.rules.urls")),
    path("transparency/disputes/", include("transparency.disputes.urls")),
    path("transparency/", include("transparency.centre.urls")),
]

urlpatterns = [
    path("health", health, name="health"),
    path("api/v1/", include("shop_ai.api")),
    path("", shops.home, name="home"),
    path("open-a-shop", shops.open_a_shop, name="open-shop"),
    path("invitations/<str:token>", members.invitation, name="invitation"),
    path("", include("catalog.login.urls")),
    path("", include("catalog.account.urls")),
    path("shops/<slug:slug>/", include(IN_SHOP)),
    path("t/<slug:slug>/", include("transparency.public_page.public_urls")),
    path("t/<slug:slug>/", include("transparency.cases.public_urls")),
    path("t/<slug:slug>/", include("transparency.rights.public_urls")),
    path("letters/<str:token>", stop_letters, name="letters-stop"),
    path("h/<str:token>", heard.by_link, name="heard-link"),
    path("h/frame/<str:public_key>", heard.in_frame, name="heard-frame"),
    path("s.js", scripts.tracker, name="tracker-script"),
    path("w/v1.js", scripts.widget, name="widget-script"),
    path("p/<slug:slug>/<slug:playlist>", public_playlist, name="public-playlist"),
    path("l/<str:link>", code_link, name="code-link"),
    path("w/v1.<slug:version>.js", scripts.pinned_widget, name="pinned-widget-script"),
]
