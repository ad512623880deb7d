"""Excel workbooks as rows of text: values only, never formulas, never macros."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from catalog.imports.refusal import ImportRefused

MAX_WORKBOOK_BYTES = 100 * 2**20
MAX_WORKBOOK_RATIO = 100
MAX_ENTRIES = 200
MAX_COLUMNS = 300
_SMALL_ENOUGH = 2**20
_EXACT_BELOW = 10**15


def is_workbook(content: bytes) -> bool:
    """True for an .xlsx; raises ImportRefused for one with macros or one that unpacks to something absurd."""
    if not content.startswith(b"PK\x03\x04"):
        return False
    if _entries(content) > MAX_ENTRIES:
        raise ImportRefused("bomb")
    try:
        members = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, RuntimeError) as error:
        raise ImportRefused("unreadable") from error
    names = {member.filename.lower() for member in members}
    if "[content_types].xml" not in names:
        return False
    if any(name.endswith("vbaproject.bin") for name in names):
        raise ImportRefused("macro")
    size = sum(member.file_size for member in members)
    if size > max(_SMALL_ENOUGH, min(MAX_WORKBOOK_BYTES, MAX_WORKBOOK_RATIO * len(content))):
        raise ImportRefused("bomb")
    return True


def _entries(content: bytes) -> int:
    """What the archive's last record says; listing tens of thousands of entries takes seconds."""
    at = content.rfind(b"PK\x05\x06")
    return int.from_bytes(content[at + 10 : at + 12], "little") if at >= 0 else 0


def workbook_rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """(row number, cells as text) of the first visible sheet that holds anything."""
    import openpyxl  # heavy, and only workbooks need it

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                continue
            sheet.reset_dimensions()
            found = False
            for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
                texts = [_text(cell) for cell in cells[:MAX_COLUMNS]]
                found = found or any(texts)
                yield number, texts
            if found:
                return
    except ImportRefused:
        raise
    except Exception as error:  # openpyxl raises anything on damaged parts: KeyError, ValueError, ParseError
        raise ImportRefused("unreadable") from error


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date | time):
        return value.isoformat(sep=" ") if isinstance(value, datetime) else value.isoformat()
    if isinstance(value, bool | timedelta):
        return str(value).replace("\0", "")
    if isinstance(value, float):
        # 213550000001.0 must not become 2.13550000001E+11: a workbook keeps all digits, unlike a CSV.
        return f"{value:.0f}" if value.is_integer() and abs(value) < _EXACT_BELOW else repr(value)
    return str(value).replace("\0", "")
