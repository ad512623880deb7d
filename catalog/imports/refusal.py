"""Why a whole file cannot be imported, in words for its owner."""

from typing import Final

MESSAGES: Final[dict[str, str]] = {
    "empty": "The file is empty.",
    "too_large": "The file is larger than %(limit)s MB.",
    "too_many_rows": "The file has more than %(limit)s rows.",
    "bomb": "The file grows far too much when it is unpacked.",
    "macro": "Workbooks with macros (.xlsm) are refused. Save the sheet as .xlsx or CSV.",
    "old_excel": "This is an old Excel file (.xls). Save it as .xlsx or CSV.",
    "several_files": "The archive must hold exactly one file.",
    "binary": "This is not a text file or a spreadsheet.",
    "unreadable": "The file is damaged or protected by a password.",
    "unreadable_row": "The file cannot be read beyond line %(row)s: check the quotation marks there.",
    "no_header": "No line with column names was found in the first 10 lines. Add one above the first order.",
    "unknown_format": "These columns are not recognised. Say which column is which.",
    "not_orders": "This looks like a %(format)s file, which holds no orders.",
    "missing_columns": "These columns must be named first: %(columns)s.",
    "nothing_to_import": "No row of the file can be imported.",
    "bad_rows": "%(count)s rows cannot be read; nothing was imported.",
}


class ImportRefused(Exception):
    """The file as a whole is refused; `code` is one of MESSAGES, `details` fills its placeholders."""

    def __init__(self, code: str, **details: object) -> None:
        self.code, self.details = code, details
        super().__init__(MESSAGES[code] % details)
