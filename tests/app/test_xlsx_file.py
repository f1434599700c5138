"""An XLSX file is read as a CSV file is, and one that unpacks to more than is good for anybody is refused."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from app import import_file, xlsx_package
from models.errors import InvalidInput
from tests.app.workbooks import HEADER as HEADER_ROW
from tests.app.workbooks import SHEET, cell, workbook

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


def _shown(cells: str, texts: str = "", styles: str = "", **more: str) -> list[str]:
    reading = import_file.read(workbook(f"{HEADER_ROW}<row>{cells}</row>", texts, styles, more=more))
    [row] = reading.rows
    return row


TEXTS = """<si><t>Kim</t></si><si><r><t xml:space="preserve"> Kim </t></r><r><rPr/><t>&amp; Co</t></r></si>
<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si><si/>"""


def test_texts_are_shared_by_cells_without_their_form_and_how_they_are_spoken() -> None:
    cells = "".join(f'<c t="s"><v>{place}</v></c>' for place in (2, 1, 0, 3, 0))
    assert _shown(cells, TEXTS) == ["東京", "Kim & Co", "Kim", "", "Kim"]


STYLES = """<numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy hh:mm"/><numFmt numFmtId="165" formatCode="0.0&quot;d&quot;"/></numFmts>
<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/>
<xf numFmtId="46"/><xf numFmtId="165"/><xf numFmtId="21"/></cellXfs>"""
DAYS = (
    '<c s="1"><v>46083</v></c><c s="2"><v>46083.395833333336</v></c><c s="3"><v>1.5</v></c><c s="4"><v>2</v></c>'
    '<c s="5"><v>0.5</v></c><c s="1"><v>1e12</v></c><c t="d"><v>2026-03-02T09:30:00</v></c>'
)


def test_numbers_are_days_and_times_where_their_style_says_so() -> None:
    days = ["2026-03-02", "2026-03-02T09:30:00", "1 day, 12:00:00", "2", "12:00:00", "", "2026-03-02T09:30:00"]
    assert _shown(DAYS, styles=STYLES) == days
    book = """<workbook xmlns:r="x"><workbookPr date1904="1"/><sheets><sheet r:id="worksheet"/></sheets></workbook>"""
    assert _shown(DAYS, styles=STYLES, **{"xl/workbook.xml": book})[0] == "2030-03-03"


def test_formulas_and_booleans_are_what_they_came_to_and_errors_nothing() -> None:
    cells = (
        '<c t="str"><f>A1&amp;"x"</f><v>Namex</v></c><c t="e"><v>#N/A</v></c><c t="b"><v>0</v></c><c><f>1+1</f></c>'
        '<c><v>1E3</v></c><c r="H2"><v>4.50</v></c><c><v>-7</v></c><c r="ZZ2"><v>1</v></c>'
    )
    assert _shown(cells) == ["Namex", "", "false", "", "1000", "", "", "4.5", "-7", *[""] * 191, "1"]


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#NAME?", "#GETTING_DATA", "#BEZUG!"])
def test_a_cell_whose_formula_failed_is_blank_whatever_word_it_shows(error: str) -> None:
    assert _shown(f'<c t="e"><v>{error}</v></c><c><v>5</v></c>') == ["", "5"]


def test_the_word_for_a_formula_that_failed_is_a_blank_as_a_text_too() -> None:
    cells = f'{cell("#N/A")}<c t="str"><v>#REF!</v></c><c t="s"><v>0</v></c>{cell("see #N/A")}'
    assert _shown(cells, "<si><t>#DIV/0!</t></si>") == ["", "", "", "see #N/A"]


def _sheets(*states: str) -> list[list[str]]:
    """The rows of a file with sheets in these states, each with its place in it."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    names = [f"s{place}" for place in range(len(states))]
    more = {
        f"xl/worksheets/{name}.xml": f"<worksheet><sheetData>{HEADER_ROW}<row>{cell(name)}</row></sheetData></worksheet>"
        for name in names
    }
    related = "".join(f'<Relationship Id="{name}" Type="{kind}" Target="worksheets/{name}.xml"/>' for name in names)
    listed = "".join(f'<sheet r:id="{name}" {state}/>' for name, state in zip(names, states, strict=True))
    more["xl/_rels/workbook.xml.rels"] = f"<Relationships>{related}</Relationships>"
    more["xl/workbook.xml"] = f'<workbook xmlns:r="x"><sheets>{listed}</sheets></workbook>'
    return list(import_file.read(workbook("", more=more)).rows)


HIDDEN, DEEPLY, SHOWN = 'state="hidden"', 'state="veryHidden"', 'state="visible"'


