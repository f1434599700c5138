"""An XLSX file costs what was read of it: not the rows it skips, the texts it repeats, or the documents nobody asked for."""

import io
import tracemalloc
import zipfile

import pytest

from app import import_file, xlsx_events, xlsx_package, xlsx_sheet
from models.errors import InvalidInput
from tests.app.workbooks import HEADER, ROBIN, SHEET, STYLES, archive, cell, repacked, workbook

CELLS = "more cells than are read"
NO_XLSX = "cannot be read as XLSX"


def rows_of(made: io.BytesIO) -> list[list[str]]:
    return list(import_file.read(made).rows)


def test_a_row_far_below_the_others_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_events, "MAX_EVENTS", 100)
    for number in ("1000000", "2000000000", "9" * 5_000):
        assert rows_of(workbook(HEADER + ROBIN.replace('r="2"', f'r="{number}"'))) == [["Robin"]]


@pytest.mark.parametrize(
    "rows", ["<row/>" * 60, "<row>" + "<c/>" * 60 + "</row>", '<row><c r="A2"/></row>' * 60, "<x/>" * 60]
)
def test_what_holds_nothing_is_counted(monkeypatch: pytest.MonkeyPatch, rows: str) -> None:
    monkeypatch.setattr(xlsx_events, "MAX_EVENTS", 100)
    with pytest.raises(InvalidInput, match=CELLS) as refused:
        rows_of(workbook(HEADER + rows))
    assert refused.value.path == ("file",)


def test_all_documents_of_a_file_are_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_events, "MAX_EVENTS", 100)
    with pytest.raises(InvalidInput, match=CELLS):
        rows_of(workbook(HEADER + "<row/>" * 20, "<si/>" * 20, "<font/>" * 20))


def test_a_row_of_more_cells_than_a_sheet_has_is_refused_before_it_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_sheet, "MOST_CELLS", 300)
    assert rows_of(workbook(f"{HEADER}<row>{cell('Robin')}{'<c/>' * 299}</row>")) == [["Robin"]]
    with pytest.raises(InvalidInput, match=NO_XLSX):
        rows_of(workbook(f"{HEADER}<row>{cell('Robin')}{'<c/>' * 300}</row>"))


def test_a_text_that_many_cells_share_counts_in_each() -> None:
    shared, row = f"<si><t>{'x' * 30_000}</t></si>", '<c t="s"><v>0</v></c>'
    assert len(rows_of(workbook(f"{HEADER}<row>{row * 8}</row>", shared))[0]) == 8
    with pytest.raises(InvalidInput, match="A row has at most 262,144 characters and cells; row 3 has more"):
        rows_of(workbook(f"{HEADER}{ROBIN}<row>{row * 9}</row>", shared))


def test_a_file_shows_no_more_text_than_is_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_file, "MAX_TEXT", 14)
    assert len(rows_of(workbook(HEADER + ROBIN * 2))) == 2
    with pytest.raises(InvalidInput, match="at most 14 characters in its cells"):
        rows_of(workbook(HEADER + ROBIN * 3))


def test_a_cell_holds_as_much_as_a_spreadsheet_lets_it_hold() -> None:
    for text, too_long in (("x" * 32_767, "x" * 32_768), ("&#120;" * 32_767, "&#120;" * 32_768)):
        assert len(rows_of(workbook(f"{HEADER}<row>{cell(text)}</row>"))[0][0]) == 32_767
        for made in (
            workbook(f"{HEADER}<row>{cell(too_long)}</row>"),
            workbook(HEADER, f"<si><r><t>x</t></r><r><t>{text}</t></r></si>"),
        ):
            with pytest.raises(InvalidInput, match="at most 32,767 characters"):
                rows_of(made)


def test_shared_texts_are_bounded_wherever_they_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_package, "MAX_TEXTS", 1_000)
    for name in ("xl/sharedStrings.xml", "xl/other.xml"):
        with pytest.raises(InvalidInput, match="unpacks to more than is read"):
            rows_of(workbook(HEADER, "<si><t>ab</t></si>" * 60, texts_at=name))


@pytest.mark.parametrize(
    ("row", "texts", "styles"),
    [
        ("<row>" + "<c/>" * 16_000 + "</row>", "", ""),
        ("<row/>" * 16_000, "", ""),
        ("<row>" + '<c r="A3"><v>1</v></c>' * 8_000 + "</row>", "", ""),
        ("", "<si/>" * 16_000, ""),
        ("", "", "<font/>" * 16_000),
    ],
    ids=["cells", "rows", "the same cell", "texts", "fonts"],
)
def test_what_is_held_does_not_grow_with_the_file(row: str, texts: str, styles: str) -> None:
    once, often = (_peak(workbook(HEADER + row * many, texts * many, styles * many)) for many in (1, 10))
    assert often < once * 2


def _peak(made: io.BytesIO) -> int:
    tracemalloc.start()
    try:
        rows_of(made)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "content",
    [
        "<a>" * 30_000 + "</a>" * 30_000,
        f'<a b="{"x" * 400_000}"/>',
        "<a>" + "".join(f"<x{number}/>" for number in range(6_000)) + "</a>",
        f"<a><!--{'x' * 600_000}--></a>",
        '<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1/x.dtd"><a/>',
    ],
    ids=["depth", "one tag", "names", "a comment", "entities", "a type of elsewhere"],
)
def test_xml_that_its_parser_would_have_to_hold_is_refused(content: str) -> None:
    for name in (SHEET, STYLES, "xl/workbook.xml", "_rels/.rels"):
        with pytest.raises(InvalidInput, match=NO_XLSX):
            rows_of(workbook(HEADER, more={name: content}))


@pytest.mark.parametrize("how", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_unpacks_without_measure_is_refused(how: int) -> None:
    assert rows_of(repacked(workbook(HEADER + ROBIN), zipfile.ZIP_STORED)) == [["Robin"]]
    with pytest.raises(InvalidInput, match=NO_XLSX):
        rows_of(repacked(workbook(HEADER + ROBIN), how))


def test_a_directory_of_entries_that_are_not_there_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_package, "MAX_DIRECTORY", 1_000)
    with pytest.raises(InvalidInput, match="unpacks to more than is read"):
        rows_of(archive({f"{number}.xml": "" for number in range(100)}))


def test_styles_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.xlsx_value.MAX_STYLES", 100)
    for styles in (
        f"<cellXfs>{'<xf/>' * 101}</cellXfs>",
        "".join(f'<numFmt numFmtId="{number}" formatCode="yyyy"/>' for number in range(200, 301)),
    ):
        with pytest.raises(InvalidInput, match=NO_XLSX):
            rows_of(workbook(HEADER, styles=styles))
