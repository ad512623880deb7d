"""Files of conversations for the importer: the export of a WhatsApp chat, and a plain sheet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import islice

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
from catalog.imports.decoding import Table, open_table
from catalog.imports.detection import Detection, header_of_sheet
from catalog.imports.files import about_rows
from catalog.imports.kinds import Draft, Kind, Understood, Work, register_kind
from catalog.imports.mapping import Mapping
from catalog.imports.merging import Merged
from catalog.imports.models import ImportBatch, ImportFile
from catalog.imports.reading import starting_mapping
from catalog.imports.records import RowError
from catalog.imports.refusal import ImportRefused
from catalog.imports.selectors import PREVIEW_ROWS, saved_mapping
from catalog.shops.context import ShopContext
from catalog.shops.seals import current_seal
from shop_ai.lib.channels import channel_name

NAME = "conversations"
MOST_ROWS = 50_000
_SAID_EVERY = 500


def prepare(_shop: ShopContext, _content: bytes) -> None:
    """Nothing waits outside the transaction."""


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


def _detection(table: Table, wanted: str) -> Detection:
    found = header_of_sheet(table, sheet.SHEET, sheet.vocabulary())
    if wanted == sheet.SHEET or (wanted == "auto" and sheet.vocabulary().claims(found.header)):
        return found
    raise ImportRefused("unknown_format")


def recognise(content: bytes, wanted: str) -> str:
    return _detection(open_table(content), wanted).format


def sample(content: bytes, count: int) -> Sequence[Sequence[str]]:
    table = open_table(content)
    first = _detection(table, "auto").header_row
    return [cells for row, cells in table.head(first + count) if row >= first]


def draft(content: bytes, wanted: str, encoding: str, mapping: Mapping | None) -> Draft:
    """Raises ImportRefused (`unknown_format`) for a file that holds no conversations."""
    table = open_table(content, encoding=encoding)
    found, words = _detection(table, wanted), sheet.vocabulary()
    chosen = mapping or starting_mapping(found, saved_mapping(found.header, words), words)
    return Draft(found.format, table.encoding, about_rows(content, table.encoding), chosen.as_json())


def bring_sheet(work: Work) -> Merged:
    """Write the rows of a sheet; raises ImportRefused (`too_many_rows`, `missing_columns`)."""
    said: list[Incoming] = []
    for record in _records_of(work.shop, work.batch, work.content):
        if isinstance(record, RowError):
            work.refuse(record)
            continue
        said.append(record)
        if len(said) % _SAID_EVERY == 0:
            work.say(record.row)
        if len(said) > MOST_ROWS:
            raise ImportRefused("too_many_rows", limit=MOST_ROWS)
    brought = _bring(work, said, Source.SHEET)
    counts = [brought.fates.count(fate) for fate in ("created", "updated", "unchanged")]
    return Merged(counts[0], counts[1], counts[2], _records(brought, len(brought.messages)))


def _records_of(shop: ShopContext, batch: ImportBatch, content: bytes):  # type: ignore[no-untyped-def]
    table = open_table(content, encoding="" if batch.encoding == "xlsx" else batch.encoding)
    mapping = Mapping.from_json(batch.mapping, sheet.vocabulary())
    return sheet.read(table, _detection(table, batch.format), mapping=mapping, shop=shop)


def understand(shop: ShopContext, batch: ImportBatch, content: bytes) -> Understood:
    """The first rows with the batch's columns; without a column that is needed, the rows as they stand."""
    table = open_table(content, encoding="" if batch.encoding == "xlsx" else batch.encoding)
    detection = _detection(table, batch.format)
    raw = (tuple(cells) for row, cells in table.rows() if row > detection.header_row and any(cells))
    found: list[Incoming | RowError] = []
    missing = ""
    try:
        found = list(islice(_records_of(shop, batch, content), 2 * PREVIEW_ROWS))
    except ImportRefused as refused:
        missing = str(refused.details.get("columns", ""))
    talks = [record for record in found if isinstance(record, Incoming)][:PREVIEW_ROWS]
    return Understood(
        header=detection.header,
        rows=tuple(islice(raw, PREVIEW_ROWS)),
        heads=PREVIEW_HEADS,
        lines=tuple(_line(shop, talk) for talk in talks),
        errors=tuple(record for record in found if isinstance(record, RowError)),
        missing=missing,
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
        prepare=prepare,
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
        recognise=recognise,
        sample=sample,
        prepare=prepare,
        bring_in=bring_sheet,
        take_back=take_back,
        draft=draft,
        understand=understand,
        vocabulary=sheet.vocabulary(),
        words=FIELD_WORDS,
        records=RECORD_WORDS,
    )
)
