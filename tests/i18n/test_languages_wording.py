"""How the two languages are written: digits, plural forms, typography, and no English left over."""

from __future__ import annotations

import re

import pytest
from django.template import Context, Template
from django.utils.translation import override

from catalog.orders.wording import STAGES
from shop_ai.services.paths import ROOT
from tests.i18n.catalogues import all_translations, catalogue, translations, without_marks

# Names and abbreviations that Algerian shop owners read in Latin letters.
LATIN_IN_ARABIC = frozenset(
    "CSV API SKU JSON QR ASCII OpenAPI Idempotency-Key Aegis Google Authenticator PACK-RENTREE ROBE-M "
    "commandes_novembre.xlsx xlsx xlsm xls zip gz base64 customer customer_id Revenue min "
    "HTML functions.php Liquid ics script-src connect-src fbclid ttclid as_of state SHA-256 com.dz plaintes.anpdp.dz".split()
)
# Addresses, and what is to be typed letter by letter.
ADDRESS = re.compile(
    r"https?://\S+|/api/v1/docs|shopai\([^)]*\)|data-shopai=\"\w+\"|data-sku|utm_\w+|[A-Z]+(?:_[A-Z]+)+|--(?:shop|create|out)\b"
)
# A sentence for the translators, who set its colons.
BLOCK = re.compile(r"{% blocktranslate.*?{% endblocktranslate %}")
LATIN_WORD = re.compile(r"[A-Za-zÀ-ÿ][\wÀ-ÿ.-]*[A-Za-zÀ-ÿ0-9]")
# Words that French and English write alike.
SAME_IN_FRENCH = frozenset(
    "Client Clients Date Dates Macintosh Code Codes E-mail Stock Conversations Document Figures Import Imports Introduction Invitation Description "
    "Net Note Page Pages Packs Playlists SKU Segment Service Services Source Total Transparency Wilaya Commune "
    "Version Direct Agent k M Audience Impressions Interactions Messages Occasion Occasions Playlist Points Post Posts "
    "Reel Sessions Signal Story Tests audience scores tests Amina Aïd Budget Cause Message Pack Place Ramadan Score "
    "Segments Sport code playlists posts segments "
    "API Attribution Conversation Google Incident TikTok Verdict audit codes conversations notes "
    "Darija Position Question Questions Section Sections Signature WhatsApp".split()
) | {
    "Second code",
    "%(n)s conversation.",
    "%(n)s minute",
    "%(given)s/%(of)s signal",
    "Message, %(language)s",
    "Introduction (%(language)s)",
}


def test_every_plural_has_six_different_forms_in_arabic() -> None:
    alike = [
        entry.msgid for entry in catalogue("ar") if entry.msgid_plural and len(set(translations(entry))) < 6
    ]
    assert alike == []


@pytest.mark.parametrize(
    ("noun", "forms"),
    [
        (
            "%(n)s order",
            ["لا طلبات", "طلب واحد", "طلبان", "%(n)s طلبات", "%(n)s طلبًا", "%(n)s طلب"],
        ),
        (
            "%(count)s row read",
            [
                "لم يُقرأ أي سطر",
                "قُرئ سطر واحد",
                "قُرئ سطران",
                "قُرئت %(count)s أسطر",
                "قُرئ %(count)s سطرًا",
                "قُرئ %(count)s سطر",
            ],
        ),
        (
            "%(days)s day",
            ["أقل من يوم", "يوم واحد", "يومان", "%(days)s أيام", "%(days)s يومًا", "%(days)s يوم"],
        ),
    ],
)
def test_the_main_nouns_count_as_arabic_counts(noun: str, forms: list[str]) -> None:
    (entry,) = [entry for entry in catalogue("ar") if entry.msgid == noun]
    assert translations(entry) == forms


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_only_western_digits_and_signs(language: str) -> None:
    assert [form for _, form in all_translations(language) if re.search("[٠-٩۰-۹٪٫٬]", form)] == []


def test_numbers_in_a_text_are_the_same_in_every_language() -> None:
    in_words = {
        "1 year",
        "oldest: 2 days",
        "Up to 2 days",
        "Announce 2 hours",
    }  # Arabic has words for one and for two

    def numbers(text: str) -> list[str]:
        return sorted(re.findall(r"\d+", re.sub(r"(?<=\d)[\s,](?=\d{3})", "", without_marks(text))))

    faults = [
        f"{entry.msgid!r} -> {entry.msgstr!r}"
        for language in ("fr", "ar")
        for entry in catalogue(language)
        if entry.msgid not in in_words
        and not entry.msgid_plural
        and numbers(entry.msgid) != numbers(entry.msgstr)
    ]
    assert faults == []


def test_two_of_a_thing_is_one_word_in_arabic() -> None:
    digit = re.compile(r"(?<![\d.,])2 (?:يوم|ساع|أسبوع|أساب|شهر|أشهر|سن|دقي)")
    assert [form for _, form in all_translations("ar") if digit.search(form)] == []


def test_the_states_of_an_order_agree_with_it_in_french(compiled: None) -> None:
    with override("fr"):
        assert [str(stage.word) for stage in STAGES.values()] == [
            *(
                "À confirmer",
                "Confirmée",
                "En route",
                "Livrée",
                "Refusée",
                "Retournée",
                "Annulée",
                "Ajustement",
            )
        ]


@pytest.mark.parametrize(("language", "written"), [("fr", "\u00a0:"), ("ar", ":"), ("en", ":")])
def test_a_colon_between_two_values_is_written_as_the_language_writes_it(
    compiled: None, language: str, written: str
) -> None:
    with override(language):
        assert Template("{% load dashboard %}{% colon %}").render(Context()) == written


def test_no_template_writes_that_colon_itself() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in sorted((ROOT / "templates").rglob("*.*"))
        for line in path.read_text().splitlines()
        if re.search(r"(?:%\}|\}\}|</\w+>): ", BLOCK.sub("", line))
    ]
    assert found == []


def test_no_latin_words_are_left_in_arabic() -> None:
    found = {
        word: form
        for _, form in all_translations("ar")
        for word in LATIN_WORD.findall(ADDRESS.sub(" ", without_marks(form)))
        if word not in LATIN_IN_ARABIC
    }
    assert found == {}


def test_arabic_punctuation_stands_after_arabic_words() -> None:
    assert [
        form for _, form in all_translations("ar") if re.search(r"[\u0600-\u06ff] ?[;?,](?!\S)", form)
    ] == []


def test_nothing_is_left_in_english_in_french() -> None:
    found = {
        text
        for text, form in all_translations("fr")
        if form == text and re.search("[A-Za-z]", without_marks(text))
    }
    assert found - SAME_IN_FRENCH == set()


def test_french_has_the_spaces_and_the_apostrophe_of_french() -> None:
    signs = re.compile(
        r"'|[ \u202f](?=[;:!?»])|(?<=«)[^\u00a0]|(?<=[^\s\d:/])[;!?»](?![\w=])|(?<=[\w)])[:](?=\s|$)"
    )
    faults = [
        form for _, form in all_translations("fr") if signs.search(ADDRESS.sub(" ", without_marks(form)))
    ]
    assert faults == []
