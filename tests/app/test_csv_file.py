"""A CSV file is read in whatever form spreadsheets save it, and what is wrong with it is said by row."""

from pathlib import Path

import pytest

from app import import_file
from engine.contact_row import ContactRow, clean
from models.errors import InvalidInput


def _rows(folder: Path, content: str | bytes) -> list[ContactRow]:
    file = folder / "people.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(import_file.contacts(file))


HEADERS = {
    "linkedin_url": [
        "LinkedIn URL", "linkedin_url", "LINKEDINURL", " Linked-In  Url ", "profile url", "Profile", "PublicProfile", "Person Linkedin Url",
        "LinkedIn Contact Profile URL", "URL", "SalesProfile",
    ],
    "first_name": ["First Name", "firstname", "FIRST_NAME", "Given name"],
    "last_name": ["Last Name", "lastName", "Surname"],
    "email": ["Email", "E-mail", "email address", "E_MAIL"],
    "company": ["Company", "company name", "Organisation"],
    "company_linkedin_url": ["Company LinkedIn URL", "CompanyProfile", "Company Linkedin Url"],
    "company_website": ["Company Website", "companywebsite", "Website", "Company Domain"],
    "title": ["Title", "Job Title", "Position"],
    "location": ["Location", "LOCATION"],
}  # fmt: skip


@pytest.mark.parametrize(("field", "header"), [(field, name) for field, names in HEADERS.items() for name in names])
def test_columns_are_known_whatever_case_spaces_and_underscores(field: str, header: str, tmp_path: Path) -> None:
    [row] = _rows(tmp_path, f"Name,{header}\nRobin Example,some value\n")
    assert getattr(row, field) == "some value"
    assert row.custom_fields == {} or field in {"first_name", "last_name"}


def test_unknown_columns_are_custom_fields_by_their_name_in_snake_case(tmp_path: Path) -> None:
    [row] = _rows(tmp_path, "Name,Ice Breaker,custom.Score,2nd-Phone,,ice_breaker\nRobin,a,b,c,d,e\n")
    fields = {"ice_breaker": "a", "score": "b", "_2nd_phone": "c", "column_5": "d", "ice_breaker_6": "e"}
    assert row.custom_fields == fields


def test_of_two_columns_for_one_field_the_clearer_is_taken_and_the_other_kept(tmp_path: Path) -> None:
    [row] = _rows(tmp_path, "SalesProfile,Profile,First Name\nhttps://a.example,https://b.example,Robin\n")
    assert row.linkedin_url == "https://b.example"
    assert row.custom_fields == {"salesprofile": "https://a.example"}


@pytest.mark.parametrize(
    ("full", "first", "last"), [("Robin van Example", "Robin", "van Example"), ("Robin", "Robin", ""), (" ", "", "")]
)
def test_a_full_name_is_taken_apart(full: str, first: str, last: str, tmp_path: Path) -> None:
    [row] = _rows(tmp_path, f"Full Name,Email\n{full},x\n")
    assert (row.first_name, row.last_name) == (first, last)


def test_a_full_name_gives_way_to_its_parts(tmp_path: Path) -> None:
    [row] = _rows(tmp_path, "Name,First name\nDr Robin Example,Robin\n")
    assert (row.first_name, row.last_name) == ("Robin", "")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_delimiter_line_ends_and_byte_order_mark_do_not_matter(
    delimiter: str, ending: str, mark: str, tmp_path: Path
) -> None:
    lines = [["First Name", '"Title, or; so"', "LinkedIn URL"], ["Jörg", '"a, b; c"', "linkedin.com/in/jörg"], []]
    [row] = _rows(tmp_path, mark + ending.join(delimiter.join(cells) for cells in lines))
    assert (row.first_name, row.linkedin_url) == ("Jörg", "linkedin.com/in/jörg")
    assert row.custom_fields == {"title_or_so": "a, b; c"}


TWO = "First Name{0}LinkedIn URL\nRobin{0}linkedin.com/in/robin\nKim{0}\n"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", ":", "^"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("hint", ["sep={}\n", "SEP={}\r\n", '"sep={}"\n', "sep={}\r"])
def test_a_first_line_that_names_the_delimiter_is_none_of_the_rows(
    delimiter: str, mark: str, hint: str, tmp_path: Path
) -> None:
    text = mark + hint.format(delimiter) + TWO.format(delimiter)
    for encoding in ("utf-8", "utf-16-le"):
        rows = _rows(tmp_path, text.encode(encoding))
        assert [(row.first_name, row.linkedin_url) for row in rows] == [("Robin", "linkedin.com/in/robin"), ("Kim", "")]


