"""Words for what the ledger stores as codes."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from signals.recommend.words import left_out_words
from transparency.ledger.automations import UnknownAutomation, automation
from transparency.ledger.switches import EVERYTHING
from transparency.ledger.wording import weight_words

register = template.Library()


register.filter("weight_words", weight_words)


@register.filter
def automation_title(code: str) -> str:
    """The automation's title; the bare code for one that no longer exists."""
    if code == EVERYTHING:
        return _("Manual mode")
    try:
        return str(automation(code).title)
    except UnknownAutomation:
        return code


@register.filter
def decision_reason(code: str) -> str:
    """Why, in one plain sentence."""
    return {
        "ranked_by_net_orders": _("Products put in order by delivered orders, less those given back"),
        "scored_by_value": _("Products scored by what 1,000 views of each bring, on delivered orders"),
        "scored_by_house": _("Posts compared with the shop's own posts of their kind"),
        "score_settings_changed": _("A person changed what scores are made with"),
        "switched_by_person": _("A person turned the switch"),
        "conversation_names_purchase": _("A product, a price, an order or a delivery was named"),
        "conversation_names_nothing": _("Neither a product nor a price, an order or a delivery was named"),
        "conversations_judged": _("Conversations told from greetings by what their customers wrote"),
        "conversation_judged_by_person": _("A person said whether the conversation is about a purchase"),
        "chosen_by_shop": _("The shop picked or hid a product"),
        "category_chosen": _("The shop left a category out of the recommendations, or let it in again"),
        "held_back": _("A product is held back as unsafe: nothing recommends it"),
        "hold_lifted": _("A product that was held back may be recommended again"),
        "little_seen": _("Places were shared among products that hardly anybody has seen"),
        "lists_sealed": _("Lists that were served were sealed together, so that none can be changed"),
        "rose_beyond_chance": _("A week held more than chance explains, compared with the six before it"),
        "nothing_beyond_chance": _("No count of the week rose more than chance explains"),
        "tests_opened": _("New products began their test"),
        "tests_allocated": _("The test place was shared among the products in test"),
        "test_promoted": _("Those who saw it took it more often than the shop's usual product"),
        "test_stopped": _("Those who saw it took it less often than the shop's usual product"),
        "test_undecided": _("Enough people saw it, and it is neither better nor worse than usual"),
        "test_goes_on": _("Too early to tell; the test goes on"),
        "test_complained": _("Two complaints ended the test"),
        "test_returned": _("It came back far more often than the shop's other products"),
        "test_new": _("New in the catalogue, and never sold before"),
        "test_rested": _("It has rested, and may be tested again"),
        "test_not_showable": _("It is sold out, hidden or no longer sold"),
        "test_place_over": _("It had a place of its own long enough"),
        "test_overruled": _("A person decided otherwise than the test"),
        "test_asked": _("A person asked for a test"),
        "credit_shared": _("What delivered orders brought was shared among the channels on the way to them"),
        "credit_settings_changed": _(
            "A person changed by which rule credit is shown, or how far back it looks"
        ),
        "channel_roles_found": _("What each channel does on the way to an order was judged"),
        "wilaya_test_drawn": _(
            "Pairs of similar wilayas were made, and chance drew where the channel is used"
        ),
        "wilaya_test_stopped": _("A person stopped a test by wilayas"),
        "wilaya_test_read": _("The wilayas with the channel were compared with those without it"),
        "segments_proposed": _("What to offer to new, regular and inactive customers was prepared"),
        "segment_offer_accepted": _("A person accepted an offer; one customer in ten was held out by chance"),
        "segment_offer_refused": _("A person refused an offer; it is not proposed again for 30 days"),
        "segment_offer_later": _("A person put an offer off"),
        "segment_offer_stopped": _("A person stopped an offer"),
        "segment_result": _("What the offer brought was compared with those held out"),
        "segment_settings_changed": _("A person changed what segments are made with"),
        "discount_untested": _("A small discount may be tried; what it does is not known yet"),
        "discount_pays": _("The discount most likely pays for itself"),
        "discount_does_not_pay": _("The discount most likely does not pay for itself, so it is not offered"),
        "discount_margin_unknown": _("No discount is offered without a known margin"),
        "discount_margin_thin": _("The margin is too small for a discount"),
        "model_switched": _(
            "Another way to recommend did better on the last four weeks than chance explains"
        ),
        "exploring": _("Not seen by many yet, shown to give it a chance"),
        "model_kept": _("No other way to recommend did clearly better on the last four weeks"),
        "model_few_buyers": _("Too few buyers to compare: what sells in the category is shown"),
        "model_few_queries": _("Too few orders to compare: the plain default is used"),
        "paths_proposed": _("Paths proposed from what was kept, bought together and scored"),
        "no_path_proposed": _("Nothing new went together well enough to be proposed"),
        "proposal_accepted": _("A person accepted a proposed playlist"),
        "proposal_edited": _("A person changed a proposed playlist and accepted it"),
        "proposal_refused": _("A person refused a proposed playlist; the cause was learnt from"),
        "lesson_lifted": _("A person took back what a refusal had taught"),
        "figures_stood_out": _("A figure of the day was far from its usual weekday"),
        "figures_as_usual": _("Every watched figure was near its usual weekday"),
        "alert_not_useful": _(
            "A person found an alert not useful; the figure must stand out more from now on"
        ),
        "alert_bars_forgotten": _("A person let every figure be watched as at the start"),
        "digest_due": _("A week had ended and somebody wants its letter"),
        "forecast_model": _("Forecast from the last weeks, weekdays and occasions"),
        "forecast_mean": _(
            "The mean of the last four weeks did better than the forecast and takes its place"
        ),
        "budget_moved": _("Money moves where it most likely brings more delivered orders"),
        "budget_unsure": _("Wait: no channel is clearly better than another"),
        "budget_no_spend": _("Nothing is spent on channels at the moment"),
        "budget_one_channel": _("Wait: a single channel has nobody to be compared with"),
        "budget_few_weeks": _("Wait: two channels need four weeks of spend each"),
        "budget_few_orders": _("Wait: ten delivered orders are needed to compare channels"),
        "value_fitted": _("What customers may still buy was estimated from when they bought"),
        "campaign_chance": _("The chance of a campaign was said before its start"),
        "campaign_measured": _("What a campaign came to was counted against its own definition"),
        "texts_checked": _("Texts were held against the rules, and what was found changed"),
        "text_mended": _("A person mended words that a rule had found"),
        "finding_overridden": _("A person signed that found words may stand, until a day"),
        "override_withdrawn": _("A person took back that found words may stand"),
        "rule_changed": _("A person changed a rule for texts"),
        "groups_compared": _("How groups of customers were treated was compared"),
        "audit_answered": _("A person said what was done about a difference"),
        "audit_signed": _("A person signed an audit off"),
        "scheduled": _("The nightly computation ran"),
        "asked_by_person": _("A person asked for the computation"),
    }.get(code, code)


@register.filter
def left_out(code: str) -> str:
    """Why a product was not on a list."""
    return left_out_words(code)


@register.filter
def rule_name(code: str) -> str:
    return {
        "delivery_times": _("Delivery times"),
        "returns": _("Returns"),
        "guarantee": _("Guarantee"),
        "delivery": _("Delivery"),
        "after_sales": _("After-sales service"),
    }.get(code, code)
