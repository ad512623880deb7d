"""``/api/v1/playlist-proposals``: read what is proposed, accept or refuse it."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from catalog.rest.described import reads, writes
from catalog.rest.door import ShopAPIView
from catalog.rest.fields import uid_of
from shop_ai.lib.refusals import Conflict
from signals.proposals.deciding import NotStanding, accept_proposal, refuse_proposal
from signals.proposals.models import PlaylistProposal
from signals.proposals.selectors import proposal, proposals
from signals.proposals.shapes import ProposalDecision, ProposalPage, ProposalParams, ProposalShown


class _Proposals(ShopAPIView):
    def shown(self, found: PlaylistProposal | list[PlaylistProposal], *, many: bool = False) -> Any:
        return ProposalShown(found, many=many, context={"currency": self.shop.currency}).data


class ProposalList(_Proposals):
    scope_read = "playlists:read"

    @reads("List proposed playlists", ProposalPage, params=ProposalParams)
    def get(self, request: Request) -> Response:
        params = self.params(ProposalParams)
        rows = proposals(self.shop.id, state=params["state"]).select_related("playlist")
        return self.page(rows, params, lambda found: list(self.shown(found, many=True)))


class ProposalOne(_Proposals):
    scope_read = "playlists:read"

    @reads("Read a proposed playlist", ProposalShown, single=True)
    def get(self, request: Request, proposal_id: str) -> Response:
        found = proposal(self.shop.id, uid_of("ppl", proposal_id))
        if found is None:
            raise Http404
        return self.one(self.shown(found))


class ProposalDecide(_Proposals):
    scope_write = "playlists:write"

    @writes("Decide on a proposed playlist", ProposalDecision, {200: ProposalShown}, of_one=True)
    def post(self, request: Request, proposal_id: str) -> Response:
        asked, uid, by = self.body(ProposalDecision), uid_of("ppl", proposal_id), f"key:{self.holder.key_id}"
        try:
            if asked["action"] == "accept":
                done: object = accept_proposal(self.shop, uid, by=by)
            else:
                done = refuse_proposal(self.shop, uid, asked["cause"], by=by)
        except NotStanding as error:
            raise Conflict(_("This proposal was decided or ended meanwhile.")) from error
        found = proposal(self.shop.id, uid)
        if done is None or found is None:
            raise Http404
        return self.one(self.shown(found))