def test_the_line_that_names_the_delimiter_is_not_counted(tmp_path: Path) -> None:
    [row] = _rows(tmp_path, "sep=;\nFirst Name;Email\nSam;a;b\n")
    assert row.problem == "Row 2 has 3 cells, the header has 2."
    with pytest.raises(InvalidInput, match="Row 2 cannot be read"):
        _rows(tmp_path, 'sep=;\nFirst Name;Email\n"Sam;a\n')
    with pytest.raises(InvalidInput, match="its first line is"):
        _rows(tmp_path, "sep=;\n\nFirst Name;Email\n")


def test_a_column_may_begin_as_that_line_does(tmp_path: Path) -> None:
    [row] = _rows(tmp_path, "sep=x,Name\ny,Robin\n")
    assert (row.first_name, row.custom_fields) == ("Robin", {"sep_x": "y"})


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_line_end_inside_a_quoted_column_name_is_a_space(delimiter: str, ending: str, tmp_path: Path) -> None:
    text = ending.join(['"First', 'Name"{0}"LinkedIn', 'URL"', "Robin{0}linkedin.com/in/robin"]).format(delimiter)
    [row] = _rows(tmp_path, text)
    assert (row.first_name, row.linkedin_url) == ("Robin", "linkedin.com/in/robin")


DELIMITED = {
    "commas in names": "Name, in full;Email;Title, role, or position\nRobin;robin@example.com;CEO\nKim;;\n",
    "commas in names and values": "Name, in full\tEmail\nExample, Robin\trobin@example.com\nExample, Kim\t\n",
    "commas without a space": "Name,in full\tEmail\nExample,Robin\trobin@example.com\n",
    "more commas than semicolons": "Name,in full,or short;Email\nRobin;robin@example.com\n",
    "decimal commas": "Name;Email;Score, Rate\nRobin;robin@example.com;1,5\nKim;;2,5\n",
    "commas and no row": "Name, in full;Email;Title, role, or position\n",
    "short rows": "Name, in full;Email;Note\nRobin\nKim\n",
    "semicolons in names": "Name,Email,Tags (parted by ;)\nRobin,robin@example.com,vip;warm\nKim,,a;b\n",
    "quotes within a name": 'Name;Email, "or so";Note, more, most\nRobin;robin@example.com;x\n',
    "a quoted name behind a comma": 'Name,"x;Email;Note\nRobin;robin@example.com;y\n',
}


