"""Files of events among the kinds that the importer reads."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from catalog.imports.kinds import Kind, register_kind
from signals.history.reading import JSON_LINES, SHEET, recognise, sample
from signals.history.services import bring_in, make_room, take_back

EVENTS = register_kind(
    Kind(
        name="events",
        formats={JSON_LINES: _("Events, one a line"), SHEET: _("Sheet of events")},
        recognise=recognise,
        sample=sample,
        prepare=make_room,
        bring_in=bring_in,
        take_back=take_back,
        records={"events": _("Events")},
        label=_("Events of the past"),
    )
)
