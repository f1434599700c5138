"""A do-not-contact list is read as a file of contacts is, and a row that cannot be meant so is answered, never cut."""

from pathlib import Path

import pytest

from app import suppression_file
from engine.import_mapping import FIRST_ROW
from engine.suppression_import import SuppressionRow
from models.errors import InvalidInput


def _rows(folder: Path, content: str | bytes) -> list[SuppressionRow]:
    file = folder / "list.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(suppression_file.read(file))


def test_a_row_with_more_cells_than_the_header_says_so_and_blanks_are_none(tmp_path: Path) -> None:
    good, bad = _rows(tmp_path, 'scope,value,reason\ncompany,"Acme, Inc.",why,, \ncompany,Acme, Inc.,why\n')
    assert (good.value, good.reason, good.problem) == ("Acme, Inc.", "why", None)
    assert bad.problem == "Row 3 has 4 cells, the header has 3."


def test_a_value_that_a_comma_has_cut_is_refused_though_a_further_column_takes_the_rest(tmp_path: Path) -> None:
    content = "scope,value,reason,note\ncompany,Acme, Inc.,why\ncompany,Acme, Inc.,why,\ncompany,Acme,why,seen\n"
    *cut, good = _rows(tmp_path, content)
    words = "has a reason that begins with a space: a value with a comma in it has to stand in quotes."
    assert [row.problem for row in cut] == [f"Row {number} {words}" for number in (2, 3)]
    assert good.problem is None
    [spaced] = _rows(tmp_path, "scope, value, reason\ncompany, Acme, why\n")
    assert spaced.problem is None


def test_a_column_that_is_named_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="each once"):
        _rows(tmp_path, "scope,value,value,reason\ncompany,Acme,Other,why\n")


def test_rows_are_numbered_as_those_of_contacts_whatever_stands_between_them(tmp_path: Path) -> None:
    rows = _rows(tmp_path, 'scope,value,reason\n\ndomain,example.com,"two\nlines"\n,,\n , ,\n\ndomain,a,b,c\n')
    assert [row.reason for row in rows] == ["two\nlines", "b"]
    assert [row.problem for row in rows] == [None, f"Row {len(rows) - 1 + FIRST_ROW} has 4 cells, the header has 3."]


@pytest.mark.parametrize(
    "since",
    [
        "", " ", "2026-11-30", "2026-11-30T09:30:00Z", "2026-11-30 09:30", "30.11.2026", "30.11.26", "30/11/2026", "11/30/2026",
        "2026/11/30", "30-11-2026", "30-Nov-26", "11/30/2026 9:30",
    ],
)  # fmt: skip
def test_since_is_a_day_as_the_export_or_a_spreadsheet_writes_it(since: str, tmp_path: Path) -> None:
    [row] = _rows(tmp_path, f"scope,value,reason,since\ndomain,example.com,why,{since}\n")
    assert row == SuppressionRow("domain", "example.com", "why")


@pytest.mark.parametrize("since", ["why", "2026-13-01", "31.02.2026", "5"])
def test_since_that_is_no_day_refuses_the_row_with_its_column(since: str, tmp_path: Path) -> None:
    bad, good = _rows(tmp_path, f"scope,value,reason,since\ndomain,example.com,why,{since}\ndomain,example.org,why\n")
    assert bad.problem == "The day in the column since has the form 2026-11-30, or is left out."
    assert good.problem is None


def test_a_row_that_is_not_utf_8_says_so_unless_it_is_in_a_column_that_nobody_reads(tmp_path: Path) -> None:
    good, bad = _rows(tmp_path, b"scope,value,reason,note\ndomain,example.com,x,J\xf6rg\ncompany,M\xfcller,x,\n")
    assert good.problem is None
    assert bad.problem == "Row 3 is not in UTF-8."


def test_a_list_that_a_spreadsheet_saved_with_semicolons_is_read(tmp_path: Path) -> None:
    [row] = _rows(tmp_path, "\ufeffsep=;\r\nscope;value;reason\r\ncompany;Acme, Inc.;asked, twice\r\n")
    assert row == SuppressionRow("company", "Acme, Inc.", "asked, twice")
