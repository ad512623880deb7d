"""``/api/v1/events``: what a shop's own server reports, and what is kept."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response

from catalog.rest.described import reads, writes
from catalog.rest.door import ShopAPIView
from signals.ingest.automations import MEASUREMENT
from signals.ingest.events import Sender
from signals.ingest.kept import kept_events
from signals.ingest.models import Outcome
from signals.ingest.services import recognise, sort, take_in
from signals.ingest.shapes import EventPage, EventParams, EventsGiven, EventShown, EventsTaken
from transparency.ledger.switches import is_on

SERVER = Sender(daily_visitor="", device="", app_channel="", is_server=True)


class Events(ShopAPIView):
    scope_read = "events:read"
    scope_write = "events:write"

    @reads("List events", EventPage, params=EventParams)
    def get(self, request: Request) -> Response:
        params = self.params(EventParams)
        page = kept_events(
            self.shop.id,
            kind=params.get("type", ""),
            since=params.get("since"),
            until=params.get("until"),
            limit=params["limit"],
            cursor=params["cursor"],
        )
        return Response({"data": EventShown(page.rows, many=True).data, "next": page.next})

    @writes(
        "Send events",
        EventsGiven,
        {202: EventsTaken},
        description="As the page script sends them, and also what only a server knows: orders and parcels.",
    )
    def post(self, request: Request) -> Response:
        raw = self.body(EventsGiven)["events"]
        if is_on(MEASUREMENT.code):
            kept, dropped = sort(raw, SERVER)
            recognise(self.shop.id, kept)
            receipt = take_in(self.shop.id, kept, dropped)
        else:
            receipt = take_in(self.shop.id, [], {Outcome.SWITCHED_OFF.value: len(raw)} if raw else {})
        taken = {"stored": receipt.stored, "duplicate": receipt.duplicate, "dropped": receipt.dropped}
        return Response(taken, status=202)
