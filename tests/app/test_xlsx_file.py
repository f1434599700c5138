"""An XLSX file is read as a CSV file is, and one that unpacks to more than is good for anybody is refused."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from app import import_file, xlsx_file
from models.errors import InvalidInput

HEADER = ["First Name", "LinkedIn URL", "Met At"]


def sheet(*rows: list[Any]) -> io.BytesIO:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    made = io.BytesIO()
    book.save(made)
    return made


def _rewritten(made: io.BytesIO, name: str, content: bytes) -> io.BytesIO:
    changed = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return changed


def test_cells_are_read_as_the_sheet_shows_them_whatever_the_file_is_called(tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    row = [
        "Jörg",
        "linkedin.com/in/jorg",
        5.0,
        1.5,
        True,
        datetime(2026, 3, 2),  # noqa: DTZ001 - a sheet knows no zones
        datetime(2026, 3, 2, 9, 30),  # noqa: DTZ001 - as above
        date(2026, 3, 2),
        None,
    ]
    file.write_bytes(sheet([*HEADER, *"abcdef"], [], row).getvalue())
    [read] = import_file.contacts(file)
    assert (read.first_name, read.linkedin_url) == ("Jörg", "linkedin.com/in/jorg")
    values = ["5", "1.5", "true", "2026-03-02", "2026-03-02T09:30:00", "2026-03-02"]
    assert list(read.custom_fields.values()) == values


def test_a_sheet_that_has_more_rows_than_are_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_file, "MAX_ROWS", 2)
    reading = import_file.read(sheet(HEADER, *[["R", "x", "y"]] * 3))
    with pytest.raises(InvalidInput, match="at most 2 rows"):
        list(reading.rows)


def test_a_sheet_with_more_columns_than_are_read_is_refused() -> None:
    with pytest.raises(InvalidInput, match="at most 200 columns"):
        import_file.read(sheet(["First Name", *[f"c{number}" for number in range(205)]]))


def test_an_empty_sheet_is_refused() -> None:
    with pytest.raises(InvalidInput, match="empty"):
        import_file.read(sheet())


def _many_parts() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for number in range(xlsx_file.MAX_PARTS + 1):
            packed.writestr(f"{number}.xml", "")
    return made.getvalue()


def _bomb() -> bytes:
    zeros = b"0" * (xlsx_file.MAX_SHARED + 1)
    return _rewritten(sheet(HEADER, ["R", "x", "y"]), "xl/sharedStrings.xml", zeros).getvalue()


def test_what_unpacks_to_more_than_is_read_is_refused_before_it_is_unpacked() -> None:
    bomb = _bomb()
    assert len(bomb) < 1_000_000
    for packed in (bomb, _many_parts()):
        with pytest.raises(InvalidInput, match="unpacks to more than is read"):
            import_file.read(io.BytesIO(packed))


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'


@pytest.mark.parametrize("content", [ENTITIES, b"<worksheet", b""])
def test_a_sheet_that_is_none_is_refused_in_a_sentence(content: bytes) -> None:
    broken = _rewritten(sheet(HEADER, ["R", "x", "y"]), "xl/worksheets/sheet1.xml", content)
    with pytest.raises(InvalidInput, match=r"cannot be read as XLSX|is empty"):
        import_file.read(broken)


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"PK\x03\x04" + b"\x00" * 100, _many_parts()[:-30]])
def test_a_torn_or_foreign_archive_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(InvalidInput, match="cannot be read as XLSX"):
        import_file.read(io.BytesIO(content))


def test_parts_are_bounded_by_rows_and_by_their_text() -> None:
    small = [["x"]] * 1_200
    assert [len(part) for part in import_file.chunks(iter(small))] == [500, 500, 200]
    large = [["x" * import_file.CHUNK_TEXT], ["y"], ["z"]]
    assert [len(part) for part in import_file.chunks(iter(large))] == [1, 2]
