"""Who writes STOP, in any of the spoken languages and spellings, is left alone; nobody else is."""

from __future__ import annotations

import pytest

from signals.consent.stopping import is_stop

WISHES = [
    "STOP", "stop", " Stop ! ", "stoooop", "STOP SMS", "Stop pub svp", "stop les messages", "ستوب", "توقف", "توقّف", "تـوقف",
    "توقفوا من فضلكم", "أوقفوا الرسائل", "وقفو", "بركا", "بركاونا", "حبسو", "كفى", "arrêt", "Arrêtez", "ARRETER SVP", "arrête",
    "baraka", "Baraka!!", "7abess", "habsou", "Désabonner", "désabonnez-moi", "unsubscribe", "Ne m'écrivez plus",
    "plus de messages", "Plus de pub merci", "Je ne veux plus recevoir de messages", "matab3atoulich", "ma tab3atlich svp",
    "لا ترسلوا لي رسائل", "إلغاء الاشتراك", "ما تبعثوليش", "ماتبعثليش", "please stop", "Stop.\n",
]  # fmt: skip
OTHERS = [
    "", "   ", "👍", "baraka allahu fik", "Baraka Allah fikoum", "بارك الله فيك", "khlas", "khlas c'est bon", "خلاص",
    "annuler", "annuler la commande svp", "الغاء الطلبية", "arrêter la livraison c'est quand ?", "je veux arrêter ma commande",
    "stop desk ?", "livraison stop desk Alger", "C'est un stop desk", "وقف الطلبية", "متى توقفون التخفيضات", "combien ?",
    "non stop 24h", "messages", "merci", "svp", "vous arrêtez à quelle heure", "le bouton stop du robot est cassé", "توقف الجهاز عن العمل",
    "stop" + " et dites moi où est mon colis", "x" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("text", WISHES)
def test_a_wish_to_be_left_alone_is_heard(text: str) -> None:
    assert is_stop(text)


@pytest.mark.parametrize("text", OTHERS)
def test_what_says_anything_else_stops_nothing(text: str) -> None:
    assert not is_stop(text)


@pytest.mark.parametrize(
    "text", ["\x00", "\ud83d", "\u202eSTOP\u202c", "S\u200bT\u200bO\u200bP", "؟!…", "٣" * 40]
)
def test_no_script_breaks_it(text: str) -> None:
    is_stop(text)
