"""A row that is wider than any header can be is kept as no more than that."""

import io

import pytest

from app import import_file
from engine.import_mapping import MAX_COLUMNS, row_of
from models.errors import InvalidInput
from tests.app.workbooks import HEADER, workbook

FAR = (
    '<row r="2"><c r="A2" t="inlineStr"><is><t>Robin</t></is></c><c r="IP2" t="inlineStr"><is><t>far</t></is></c></row>'
)


def _read(text: str) -> list[list[str]]:
    return list(import_file.read(io.BytesIO(text.encode())).rows)


def test_blank_cells_beyond_the_last_column_are_none() -> None:
    assert _read("Name,Mail\nRobin,,,\nPat" + "," * 10_000 + " \n") == [["Robin", "", "", ""], ["Pat", *[""] * 199]]


@pytest.mark.parametrize(
    "rows",
    [
        _read("Name\nRobin" + "," * 249 + "far\n"),
        _read("Name\nRobin" + "," * 249 + "far" + "," * 9_000 + "further\n"),
        list(import_file.read(workbook(HEADER + FAR)).rows),
    ],
    ids=["csv", "wider csv", "xlsx"],
)
def test_a_cell_beyond_the_last_column_makes_the_row_a_refused_one(rows: list[list[str]]) -> None:
    [cells] = rows
    assert (len(cells), cells[0], cells[-1]) == (MAX_COLUMNS + 1, "Robin", "far")
    assert row_of(2, cells, ["full_name"]).problem == "Row 2 has more than 200 cells, the header has 1."


def test_blank_cells_count_as_what_they_take() -> None:
    with pytest.raises(InvalidInput, match="row 3 has more") as refused:
        _read("Name\nRobin\nSam" + "," * import_file.PART_TEXT)
    assert refused.value.path == ("file",)
    rows = [["x", *[""] * 199]] * 3_000
    assert max(map(len, import_file.parts(iter(rows)))) == 500
    wide = [["x", *[""] * 9_999]] * 100
    assert max(map(len, import_file.parts(iter(wide)))) == import_file.PART_TEXT // 10_001
