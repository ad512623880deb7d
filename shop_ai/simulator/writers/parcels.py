"""What couriers said of the orders of the last weeks, as the file that their panels export."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from shop_ai.simulator.writers.sheets import WORDS, Row, Sheets, written

SINCE: Final = timedelta(days=30)
HEADER: Final = "Transporteur;N° de suivi;Statut;Date statut;Montant;Commande;Wilaya".split(";")
# Six parcels in ten go with Yalidine.
COURIERS: Final = (("Yalidine", "yal", 6), ("Noest", "noest", 2), ("ZR Express", "zr", 2))
SENT, ARRIVED, BACK = "Expédié", "Livré", "Retour vers vendeur"
# The same step in the words of each courier.
SAID: Final = {
    "Yalidine": {SENT: "Expédié", ARRIVED: "Livré", BACK: "Retour vers vendeur"},
    "Noest": {SENT: "validation_reception", ARRIVED: "livre", BACK: "return_asked_by_hub"},
    "ZR Express": {SENT: "Dispatcher", ARRIVED: "Livrée", BACK: "Retour de Dispatche"},
}
_FATES: Final = {"shipped": SENT, "delivered": ARRIVED, "refused": BACK}
_DAYS_TO_REFUSE: Final = timedelta(days=4)
_WRITTEN: Final = "%d/%m/%Y %H:%M"


def parcels_file(sheets: Sheets, now: datetime) -> bytes:
    """One row a step of each parcel that left in the last month; empty when none did."""
    orders: dict[str, list[Row]] = {}
    for row in (*sheets.french, *sheets.arabic):
        orders.setdefault(str(row[0]), []).append(row)
    rows = [step for number, lines in orders.items() for step in _steps(number, lines, now)]
    return written(HEADER, rows).encode("utf-8-sig") if rows else b""


def _steps(number: str, lines: list[Row], now: datetime) -> Iterator[Row]:
    """The way of one parcel so far; nothing for an order that has not left, or long ago."""
    first = lines[0]
    fate = _fate(str(first[11]))
    placed = datetime.strptime(str(first[1]), _WRITTEN).replace(tzinfo=now.tzinfo)
    if not fate or now - placed > SINCE:
        return
    courier, prefix = _courier(number)
    cash = sum(int(str(line[8])) * int(str(line[9])) + int(str(line[10]) or 0) for line in lines)

    def said(word: str, at: str) -> Row:
        return [courier, f"{prefix}-{number}", SAID[courier][word], at, cash, number, first[4]]

    yield said(SENT, str(first[1]))
    if fate == ARRIVED and first[12]:
        yield said(ARRIVED, str(first[12]))
    elif fate == BACK:
        yield said(BACK, min(placed + _DAYS_TO_REFUSE, now).strftime(_WRITTEN))


def _fate(word: str) -> str:
    names = ("placed", "confirmed", "cancelled", "shipped", "delivered", "refused", "returned")
    found = {words[at]: name for words in WORDS for at, name in enumerate(names)}
    return _FATES.get(found[word], "")


def _courier(number: str) -> tuple[str, str]:
    """The same courier for the same number, in the proportions of COURIERS."""
    at = sum(ord(sign) * place for place, sign in enumerate(number, start=1)) % 10
    for name, prefix, share in COURIERS:
        if at < share:
            return name, prefix
        at -= share
    raise AssertionError("the shares of couriers add up to ten")
