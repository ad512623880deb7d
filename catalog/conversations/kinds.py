"""Files of conversations for the importer: the export of a WhatsApp chat, and a plain sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.conversations import sheet
from catalog.conversations.exports import CHAT, SHOWN_NAME, Answers, chat_of, own_name_index, text_of
from catalog.conversations.forgetting import forget_texts
from catalog.conversations.incoming import Incoming
from catalog.conversations.models import Conversation, Source
from catalog.conversations.services import Brought, bring
from catalog.conversations.settings import remember_names
from catalog.conversations.undoing import keep_added, keep_before, take_back
from catalog.conversations.words import FIELD_WORDS, PREVIEW_HEADS, RECORD_WORDS
from catalog.imports.kinds import Draft, Kind, Understood, Work, register_kind
from catalog.imports.mapping import Mapping
from catalog.imports.merging import Merged
from catalog.imports.models import ImportBatch, ImportFile
from catalog.imports.records import RowError
from catalog.imports.refusal import ImportRefused
from catalog.imports.tables import Tables, kept_rows, nothing_waits, understood
from catalog.shops.context import ShopContext
from catalog.shops.seals import current_seal
from shop_ai.lib.channels import channel_name

NAME = "conversations"


# --- the export of a chat


def recognise_chat(content: bytes, wanted: str) -> str:
    if wanted not in ("auto", CHAT):
        raise ImportRefused("unknown_format")
    text_of(content)
    return CHAT


def draft_of_chat(content: bytes, wanted: str, _encoding: str, _mapping: Mapping | None) -> Draft:
    recognise_chat(content, wanted)
    lines = text_of(content).count("\n")
    return Draft(CHAT, "utf-8", lines, Answers().as_json(), file_name=SHOWN_NAME)


def sample_of_chat(content: bytes, count: int) -> Sequence[Sequence[str]]:
    """No line of a chat is shown where its merchant has not confirmed anything."""
    return [[_("Messages")], *[["…"] for _line in text_of(content).splitlines()[:count]]]


def bring_chat(work: Work) -> Merged:
    """Write the conversations of an export; raises ImportRefused (`not_confirmed`, `own_name_unknown`)."""
    chat = chat_of(work.shop, work.batch, work.content)
    if not chat.answers.confirmed_by:
        raise ImportRefused("not_confirmed")
    if not chat.own and len(chat.authors) > 1:
        raise ImportRefused("own_name_unknown")
    said = chat.conversations()
    brought = _bring(work, said, Source.WHATSAPP_FILE)
    seal = current_seal()
    remember_names(work.shop.id, [own_name_index(seal, name) for name in chat.own])
    if chat.answers.forgets:
        forget_texts(work.shop.id, [talk.pk for talk in [*brought.created, *brought.updated]])
        ImportFile.objects.filter(batch=work.batch).delete()
    messages, new = sum(len(one.messages) for one in said), len(brought.messages)
    return Merged(new, 0, messages - new, _records(brought, messages))


def confirm_chat(batch: ImportBatch, by: str) -> None:
    """Note that a person answers for bringing this chat in."""
    ImportBatch.objects.filter(pk=batch.pk).update(mapping=_confirmed(batch, by))


def _confirmed(batch: ImportBatch, by: str) -> dict[str, object]:
    said = Answers.of(batch)
    return Answers(said.own, said.order, by, said.forgets).as_json()


def page_of_chat(shop: ShopContext, batch: ImportBatch) -> str:
    return reverse("conversation-import", kwargs={"slug": shop.slug, "batch": batch.uid})


# --- the plain sheet


TABLES = Tables(sheet.SHEET, lambda _format: sheet.vocabulary())


def bring_sheet(work: Work) -> Merged:
    """Write the rows of a sheet; raises ImportRefused (`too_many_rows`, `missing_columns`)."""
    said = kept_rows(work, _records_of(work.shop, work.batch, work.content))
    brought = _bring(work, said, Source.SHEET)
    counts = [brought.fates.count(fate) for fate in ("created", "updated", "unchanged")]
    return Merged(counts[0], counts[1], counts[2], _records(brought, len(brought.messages)))


def _records_of(shop: ShopContext, batch: ImportBatch, content: bytes) -> Iterator[Incoming | RowError]:
    table, detection, mapping = TABLES.opened(batch, content)
    return sheet.read(table, detection, mapping=mapping, shop=shop)


def understand(shop: ShopContext, batch: ImportBatch, content: bytes) -> Understood:
    table, detection, _mapping = TABLES.opened(batch, content)
    return understood(
        (table, detection),
        lambda: _records_of(shop, batch, content),
        PREVIEW_HEADS,
        lambda talk: _line(shop, talk),
    )


def _line(shop: ShopContext, talk: Incoming) -> tuple[str, ...]:
    answered = talk.answered_at
    return (
        str(talk.row),
        _written(shop, talk.started_at),
        channel_name(talk.place),
        talk.contact.name or talk.contact.phone,
        _written(shop, answered) if answered else "",
        talk.order_number,
    )


def _written(shop: ShopContext, at: datetime) -> str:
    return at.astimezone(shop.zone).strftime("%d/%m/%Y %H:%M")


# --- both


def _bring(work: Work, said: Sequence[Incoming], source: str) -> Brought:
    """Write, keep what stood before, and mark the rows with the import's moment."""
    batch = work.batch
    brought = bring(work.shop, said, source=source, batch=batch, keep=lambda talks: keep_before(batch, talks))
    keep_added(batch, brought.messages)
    stamp = batch.started_at or timezone.now().astimezone(UTC)
    touched = [talk.pk for talk in [*brought.created, *brought.updated]]
    Conversation.objects.filter(pk__in=touched).update(updated_at=stamp)
    return brought


def _records(brought: Brought, messages: int) -> dict[str, dict[str, int]]:
    new = len(brought.messages)
    return {
        "conversations": {
            "created": len(brought.created),
            "updated": len(brought.updated),
            "all": len(brought.all),
        },
        "messages": {"created": new, "updated": 0, "all": messages},
    }


register_kind(
    Kind(
        name=NAME,
        label=gettext_lazy("Conversations"),
        formats={CHAT: gettext_lazy("WhatsApp chat")},
        recognise=recognise_chat,
        sample=sample_of_chat,
        prepare=nothing_waits,
        bring_in=bring_chat,
        take_back=take_back,
        draft=draft_of_chat,
        records=RECORD_WORDS,
        confirm=confirm_chat,
        draft_page=page_of_chat,
    )
)
register_kind(
    Kind(
        name=NAME,
        label=gettext_lazy("Conversations"),
        formats={sheet.SHEET: gettext_lazy("Sheet of conversations")},
        recognise=TABLES.recognise,
        sample=TABLES.sample,
        prepare=nothing_waits,
        bring_in=bring_sheet,
        take_back=take_back,
        draft=TABLES.draft,
        understand=understand,
        vocabulary=sheet.vocabulary(),
        words=FIELD_WORDS,
        records=RECORD_WORDS,
    )
)
