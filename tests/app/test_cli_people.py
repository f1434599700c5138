"""People and the do-not-contact list as files: written whole, kept to their owner, and taken over row by row."""

import asyncio
import json
import stat
from pathlib import Path

import pytest

from app import suppression_file
from models import Event, EventKind
from models.errors import InvalidInput
from models.event import ACCESS_KINDS
from tests.app.backing_up import opened
from tests.app.command_line import CommandLine
from tests.databases import Database


@pytest.fixture
def cli(bare_database: Database, tmp_path: Path) -> CommandLine:
    line = CommandLine(bare_database)
    line.answer("migrate")
    line.workspace()
    people = (
        "First Name,Last Name,LinkedIn URL,Email\nRobin,Example,https://www.linkedin.com/in/robin,robin@example.com\n"
    )
    (tmp_path / "people.csv").write_text(people + "Kim,Example,https://www.linkedin.com/in/kim,\n")
    assert line.answer("import", tmp_path / "people.csv")["added"] == 2
    return line


def test_the_list_goes_out_and_comes_in_with_an_answer_for_every_row(cli: CommandLine, tmp_path: Path) -> None:
    text = "Value,Scope,Reason,note\nexample.com,DOMAIN,policy,x\n'=Works,company,policy,\nhttps://www.linkedin.com/in/kim,person,asked,\nnobody,person,asked,\n"
    (tmp_path / "list.csv").write_text(text, encoding="utf-8-sig")
    answer = cli.answer("suppressions", "import", tmp_path / "list.csv")
    assert (answer["added"], answer["known"], answer["refused"]) == (3, 0, 1)
    assert [(row["row"], row["outcome"]) for row in answer["rows"]][-1] == (5, "refused")
    said = cli.run("suppressions", "import", tmp_path / "list.csv").stdout
    assert "Row 5: refused" in said
    assert "0 added, 3 known, 1 refused" in said

    assert cli.answer("suppressions", "export", tmp_path / "out.csv")["entries"] == 3
    lines = (tmp_path / "out.csv").read_text().splitlines()
    assert lines[0] == "scope,value,reason,since"
    assert [line.rpartition(",")[0] for line in lines[1:]] == [
        "domain,example.com,policy", "company,'=Works,policy", "person,https://www.linkedin.com/in/kim,asked",
    ]  # fmt: skip
    again = cli.answer("suppressions", "import", tmp_path / "out.csv")
    assert (again["known"], again["refused"]) == (3, 0)
    assert stat.S_IMODE((tmp_path / "out.csv").stat().st_mode) == 0o600
    assert "exists" in cli.refused("suppressions", "export", tmp_path / "out.csv")


@pytest.mark.parametrize(
    "content", [b"", b"scope,value\na,b\n", b'scope,value,reason\n"a', "scope,ü".encode("latin-1")]
)
def test_what_is_no_list_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "list.csv").write_bytes(content)
    with pytest.raises(InvalidInput):
        list(suppression_file.read(tmp_path / "list.csv"))


def test_a_short_row_is_answered_like_one_with_blanks(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("scope,value,reason\ndomain\n")
    [row] = suppression_file.read(tmp_path / "list.csv")
    assert (row.scope, row.value, row.reason) == ("domain", "", "")


def test_people_go_out_as_one_object_a_line(cli: CommandLine, tmp_path: Path) -> None:
    assert cli.answer("contacts", "export", tmp_path / "all.jsonl")["contacts"] == 2
    told = [json.loads(line) for line in (tmp_path / "all.jsonl").read_text().splitlines()]
    assert [one["contact"]["first_name"] for one in told] == ["Robin", "Kim"]
    assert stat.S_IMODE((tmp_path / "all.jsonl").stat().st_mode) == 0o600
    one = told[1]["contact"]["id"]
    cli.answer("contacts", "export", tmp_path / "one.jsonl", "--contact", one)
    assert json.loads((tmp_path / "one.jsonl").read_text())["contact"] == told[1]["contact"]
    assert "2 contacts" in cli.run("contacts", "export", tmp_path / "again.jsonl").stdout
    assert "exists" in cli.refused("contacts", "export", tmp_path / "all.jsonl")
    for unknown in ("junk", "01a229a3-98ea-72a6-b88a-a70f00fb26c4"):
        assert "no contact" in cli.refused("contacts", "export", tmp_path / "none.jsonl", "--contact", unknown)
        assert not (tmp_path / "none.jsonl").exists()


def test_that_the_list_was_taken_is_on_record_for_admins(
    cli: CommandLine, bare_database: Database, tmp_path: Path
) -> None:
    cli.answer("suppressions", "export", tmp_path / "out.csv")
    assert "exists" in cli.refused("suppressions", "export", tmp_path / "out.csv")

    async def told() -> list[dict[str, int]]:
        return [one.data for one in await Event.filter(kind=EventKind.SUPPRESSIONS_EXPORTED)]

    assert asyncio.run(opened(bare_database, told)) == [{"entries": 0}]
    assert EventKind.SUPPRESSIONS_EXPORTED in ACCESS_KINDS