@pytest.mark.parametrize("case", DELIMITED)
def test_what_parts_the_cells_is_told_by_the_rows_too(case: str, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(DELIMITED[case])
    with (tmp_path / "people.csv").open("rb") as raw:
        assert "Email" in [name.split(",")[0] for name in import_file.read(raw).header]


def test_a_file_far_larger_than_what_is_looked_at_first_is_read_by_the_same_delimiter(tmp_path: Path) -> None:
    rows = _rows(tmp_path, "Note, or so;Name\n" + "met at work, or so;Robin E\n" * 5_000)
    assert {row.custom_fields["note_or_so"] for row in rows} == {"met at work, or so"}
    assert len(rows) == 5_000


ERRORS = [
    "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA",
    "#NV", "#\u00dcBERLAUF!", " #N/A ",
]  # fmt: skip


@pytest.mark.parametrize("error", ERRORS)
def test_the_word_for_a_formula_that_failed_is_a_blank(error: str, tmp_path: Path) -> None:
    rows = _rows(tmp_path, f"First Name,Last Name,Note\n{error},Example,see {error}\n{error},{error},\nKim,x,{error}\n")
    assert [(row.first_name, row.last_name, row.custom_fields["note"]) for row in rows] == [
        ("", "Example", f"see {error}"),
        ("Kim", "x", ""),
    ]


def test_line_ends_and_quotes_inside_quotes_belong_to_the_value(tmp_path: Path) -> None:
    rows = _rows(tmp_path, 'Name,Note\r\nRobin,"two\r\nlines, ""quoted"""\r\nSam,x\r\n')
    assert [row.custom_fields["note"] for row in rows] == ['two\r\nlines, "quoted"', "x"]


def test_lines_without_anything_in_them_are_no_rows(tmp_path: Path) -> None:
    rows = _rows(tmp_path, "First Name,Email\n\nRobin,\n,\n , \n\nKim,\n")
    assert [row.first_name for row in rows] == ["Robin", "Kim"]


def test_a_short_row_has_blanks_and_a_long_one_says_so_with_its_number(tmp_path: Path) -> None:
    rows = _rows(tmp_path, "First Name,Email,Note\nRobin\nSam,a,b,,\nKim,a,b,c\n")
    assert rows[0].problem is rows[1].problem is None
    assert rows[2].problem == "Row 4 has 4 cells, the header has 3."


def test_tags_are_taken_apart(tmp_path: Path) -> None:
    [row] = _rows(tmp_path, 'Name;Tags\nRobin;"vip, warm|x"\n')
    assert [tag.strip() for tag in row.tags] == ["vip", "warm", "x"]


def test_an_address_saved_with_http_is_read_as_https(tmp_path: Path) -> None:
    [row] = _rows(tmp_path, "LinkedIn URL,Company LinkedIn URL\nhttp://a.example,HTTP://b.example\n")
    assert (row.linkedin_url, row.company_linkedin_url) == ("https://a.example", "https://b.example")


def test_in_a_file_that_is_mostly_utf_8_what_is_not_is_left_out_alone(tmp_path: Path) -> None:
    good, bad = _rows(tmp_path, "First Name,Last Name\nJörg,Ünal\n".encode() + b"J\xf6rg,Example\n")
    assert clean(good).values == {"first_name": "Jörg", "last_name": "Ünal"}
    assert clean(bad).values == {"last_name": "Example"}
    assert "not UTF-8" in clean(bad).left_out[0]


PEOPLE = {
    "utf-8": "Jörg,Größe Straße\nŁucja,Ωμέγα\n",
    "utf-8-sig": "Jörg,Größe\n",
    "utf-16": "Jörg,Größe\nŁucja,Ωμέγα\n",
    "utf-16-le": "Jörg,Größe\nŁucja,Ωμέγα\n",
    "utf-16-be": "Jörg,Größe\nŁucja,Ωμέγα\n",
    "cp1252": "Jörg,Größe Straße\nRené,Crème brûlée\nMaría,Año español\n",
    "cp1253": "Γιώργος,Παράδειγμα\nΩραία,Λέξη\n",  # noqa: RUF001 - Greek, as it is written
}


@pytest.mark.parametrize("encoding", PEOPLE)
def test_the_encoding_is_found_out_whatever_program_saved_the_file(encoding: str, tmp_path: Path) -> None:
    text = "First Name,Title\n" + PEOPLE[encoding]
    rows = _rows(tmp_path, text.encode(encoding))
    assert [f"{row.first_name},{row.custom_fields.get('title') or row.title}" for row in rows] == PEOPLE[
        encoding
    ].split("\n")[:-1]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (b",,\nRobin,x,y\n", "empty"),
        (b"First Name,\x00\n", "no text"),
        (b"\x7fELF\x02\x01\x00\x00\x00\x00\x00\x00\x00\x01", "no text"),
        (b"%PDF-1.7 First Name\n", "a PDF, neither"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old XLS"),
        (b"Robin,Example,42\n", "it has: Robin, Example, 42"),
        (b"Name" + b",x" * 200 + b"\n", "at most 200 columns; this one has 201"),
        (b'First Name,Note\nRobin,x\nSam,"open\nKim,y\n', "Row 3 cannot be read"),
        (b"First Name,Note\nRobin," + b"x" * 140_000 + b"\n", "Row 2 cannot be read"),
        (b"First Name\n" + b"Robin\n" * 100_001, "at most 100,000 rows"),
    ],
)
def test_a_file_that_cannot_be_read_as_a_whole_is_refused_before_any_row(
    content: bytes, reason: str, tmp_path: Path
) -> None:
    with pytest.raises(InvalidInput, match=reason):
        _rows(tmp_path, content)


def test_a_file_of_only_a_header_has_no_rows(tmp_path: Path) -> None:
    assert _rows(tmp_path, "First Name,Email") == []
