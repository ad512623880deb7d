"""Files for the import tests, made in memory."""

import gzip
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

DATA = Path(__file__).parents[1] / "data"
RETAIL = Path(__file__).parents[2] / "catalog" / "demo" / "data" / "online_retail_to_2011-08-31.csv.gz"
RETAIL_HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country"
SHEET_HEADER = "Date;Nom;Téléphone;Wilaya;Produit;Qté;Prix;Livraison;Total;Statut"


def sample(name: str) -> bytes:
    return (DATA / name).read_bytes()


def retail(*rows: str) -> bytes:
    return "\n".join([RETAIL_HEADER, *rows]).encode()


def sheet(*rows: str, header: str = SHEET_HEADER) -> bytes:
    return "\r\n".join([header, *rows]).encode()


def workbook(*rows: Sequence[Any], title_rows: int = 0) -> bytes:
    book = Workbook()
    page = book.active
    assert page is not None
    for _ in range(title_rows):
        page.append(["Commandes du mois"])
    for row in rows:
        page.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def gzipped(content: bytes) -> bytes:
    return gzip.compress(content)
