"""The words with which a shop acknowledges that somebody wants no more messages, in the language they wrote in."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from catalog.conversations.personal import open_contact
from catalog.customers.naming import whatsapp_url
from catalog.customers.personal import open_personal
from catalog.shops.context import ShopContext
from catalog.shops.seals import current_seal
from transparency.rights.models import RightsRequest

# Sent to customers as they are, in the customer's language and not in the reader's: no catalogue translates them.
ACKNOWLEDGED: Final = {
    "fr": "C’est noté : {shop} ne vous enverra plus d’offres. Les messages sur vos commandes continuent. Merci.",
    "ar": "تم: لن يرسل إليك {shop} عروضًا بعد الآن. تبقى الرسائل المتعلقة بطلبياتك فقط. شكرًا.",
    "darija": "صحّا، {shop} ما يزيدش يبعثلك عروض. غير الرسائل تاع الطلبية تاعك يبقاو. صحيت.",
    "arabizi": "Saha, {shop} ma yzidch yeb3atlek les offres. Ghir les messages ta3 la commande ta3ek yeb9aw. Sahit.",
    "en": "Noted: {shop} will send you no more offers. Messages about your orders go on. Thank you.",
}


def acknowledgement(shop: ShopContext, request: RightsRequest) -> str:
    """In the language of the conversation; French where it is not known."""
    language = request.language if request.language in ACKNOWLEDGED else request.language[:2]
    return ACKNOWLEDGED.get(language, ACKNOWLEDGED["fr"]).format(shop=shop.name)


def reply_link(shop: ShopContext, request: RightsRequest) -> str:
    """The address that opens WhatsApp with it; empty without a number. In the scope of the caller."""
    seal, phone = current_seal(), ""
    if request.customer is not None:
        phone = open_personal(seal, request.customer).phone
    if not phone and request.conversation is not None:
        phone = open_contact(seal, request.conversation).phone
    return f"{whatsapp_url(phone)}?text={quote(acknowledgement(shop, request))}" if phone else ""
