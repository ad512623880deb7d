"""What simulated customers say: their conversations through the import door, and how they heard of the shop."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from catalog.conversations.acts import put_script
from catalog.conversations.kinds import confirm_chat
from catalog.conversations.selectors import scripts
from catalog.heard.asking import options_of
from catalog.heard.models import AskedBy
from catalog.heard.services import NewAnswer, bring_answers
from catalog.imports.outcome import Outcome
from catalog.imports.running import run_import
from catalog.imports.services import create_import
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from shop_ai.simulator.model.channels import SLUGS
from shop_ai.simulator.model.world import Day, World
from shop_ai.simulator.writers.chats import Chats
from shop_ai.simulator.writers.clock import midnight, moment
from shop_ai.simulator.writers.files import SCRIPTS, Talkers

CHATS: Final = 4  # contacts whose whole chat is exported; all others stand in the sheet
ANSWERED: Final = 0.3  # of the orders
REMEMBERED: Final = 0.85  # of the answers, those that name the true channel
ASKED: Final = (AskedBy.LINK, AskedBy.CALL, AskedBy.FRAGMENT)


class Voices:
    """Gathers what is said day by day, and brings it in once the orders are there."""

    def __init__(self, shop: ShopContext, world: World, now: datetime) -> None:
        self._shop, self._world, self._now = shop, world, now
        self._talkers = Talkers(world, shop.zone, now)
        self._chats = Chats(world, shop.zone, now, most=CHATS)
        self._sheet = bytearray(dict(self._talkers.headers())["conversations.csv"])
        self._answers: list[NewAnswer] = []

    def day(self, day: Day) -> None:
        self._chats.add(day)
        self._sheet += self._talkers.talks(day, leave_out=self._chats.contacts)
        self._listen(day)

    def _listen(self, day: Day) -> None:
        """Some customers say how they heard of the shop; some of them are wrong, or have forgotten."""
        rng = self._world.plan.stream("heard", day.position)
        options = list(options_of(self._shop.id))
        start = midnight(day.date, self._shop.zone)
        for at in range(len(day.orders)):
            drawn, shown = rng.random(3), tuple(options[i] for i in rng.permutation(len(options)))
            placed = moment(start, float(day.orders.placed[at]))
            if drawn[0] >= ANSWERED or placed > self._now:
                continue
            truth = SLUGS[int(day.orders.channel[at])]
            said = truth if drawn[1] < REMEMBERED else shown[int(drawn[2] * len(shown))]
            self._answers.append(
                NewAnswer(
                    order_number=f"{self._world.plan.prefix}-{day.first_number + at:04d}",
                    channel=said if said in shown else "",
                    asked_by=ASKED[at % len(ASKED)],
                    at=min(placed + timedelta(minutes=20), self._now),
                    shown=shown,
                )
            )

    def bring_in(self) -> dict[str, int]:
        """Write everything; returns rows by what became of them, and how many answers were kept."""
        with shop_scope(self._shop.id):
            known = {script.title for script in scripts(self._shop.id, archived=None)}
            for title, text in SCRIPTS:
                if title not in known:
                    put_script(self._shop.id, None, title=title, text=text, language="fr")
        told: dict[str, int] = {}
        if self._sheet.count(b"\n") > 1:  # more than its header
            told = self._import("conversations.csv", bytes(self._sheet)).rows()
        for name, content in self._chats.files():
            self._import(name, content)
        return told | {"answers": bring_answers(self._shop, self._answers)}

    def _import(self, name: str, content: bytes) -> Outcome:
        batch = create_import(self._shop, content=content, file_name=name, kind="conversations")
        if batch.format == "whatsapp_chat":
            with shop_scope(self._shop.id):
                confirm_chat(batch, "simulate")
        return run_import(self._shop, batch.pk)
