"""Writes what became of each row of an import as a CSV file that a spreadsheet may open without harm."""

import csv
from collections.abc import AsyncIterator
from pathlib import Path

from engine.import_mapping import FIRST_ROW
from models import Contact, ImportBatch, ImportRow

_PAGE = 1_000
_HEADER = ("Row", "Outcome", "Reason", "First name", "Last name", "LinkedIn URL")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


async def write(batch: ImportBatch, file: Path) -> None:
    """With the names of the contacts as they are now; those of refused rows are only in the file that was imported."""
    with file.open("w", newline="", encoding="utf-8-sig") as text:
        writer = csv.writer(text)
        writer.writerow(_HEADER)
        async for rows in _pages(batch):
            ids = [row.contact_id for row in rows if row.contact_id]
            people = {one.id: one for one in await Contact.among(batch.workspace_id, ids)} if ids else {}
            writer.writerows(_line(row, people.get(row.contact_id) if row.contact_id else None) for row in rows)


def plain(cell: str) -> str:
    """A spreadsheet would run it as a formula; with an apostrophe in front it shows it."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


async def _pages(batch: ImportBatch) -> AsyncIterator[list[ImportRow]]:
    place = -1
    while rows := await ImportRow.report_of(batch.id, after=place).limit(_PAGE):
        yield rows
        place = rows[-1].place


def _line(row: ImportRow, contact: Contact | None) -> list[str]:
    named = [contact.first_name, contact.last_name, contact.linkedin_url or ""] if contact else ["", "", ""]
    return [str(row.place + FIRST_ROW), *map(plain, [row.outcome, row.reason or "", *named])]
