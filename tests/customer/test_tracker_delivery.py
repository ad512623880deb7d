"""The queue of the page script: nothing lost, nothing kept too long, whatever the server or the tabs do."""

from __future__ import annotations

import json
import time

import pytest
from playwright.sync_api import BrowserContext, Page

from .conftest import CORS, Answer, Origin, Tool, wait_until
from .test_tracker import SILENT, html, plant, stored


def refuse(status: int, **headers: str) -> Answer:
    return Answer(status, headers={**CORS, **{k.replace("_", "-"): v for k, v in headers.items()}})


def queue_of(page: Page) -> list[str]:
    return sorted(name[9:] for name in stored(page) if name.startswith("shopai:q:"))


def test_a_refused_batch_is_sent_again_with_the_same_ids_until_accepted(
    page: Page, shop: Origin, tool: Tool
) -> None:
    tool.event_answers = [refuse(503), refuse(500)]
    page.goto(shop.set_page("/", html(tool)))
    wait_until(lambda: len(tool.batches) == 3, 12)
    first, second, third = tool.batches
    assert first.events == second.events == third.events
    assert 0.5 <= second.at - first.at <= 1.6
    assert 1.0 <= third.at - second.at <= 2.6
    wait_until(lambda: queue_of(page) == [])
    time.sleep(1)
    assert len(tool.batches) == 3


def test_retry_after_is_honoured_even_by_the_next_page(page: Page, shop: Origin, tool: Tool) -> None:
    tool.event_answers = [refuse(429, Retry_After="4")]
    url = shop.set_page("/", html(tool))
    page.goto(url)
    wait_until(lambda: len(tool.batches) == 1)
    wait_until(lambda: "shopai:wait" in stored(page))
    page.goto(url)
    wait_until(lambda: len(tool.batches) == 2, 12)
    assert tool.batches[1].at - tool.batches[0].at >= 3.9
    assert set(tool.ids("view")[:1]) < {event["id"] for event in tool.batches[1].events}


@pytest.mark.parametrize("status", [400, 403, 404, 413])
def test_a_batch_that_can_never_be_accepted_is_dropped(
    page: Page, shop: Origin, tool: Tool, status: int
) -> None:
    tool.event_answers = [refuse(status)]
    page.goto(shop.set_page("/", html(tool)))
    wait_until(lambda: tool.batches)
    wait_until(lambda: queue_of(page) == [])
    time.sleep(SILENT)
    assert len(tool.batches) == 1


def test_a_dead_server_loses_nothing_and_harms_nothing(
    page: Page, shop: Origin, tool: Tool, errors: list[str]
) -> None:
    url = shop.set_page("/", html(tool))
    page.goto(url)
    wait_until(lambda: queue_of(page) == [] and tool.batches)
    tool.hanging = True
    page.evaluate("() => shopai('add_to_cart', {sku: 'LATE'})")
    page.goto(shop.set_page("/away", "<title>x</title>"))
    kept = queue_of(page)
    assert kept
    tool.hanging = False
    page.goto(url)
    wait_until(lambda: set(kept) <= set(tool.ids()), 12)
    assert errors == []


def test_the_queue_holds_the_newest_200_events_of_one_day(page: Page, shop: Origin, tool: Tool) -> None:
    tool.event_answers = [refuse(429, Retry_After="600")]
    url = shop.set_page("/", html(tool))
    page.goto(url)
    wait_until(lambda: "shopai:wait" in stored(page))
    page.evaluate("() => { for (let i = 0; i < 260; i++) shopai('like', {sku: 'S' + i}) }")
    kept = [json.loads(stored(page)["shopai:q:" + name]) for name in queue_of(page)]
    assert len(kept) == 200
    assert {event["type"] for event in kept} == {"like"}
    page.evaluate("() => localStorage.clear()")
    plant(page, 5, hours_old=25)
    page.evaluate("() => shopai('save', {sku: 'NEW'})")
    assert len(queue_of(page)) == 1


def test_a_batch_has_at_most_20_events_and_60_kb(page: Page, shop: Origin, tool: Tool) -> None:
    page.goto(shop.set_page("/", html(tool)))
    page.evaluate(
        """() => { for (let i = 0; i < 50; i++)
                     shopai('search', {query: 'ثوب'.repeat(9999), sku: 'ق'.repeat(999)}) }"""
    )
    wait_until(lambda: len(set(tool.ids("search"))) == 50)
    assert max(len(batch.events) for batch in tool.batches) == 20
    assert max(batch.size for batch in tool.batches) <= 60_000
    assert max(len(event["query"]) for event in tool.events("search")) == 200


def test_two_tabs_never_lose_an_event(context: BrowserContext, shop: Origin, tool: Tool) -> None:
    url = shop.set_page("/", html(tool))
    tabs = [context.new_page(), context.new_page()]
    tool.event_answers = [refuse(503)] * 3
    for tab in tabs:
        tab.goto(url)
    for number in range(30):
        tabs[number % 2].evaluate("number => shopai('like', {sku: 'S' + number})", number)
    wait_until(lambda: {e["sku"] for e in tool.events("like")} == {f"S{n}" for n in range(30)}, 20)
    wait_until(lambda: queue_of(tabs[0]) == [], 20)
