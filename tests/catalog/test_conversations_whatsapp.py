"""Exports of WhatsApp as every phone writes them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from catalog.conversations.chats import conversations_of, guess_own
from catalog.conversations.whatsapp import Export, NotAnExport, is_export, read_export
from tests.catalog.import_files import sample

SHOP = ("Boutique Exemple", "متجر مثال")


def export(name: str) -> Export:
    return read_export(sample(name).decode())


def texts(found: Export) -> list[tuple[str, str, str]]:
    return [(line.author, line.kind, line.text) for line in found.lines]


def test_android_in_french_with_its_notice_its_lines_that_go_on_and_what_it_leaves_out() -> None:
    found = export("whatsapp_android_fr.txt")
    assert (found.order, found.is_certain) == ("dmy", True)
    assert found.authors == {"Amina Exemple": 3, "Boutique Exemple": 2, "Sabrina": 1}
    assert [line.kind for line in found.lines] == [
        "system",
        "text",
        "text",
        "media",
        "text",
        "deleted",
        "text",
    ]
    assert found.lines[2].text.endswith("6500 DA\nLivraison 600 DA Alger")
    # The first ": " ends the author; a colon in the words is theirs.
    assert found.lines[4].text == "ok nakhodha taille M, 0550 00 00 01, Bab Ezzouar: cité 200"
    assert found.lines[6].text == "Disponible en L ?"
    assert found.lines[1].at == datetime(2026, 3, 12, 8, 59)  # noqa: DTZ001  # the phone's own clock


def test_android_of_america_writes_the_month_first_and_twelve_hours() -> None:
    found = export("whatsapp_android_us.txt")
    assert (found.order, found.is_certain) == ("mdy", True)
    assert found.lines[0].at == datetime(2026, 6, 13, 19, 35)  # noqa: DTZ001  # the phone's own clock
    assert texts(found)[1] == ("Boutique Exemple", "media", "")


def test_ios_marks_what_it_says_itself() -> None:
    found = export("whatsapp_ios.txt")
    assert texts(found) == [
        ("", "system", found.lines[0].text),
        ("Lynda Test", "text", "Bonsoir, livraison Tizi ?"),
        ("Lynda Test", "media", ""),
        ("Boutique Exemple", "text", "Oui, 48 h inchallah"),
    ]
    assert found.lines[3].at == datetime(2026, 1, 1, 0, 0, 5)  # noqa: DTZ001  # the phone's own clock


def test_arabic_digits_and_halves_of_the_day_are_read_and_the_order_is_to_be_asked() -> None:
    found = export("whatsapp_android_ar.txt")
    assert [line.at.hour for line in found.lines] == [8, 13]
    assert texts(found)[0] == ("كريم مثال", "text", "سلام، شحال الحقيبة؟")
    assert (found.order, found.is_certain) == ("dmy", False)


@pytest.mark.parametrize(
    ("days", "order", "is_certain"),
    [
        (["01/02/2026", "13/02/2026"], "dmy", True),
        (["02/01/2026", "02/13/2026"], "mdy", True),
        (["2026-02-01", "2026-02-03"], "ymd", True),
        (["05/01/2026", "03/02/2026"], "dmy", True),  # read the other way, the second would come first
        (["01/05/2026", "02/03/2026"], "mdy", True),
        (["01/02/2026", "02/03/2026"], "dmy", False),
        (["03/03/2026"], "dmy", True),  # the same day either way
        (["03/12/2026"], "mdy", True),  # in December it would lie ahead
    ],
)
def test_day_and_month_are_told_apart_from_the_whole_file(
    days: list[str], order: str, is_certain: bool
) -> None:
    text = "\n".join(f"{day}, 10:00 - Amina: salam" for day in days)
    found = read_export(text, until=date(2026, 6, 1))
    assert (found.order, found.is_certain) == (order, is_certain)


def test_what_the_merchant_says_of_the_order_holds() -> None:
    assert read_export("01/02/2026, 10:00 - Amina: salam", "mdy").lines[0].at.month == 1


@pytest.mark.parametrize("text", ["", "Date;Nom\n01/02/2026;Amina", "31/31/2026, 10:00 - A: b"])
def test_another_text_is_no_export(text: str) -> None:
    assert not is_export(text) or text.startswith("31/31")
    with pytest.raises(NotAnExport):
        read_export(text)


@pytest.mark.parametrize(
    "line",
    [
        "12/03/2026 08:59 - Amina: salam",
        "12/03/2026 à 08:59 - Amina: salam",
        "12.03.26, 8.59 - Amina: salam",
        "\u200e[12/03/2026, 08:59:01] Amina: salam",
        "2026-03-12, 08:59 - \u202aAmina\u202c: salam",
        "12/03/2026, 8:59 a.m. - Amina: salam",
    ],
)
def test_older_and_other_phones_are_read(line: str) -> None:
    found = read_export(line, "dmy" if line[0] != "2" else None).lines[0]
    assert (found.author, found.text, found.at.day, found.at.hour) == ("Amina", "salam", 12, 8)


@pytest.mark.parametrize("name", ["fr", "ar", "us"])
def test_the_shop_is_guessed_among_the_authors(name: str) -> None:
    assert guess_own(export(f"whatsapp_android_{name}.txt"), "", ()) in SHOP


def test_the_name_of_the_file_tells_the_other_side() -> None:
    chat = read_export("13/02/2026, 10:00 - Nour: on y est\n13/02/2026, 10:01 - Karim Kaci: bonjour")
    assert guess_own(chat, "Discussion WhatsApp avec Nour.txt", ()) == "Karim Kaci"
    assert guess_own(chat, "Discussion WhatsApp avec Karim Kaci.txt", ()) == "Nour"
    assert guess_own(chat, "", ("nour",)) == "Nour"


def test_each_customer_of_a_chat_has_a_conversation_and_an_answer_belongs_to_who_wrote_last() -> None:
    from zoneinfo import ZoneInfo

    amina, sabrina = conversations_of(export("whatsapp_android_fr.txt"), SHOP, ZoneInfo("Africa/Algiers"))
    assert (amina.contact.name, amina.contact.phone) == ("Amina Exemple", "+213550000001")
    assert [message.is_inbound for message in amina.messages] == [True, False, True, True, False]
    assert amina.answered_at is not None
    assert (amina.answered_at - amina.started_at).total_seconds() == 120
    assert (sabrina.contact.name, sabrina.answered_at) == ("Sabrina", None)


def test_seven_quiet_days_end_a_conversation_and_the_shop_writing_first_begins_none() -> None:
    from datetime import UTC

    lines = [
        "01/03/2026, 09:00 - Boutique: promo !",
        "13/03/2026, 09:00 - Amina: prix ?",
        "20/03/2026, 09:00 - Amina: toujours là ?",
        "27/03/2026, 09:01 - Boutique: pardon, oui",
        "28/03/2026, 09:00 - Amina: merci",
    ]
    found = conversations_of(read_export("\n".join(lines)), ["Boutique"], UTC)
    assert [(one.started_at.day, len(one.messages)) for one in found] == [(13, 2), (28, 1)]
