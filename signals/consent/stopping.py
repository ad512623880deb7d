"""Is a message the wish to be left alone? "STOP", "توقف", "arrêt", "baraka" and their spellings. Pure.

Only a message that says nothing else counts: "stop" inside a question about an order, or "baraka allahu fik", stops
nothing. Words that more often mean something else ("khlas": fine; "annuler", "الغاء": cancel the order) are left out.
"""

from __future__ import annotations

import re
from typing import Final

from shop_ai.lib.text import normalise

LONGEST: Final = 9
MOST_SIGNS: Final = 200
_WORD: Final = re.compile(r"[^\W_]+")
_REPEATED: Final = re.compile(r"(.)\1+")


def _words(text: str) -> list[str]:
    """Words without accents, vowel signs and repeated letters: "ARRÊÊÊT !" is "aret"."""
    return [_REPEATED.sub(r"\1", word) for word in _WORD.findall(normalise(text))]


def _forms(text: str) -> frozenset[str]:
    return frozenset(" ".join(_words(line)) for line in text.split("|"))


# Each of these alone, or beside words about messages and politeness, is the wish.
STOPS: Final = _forms(
    "stop|stope|arret|arrete|arreter|arretez|unsubscribe|desabonner|desabonnement|desinscrire|desinscription|"
    "baraka|barakaw|berka|habess|habes|habsou|7abess|7abes|7abesse|7absou|hbess|7bess|"
    "توقف|توقفوا|توقفو|اوقف|أوقفوا|وقف|وقفوا|وقفو|ستوب|بركا|بركاو|بركاونا|حبس|حبسو|حبسوا|كفى|يكفي"
)
POLITE: Final = _forms("svp|stp|merci|please|plz|pls|s|il|vous|plait|من|فضلك|فضلكم|شكرا|3liya|عليا")
# What may stand beside them.
ABOUT: Final = POLITE | _forms(
    "pub|pubs|publicite|publicites|promo|promos|promotion|promotions|sms|message|messages|msg|msgs|mail|mails|email|"
    "offre|offres|les|la|le|de|des|vos|mes|moi|the|all|me|rsayel|rsail|"
    "tout|maintenant|now|الرسائل|رسائل|الرسايل|ارسال|الإرسال|إرسال|عن|الاشهار|العروض|لي"
)
# Whole sentences that are the wish.
SENTENCES: Final = _forms(
    "plus de message|plus de messages|plus de pub|plus de publicite|plus de sms|ne m ecrivez plus|ne m ecris plus|"
    "ne m envoyez plus rien|ne m envoyez plus de messages|ne m envoyez plus de message|ne plus recevoir|"
    "je ne veux plus de messages|je ne veux plus recevoir de messages|je ne veux plus vos messages|desabonnez moi|"
    "desinscrivez moi|retirez moi|retirez moi de la liste|no more messages|do not write to me|don t write to me|"
    "ma tab3atouch|matab3atouch|ma tab3atoulich|matab3atoulich|ma tab3atlich|matab3atlich|ma teb3atlich|mateb3atlich|"
    "ma tab3atouliche|ma tb3atoulich|matb3atoulich|matb3atlich|"
    "لا ترسل|لا ترسلوا|لا ترسلوا لي|لا ترسلوا لي رسائل|لا تراسلوني|لا اريد رسائل|لا أريد رسائلكم|الغاء الاشتراك|إلغاء الإشتراك|"
    "ما تبعثليش|ماتبعثليش|ما تبعتليش|ما تبعثوليش|ماتبعثوليش|ما تبعتوليش|متبعثوليش|ما تبعثوش|متبعثوش"
)


def words_of(text: str) -> str:
    """The message in the form in which it is compared, for the record of a wish that was heard."""
    return " ".join(_words(text[:MOST_SIGNS]))


def is_stop(text: str) -> bool:
    """Whether the message says nothing but that messages shall end."""
    if len(text) > MOST_SIGNS:
        return False
    words = _words(text)
    if not words or len(words) > LONGEST:
        return False
    asked = " ".join(word for word in words if word not in POLITE)
    bare = [word for word in words if word not in ABOUT]
    return asked in SENTENCES or (bool(bare) and all(word in STOPS for word in bare))
