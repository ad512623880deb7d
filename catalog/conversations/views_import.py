"""Doors of chats that are brought in: the file, then who is who and the merchant's word."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from catalog.conversations.exports import CHAT, Answers, Chat, chat_of
from catalog.conversations.forms import ChatFileForm, ChatForm
from catalog.conversations.page import tabs_of
from catalog.imports.files import content_of
from catalog.imports.models import ImportBatch, ImportState
from catalog.imports.refusal import ImportRefused, refusal_text
from catalog.imports.selectors import import_by_uid
from catalog.imports.services import create_import, queue_import
from catalog.imports.views import PER_DAY
from catalog.limits.services import count_use
from catalog.people.access import ShopRequest, shop_page
from catalog.people.models import Role

SHOWN_LINES = 6


@require_http_methods(["GET", "HEAD", "POST"])
@shop_page(role=Role.MANAGER)
def bring_file(request: ShopRequest) -> HttpResponse:
    """Keep the export as a draft; nothing of it is brought in before the next page was answered."""
    form = ChatFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        made = _draft(request, form)
        if made is not None:
            return redirect("conversation-import", slug=request.shop.slug, batch=made.uid)
    context = {"form": form, "tabs": tabs_of(request.shop, "")}
    return render(request, "conversations/imports.html", context, status=422 if form.errors else 200)


def _draft(request: ShopRequest, form: ChatFileForm) -> ImportBatch | None:
    if not count_use(PER_DAY, request.shop.id).is_allowed:
        form.add_error(None, _("This shop brought too many files today."))
        return None
    file = cast("UploadedFile[Any]", form.cleaned_data["file"])
    try:
        batch = create_import(
            request.shop, content=file.read(), file_name=str(file.name), by=request.user,
            kind="conversations", wanted=CHAT,
        )  # fmt: skip
        chat = chat_of(request.shop, batch, content_of(batch))
    except ImportRefused as refused:
        words = _("This is not an export of a WhatsApp chat.")
        form.add_error("file", words if refused.code == "unknown_format" else refusal_text(refused))
        return None
    # The file's own name tells the other side; it is looked at now and not kept.
    own = chat.guess(str(file.name))
    _keep(batch, Answers(own=(chat.authors.index(own),) if own else ()))
    return batch


def _keep(batch: ImportBatch, answers: Answers) -> None:
    ImportBatch.objects.filter(pk=batch.pk).update(mapping=answers.as_json())


@require_http_methods(["GET", "HEAD", "POST"])
@shop_page(role=Role.MANAGER)
def chat(request: ShopRequest, batch: UUID) -> HttpResponse:
    """Who is who, how dates are read, and that it may be brought in."""
    found = import_by_uid(request.shop.id, batch)
    if found is None:
        raise Http404
    if found.format != CHAT or found.state not in (ImportState.DRAFT, ImportState.FAILED):
        return redirect("import", slug=request.shop.slug, batch=batch)
    try:
        read = chat_of(request.shop, found, content_of(found))
    except ImportRefused as refused:
        messages.error(request, refusal_text(refused))
        return redirect("conversation-imports", slug=request.shop.slug)
    own = [str(read.authors.index(name)) for name in read.own]
    initial = {"own": own, "order": read.export.order}
    form = ChatForm(request.POST or None, authors=read.export.authors, initial=initial)
    if request.method == "POST" and form.is_valid():
        return _start(request, found, form)
    return render(
        request, "conversations/chat.html", _context(found, read, form), status=422 if form.errors else 200
    )


def _start(request: ShopRequest, batch: ImportBatch, form: ChatForm) -> HttpResponse:
    said = form.cleaned_data
    _keep(batch, Answers(tuple(map(int, said["own"])), said["order"], request.user.email, said["forgets"]))
    queue_import(request.shop.id, batch)
    return redirect("import", slug=request.shop.slug, batch=batch.uid)


def _context(batch: ImportBatch, read: Chat, form: ChatForm) -> dict[str, Any]:
    lines = [line for line in read.export.lines if line.author]
    return {
        "form": form,
        "batch": batch,
        "is_certain": read.export.is_certain,
        "count": len(lines),
        "first": lines[0].at if lines else None,
        "last": lines[-1].at if lines else None,
        "lines": lines[:SHOWN_LINES],
    }