@pytest.mark.parametrize(
    ("states", "read"),
    [
        ([HIDDEN, ""], "s1"), ([DEEPLY, HIDDEN, SHOWN, ""], "s2"), (["", HIDDEN], "s0"), ([HIDDEN, DEEPLY], "s0"),
    ],
)  # fmt: skip
def test_the_first_sheet_that_is_shown_is_read_and_the_first_where_none_is(states: list[str], read: str) -> None:
    assert _sheets(*states) == [[read]]


def test_a_file_with_prefixes_and_a_chart_before_its_sheet_is_read() -> None:
    kind = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    relations = f"""<Relationships><Relationship Id="a" Type="{kind}/chartsheet" Target="chartsheets/sheet1.xml"/>
      <Relationship Id="b" Type="{kind}/worksheet" Target="WORKSHEETS/Sheet1.xml"/></Relationships>"""
    book = """<x:workbook xmlns:x="y" xmlns:rel="z"><x:sheets><x:sheet sheetId="1" rel:id="a"/><x:sheet sheetId="2" rel:id="b"/>
      </x:sheets></x:workbook>"""
    sheet = f"""<x:worksheet xmlns:x="y"><x:sheetData><x:row>{cell("Name")}</x:row><x:row><x:c><x:v>5</x:v></x:c></x:row>
      </x:sheetData><controls><row>9</row></controls></x:worksheet>"""
    more = {"xl/_rels/workbook.xml.rels": relations, "xl/workbook.xml": book, SHEET: sheet}
    assert list(import_file.read(workbook("", more=more)).rows) == [["5"]]


@pytest.mark.parametrize(
    "cells",
    [
        '<c t="s"><v>4</v></c>', '<c t="s"><v>-1</v></c>', "<c><v>five</v></c>", '<c r="1"><v>5</v></c>', '<c t="b"><v>x</v></c>',
        '<c r="ABCD1"><v>5</v></c>', '<c r="Ä1"><v>5</v></c>',
    ],
)  # fmt: skip
def test_a_cell_that_means_nothing_makes_the_file_none(cells: str) -> None:
    with pytest.raises(InvalidInput, match="cannot be read as XLSX"):
        _shown(cells, TEXTS)


@pytest.mark.parametrize("name", ["_rels/.rels", "xl/_rels/workbook.xml.rels", "xl/workbook.xml"])
def test_a_file_that_does_not_say_where_its_sheet_is_is_none(name: str) -> None:
    with pytest.raises(InvalidInput, match="cannot be read as XLSX"):
        import_file.read(workbook(HEADER_ROW, more={name: "<a/>"}))


@pytest.mark.parametrize("name", ["_rels/.rels", "xl/workbook.xml", SHEET])
def test_a_document_in_an_encoding_that_nobody_knows_makes_the_file_none(name: str) -> None:
    with pytest.raises(InvalidInput, match="cannot be read as XLSX"):
        list(import_file.read(workbook(HEADER_ROW, more={name: '<?xml version="1.0" encoding="foo"?><a/>'})).rows)


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


def _many_entries() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for number in range(xlsx_package.MAX_ENTRIES + 1):
            packed.writestr(f"{number}.xml", "")
    return made.getvalue()


def _bomb() -> bytes:
    return workbook(HEADER_ROW, "0" * (xlsx_package.MAX_TEXTS + 1)).getvalue()


def test_what_unpacks_to_more_than_is_read_is_refused_before_it_is_unpacked() -> None:
    bomb = _bomb()
    assert len(bomb) < 1_000_000
    for packed in (bomb, _many_entries()):
        with pytest.raises(InvalidInput, match="unpacks to more than is read"):
            import_file.read(io.BytesIO(packed))


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'


@pytest.mark.parametrize("content", [ENTITIES, b"<worksheet", b""])
def test_a_sheet_that_is_none_is_refused_in_a_sentence(content: bytes) -> None:
    broken = _rewritten(sheet(HEADER, ["R", "x", "y"]), SHEET, content)
    with pytest.raises(InvalidInput, match=r"cannot be read as XLSX|is empty"):
        import_file.read(broken)


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"PK\x03\x04" + b"\x00" * 100, _many_entries()[:-30]])
def test_a_torn_or_foreign_archive_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(InvalidInput, match="cannot be read as XLSX"):
        import_file.read(io.BytesIO(content))


def test_parts_are_bounded_by_rows_and_by_their_text() -> None:
    small = [["x"]] * 1_200
    assert [len(part) for part in import_file.parts(iter(small))] == [500, 500, 200]
    large = [["x" * import_file.PART_TEXT], ["y"], ["z"]]
    assert [len(part) for part in import_file.parts(iter(large))] == [1, 2]
