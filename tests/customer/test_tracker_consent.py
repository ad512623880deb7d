"""Consent in a real browser: the server hears of a choice before it hears of the id, and of its withdrawal."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Page

from .conftest import Origin, Tool, wait_until
from .test_tracker import SILENT, html, stored
from .test_tracker_delivery import refuse


def test_the_server_hears_of_the_choice_before_any_event_carries_the_id(
    page: Page, shop: Origin, tool: Tool
) -> None:
    page.goto(shop.set_page("/p/robe", html(tool)))
    wait_until(lambda: tool.events("view"))
    page.evaluate("() => { shopai.consent(true, {text_version: '2026-10'}); shopai('like', {sku: 'A'}) }")
    (liked,) = wait_until(lambda: tool.events("like"))
    assert tool.choices == [
        {
            "visitor": liked["vid"],
            "choices": True,
            "page": "/p/robe",
            "language": "fr",
            "text_version": "2026-10",
        }
    ]
    posted = [path for method, path in tool.seen if method == "POST"]
    assert posted.index("/e/pk_test/consent") < len(posted) - 1


def test_withdrawing_is_the_same_call_and_the_server_hears_of_it(
    page: Page, shop: Origin, tool: Tool
) -> None:
    page.goto(shop.set_page("/", html(tool)))
    page.evaluate("() => shopai.consent(true)")
    wait_until(lambda: tool.choices)
    vid = stored(page)["shopai:vid"]
    page.evaluate("() => shopai.consent(false)")
    wait_until(lambda: len(tool.choices) == 2)
    assert (tool.choices[1]["visitor"], tool.choices[1]["choices"]) == (vid, False)
    wait_until(lambda: stored(page) == {})


def test_purposes_can_be_chosen_one_by_one(page: Page, shop: Origin, tool: Tool) -> None:
    page.goto(shop.set_page("/", html(tool)))
    page.evaluate("() => shopai.consent({measurement: false, recommendation: true})")
    time.sleep(SILENT)
    assert tool.choices == []  # nobody is known, and the answer is to stay so
    page.evaluate("() => shopai.consent({measurement: true, messages: true})")
    wait_until(lambda: tool.choices)
    assert tool.choices[0]["choices"] == {"measurement": True, "messages": True}


def test_a_choice_is_told_again_until_it_is_heard_and_events_wait_for_it(
    page: Page, shop: Origin, tool: Tool
) -> None:
    page.goto(shop.set_page("/", html(tool)))
    wait_until(lambda: tool.batches)
    tool.event_answers = [refuse(503), refuse(503)]
    before = len(tool.batches)
    page.evaluate("() => { shopai.consent(true); shopai('like', {sku: 'A'}) }")
    wait_until(lambda: len(tool.choices) == 2)
    assert len(tool.batches) == before
    wait_until(lambda: tool.events("like"), 12)
    assert len(tool.choices) == 3
    assert tool.choices[0] == tool.choices[2]


def test_a_browser_that_asks_not_to_be_tracked_tells_nothing(page: Page, shop: Origin, tool: Tool) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'globalPrivacyControl', {get: () => true})")
    page.goto(shop.set_page("/", html(tool)))
    page.evaluate("() => { shopai.consent(true); shopai.consent(false) }")
    time.sleep(SILENT)
    assert (tool.choices, tool.batches, stored(page)) == ([], [], {})


def test_a_full_storage_keeps_nothing_and_breaks_nothing(
    page: Page, shop: Origin, tool: Tool, errors: list[str]
) -> None:
    page.goto(shop.set_page("/plain", "<!doctype html><title>x</title>"))
    page.evaluate(
        """() => { let size = 1e6; while (size >= 1) {
            try { localStorage["fill" + Math.random()] = "x".repeat(size) } catch { size = Math.floor(size / 2) } } }"""
    )
    page.goto(shop.set_page("/", html(tool)))
    page.evaluate("() => { shopai.consent(true); shopai('like', {sku: 'FULL'}) }")
    (liked,) = wait_until(lambda: tool.events("like"))
    assert (liked["sku"], "vid" in liked, errors) == ("FULL", False, [])


@pytest.mark.parametrize("lacking", ["fetch", "URLSearchParams", "crypto"])
def test_an_old_browser_is_left_in_peace(
    page: Page, shop: Origin, tool: Tool, errors: list[str], lacking: str
) -> None:
    page.add_init_script(f"Object.defineProperty(window, '{lacking}', {{value: undefined}})")
    page.goto(shop.set_page("/", html(tool)))
    time.sleep(SILENT)
    assert (tool.batches, errors) == ([], [])


def test_three_seconds_without_a_network_lose_nothing(
    page: Page, shop: Origin, tool: Tool, errors: list[str]
) -> None:
    page.goto(shop.set_page("/", html(tool)))
    wait_until(lambda: tool.batches)
    page.context.set_offline(True)
    page.evaluate("() => { for (let i = 0; i < 30; i++) shopai('like', {sku: 'S' + i}) }")
    time.sleep(3)
    page.context.set_offline(False)
    wait_until(lambda: {event["sku"] for event in tool.events("like")} == {f"S{n}" for n in range(30)}, 15)
    assert errors == []


def test_a_strict_policy_of_the_page_lets_the_script_do_all_its_work(
    page: Page, shop: Origin, tool: Tool, errors: list[str]
) -> None:
    policy = f"default-src 'none'; script-src {tool.url}; connect-src {tool.url}"
    page.goto(shop.set_page("/strict", html(tool), Content_Security_Policy=policy))
    wait_until(lambda: tool.events("view"))
    assert errors == []
