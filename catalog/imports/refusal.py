"""Why a whole file cannot be imported, in words for its owner."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext_lazy

MESSAGES: Final[dict[str, str]] = {
    "empty": gettext_noop("The file is empty."),
    "too_large": gettext_noop("The file is larger than %(limit)s MB."),
    "too_many_rows": gettext_noop("The file has more than %(limit)s rows."),
    "bomb": gettext_noop("The file grows far too much when it is unpacked."),
    "macro": gettext_noop("Workbooks with macros (.xlsm) are refused. Save the sheet as .xlsx or CSV."),
    "old_excel": gettext_noop("This is an old Excel file (.xls). Save it as .xlsx or CSV."),
    "several_files": gettext_noop("The archive must hold exactly one file."),
    "binary": gettext_noop("This is not a text file or a spreadsheet."),
    "unreadable": gettext_noop("The file is damaged or protected by a password."),
    "unreadable_row": gettext_noop(
        "The file cannot be read beyond line %(row)s: check the quotation marks there."
    ),
    "no_header": gettext_noop(
        "No line with column names was found in the first 10 lines. Add one above the first order."
    ),
    "unknown_format": gettext_noop("These columns are not recognised. Say which column is which."),
    "not_orders": gettext_noop("This looks like a %(format)s file, which holds no orders."),
    "missing_columns": gettext_noop("These columns must be named first: %(columns)s."),
    "nothing_to_import": gettext_noop("No row of the file can be imported."),
    "used_elsewhere": gettext_noop(
        "Something newer refers to what this import brought: it can no longer be undone."
    ),
    "not_undoable": gettext_noop("Only an import that is done can be undone."),
    "not_ready": gettext_noop("This import is running or done already."),
    "file_forgotten": gettext_noop("The file was deleted 30 days after it came; bring it again."),
    "bad_mapping": gettext_noop("The mapping cannot be read: %(reason)s."),
    "kind_not_read": gettext_noop("Files of this kind cannot be imported yet."),
    "not_confirmed": gettext_noop(
        "A chat holds words of another person: confirm that you may bring it in, then import it."
    ),
    "own_name_unknown": gettext_noop("Say first which of the authors of this chat is your shop."),
    "interrupted": gettext_noop("The import was interrupted; nothing was written."),
}
# Those that count something: one, two and many are not written alike.
COUNTED: Final[dict[str, Promise]] = {
    "touched_since": ngettext_lazy(
        "%(count)s record was changed after this import: it can no longer be undone.",
        "%(count)s records were changed after this import: it can no longer be undone.",
        "count",
    ),
    "bad_rows": ngettext_lazy(
        "%(count)s row cannot be read; nothing was imported.",
        "%(count)s rows cannot be read; nothing was imported.",
        "count",
    ),
}


class ImportRefused(Exception):
    """The file as a whole is refused; `code` is one of MESSAGES or COUNTED, `details` fills its placeholders."""

    def __init__(self, code: str, **details: object) -> None:
        self.code, self.details = code, details
        super().__init__((COUNTED[code] if code in COUNTED else MESSAGES[code]) % details)


def refusal_text(refused: ImportRefused) -> str:
    """The reason in the reader's language."""
    return reason_text(refused.code, refused.details)


def reason_text(code: str, details: Mapping[str, object]) -> str:
    """The reason that was kept as a code and its details; "" for no code."""
    if code in COUNTED:
        return str(COUNTED[code] % dict(details))
    return _(MESSAGES[code]) % dict(details) if code in MESSAGES else code
