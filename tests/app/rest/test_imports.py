"""The upload of a file, over real HTTP against the server as it is served, with a worker behind it."""

import asyncio
import io
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
import structlog
from openpyxl import Workbook

from app import import_file
from app.rest import imports, room
from auth.tokens import mint
from engine import import_batch
from models import (
    ApiToken,
    Assignment,
    Contact,
    ImportBatch,
    ImportChunk,
    ImportState,
)
from tests import factories
from tests.app.files import people
from tests.app.rest.uploading import ROW, Api, problem
from tests.settable_clock import SettableClock


async def test_an_upload_is_stored_checked_and_shown_before_anything_comes_in(api: Api, clock: SettableClock) -> None:
    answer = await api.upload(people(7))
    assert answer.status_code == 202
    shown = answer.json()
    assert (shown["state"], shown["source"], shown["total"], shown["encoding"]) == (
        "checking",
        "people.csv",
        7,
        "utf-8",
    )
    assert [column["field"] for column in shown["columns"]] == ["first_name", "linkedin_url", "email"]
    assert len(shown["preview"]) == 5
    assert shown["preview"][0] == ["Pat0", "linkedin.com/in/pat-0", "pat0@example.com"]
    await api.worker.turn()
    batch = await ImportBatch.get(id=shown["id"])
    assert (batch.state, batch.added, await Contact.all().count()) == (ImportState.READY, 7, 0)
    assert (await ApiToken.get()).last_used_at == clock.wall()


async def test_a_token_that_uploads_was_used(api: Api, clock: SettableClock) -> None:
    assert (await api.upload(people(1))).status_code == 202
    assert (await ApiToken.get()).last_used_at == clock.wall()


async def test_an_upload_that_says_start_is_imported_and_assigned_at_once(api: Api) -> None:
    campaign = await factories.campaign(api.workspace)
    other = await factories.member(api.workspace)
    fields = {"start": "true", "campaignId": str(campaign.id), "memberIds": [str(api.member.id), str(other.id)]}
    answer = await api.upload(people(4), fields)
    assert (answer.status_code, answer.json()["state"]) == (202, "running")
    await api.worker.turn()
    for one in (api.member, other):
        assert await Assignment.filter(campaign_id=campaign.id, member_id=one.id).count() == 2


@pytest.mark.parametrize(
    ("text", "state"),
    [("yes", "running"), ("TRUE", "running"), ("0", "checking"), ("no", "checking"), ("", "checking")],
)
async def test_start_is_true_or_false(api: Api, text: str, state: str) -> None:
    answer = await api.upload(ROW, {"start": text})
    assert (answer.status_code, answer.json()["state"]) == (202, state)


@pytest.mark.parametrize("text", ["on", "maybe", "2"])
async def test_start_that_is_neither_true_nor_false_is_refused_and_nothing_is_left(api: Api, text: str) -> None:
    answer = await api.upload(ROW, {"start": text})
    assert (problem(answer), answer.json()["path"]) == ((422, "It is either true or false."), ["start"])
    assert await ImportBatch.all().count() == await ImportChunk.all().count() == 0


async def test_a_field_that_there_is_not_is_refused_by_its_name_in_the_form_and_in_the_query(api: Api) -> None:
    rule = "There is no such field; there are campaignId, filename, memberIds, preset, start."
    form = await api.upload(ROW, {"campaignID": str(factories.some_id())})
    assert (problem(form), form.json()["path"]) == ((422, rule), ["campaignID"])
    headers = {"Authorization": f"Bearer {await api.token()}", "Content-Type": "text/csv"}
    query = await api.client.post(imports.PATH, params={"filename": "x", "strat": "true"}, content=ROW, headers=headers)
    assert (problem(query), query.json()["path"]) == ((422, rule), ["strat"])
    assert await ImportBatch.all().count() == await ImportChunk.all().count() == 0


async def test_the_file_may_be_the_body_and_is_known_by_its_content(api: Api) -> None:
    book, made = Workbook(), io.BytesIO()
    assert book.active is not None
    book.active.append(["First Name", "LinkedIn URL"])
    book.active.append(["Robin", "linkedin.com/in/robin"])
    book.save(made)
    headers = {"Authorization": f"Bearer {await api.token()}", "Content-Type": "text/csv"}
    answer = await api.client.post(
        imports.PATH, params={"filename": "x.csv", "start": "1"}, content=made.getvalue(), headers=headers
    )
    assert (answer.status_code, answer.json()["source"], answer.json()["total"]) == (202, "x.csv", 1)
    await api.worker.turn()
    assert (await Contact.get()).first_name == "Robin"
    nameless = await api.client.post(imports.PATH, content=ROW.encode(), headers=headers)
    assert nameless.json()["source"] == "file"


async def test_a_preset_may_be_named_and_is_guessed_otherwise(api: Api) -> None:
    apollo = "First Name,Person Linkedin Url,Email Status,City\nRobin,linkedin.com/in/robin,ok,Utrecht\n"
    guessed = (await api.upload(apollo)).json()
    assert (guessed["preset"], guessed["columns"][3]["field"]) == ("apollo", "location")
    named = (await api.upload("First Name,City\nRobin,Utrecht\n", {"preset": "APOLLO"})).json()
    assert (named["preset"], named["columns"][1]["field"]) == ("apollo", "location")
    assert problem(await api.upload(ROW, {"preset": "excel"}))[0] == 422


async def test_a_file_of_100_001_rows_is_refused_with_the_rule_and_nothing_is_left_of_it(api: Api) -> None:
    answer = await api.upload("First Name\n" + "Robin\n" * 100_001)
    assert problem(answer) == (422, "A file has at most 100,000 rows; this one has more.")
    assert answer.json()["path"] == ["file"]
    assert await ImportBatch.all().count() == await ImportChunk.all().count() == 0


def _announced() -> Iterator[bytes]:
    yield b"Name\n"
    for _ in range(25):
        yield b"R" * (1024 * 1024 - 1) + b"\n"


async def _endless() -> AsyncIterator[bytes]:
    for block in _announced():
        yield block


async def test_a_file_of_more_than_20_mib_is_refused_with_the_rule_announced_or_not(api: Api) -> None:
    headers = {"Authorization": f"Bearer {await api.token()}"}
    whole = b"".join(_announced())
    rule = (413, "A file has at most 20 MiB.")
    assert problem(await api.client.post(imports.PATH, content=whole, headers=headers)) == rule
    assert problem(await api.client.post(imports.PATH, content=_endless(), headers=headers)) == rule
    edge = b"Name\n" + b"R" * (import_file.MAX_BYTES - 4)
    assert problem(await api.upload(edge)) == rule
    assert await ImportBatch.all().count() == 0


@pytest.mark.parametrize(
    ("content", "status"),
    [(b"", 422), (b"%PDF-1.7", 422), (b"PK\x03\x04nonsense", 422), (b"Robin,Example\n", 422), (b'Name\n"open', 422)],
)
async def test_a_file_that_cannot_be_read_is_refused_and_nothing_is_left_of_it(
    api: Api, content: bytes, status: int
) -> None:
    answer = await api.upload(content)
    assert (problem(answer)[0], answer.json()["path"]) == (status, ["file"])
    assert await ImportBatch.all().count() == await ImportChunk.all().count() == 0


async def test_a_row_of_broken_signs_is_shown_as_far_as_it_can_be(api: Api) -> None:
    shown = (await api.upload("Name\nJörg Ünal\n".encode() + b"J\xf6rg\n")).json()
    assert shown["preview"] == [["Jörg Ünal"], ["J?rg"]]


@pytest.mark.parametrize(
    "fields",
    [{"campaignId": "nonsense"}, {"memberIds": "nonsense"}, {"campaignId": str(factories.some_id())}],
)
async def test_where_its_contacts_cannot_go_nothing_is_stored(api: Api, fields: dict[str, str]) -> None:
    assert problem(await api.upload(ROW, fields))[0] == 404
    assert await ImportBatch.all().count() == await ImportChunk.all().count() == 0


async def test_members_without_a_campaign_are_refused(api: Api) -> None:
    answer = await api.upload(ROW, {"memberIds": str(api.member.id)})
    assert (problem(answer)[0], answer.json()["path"]) == (422, ["campaignId"])


async def test_a_form_without_a_file_and_a_compressed_body_are_refused(api: Api) -> None:
    headers = {"Authorization": f"Bearer {await api.token()}"}
    bare = await api.client.post(imports.PATH, files={"start": (None, "true")}, headers=headers)
    assert problem(bare) == (422, "The form has to hold a file.")
    packed = await api.client.post(imports.PATH, content=b"x", headers={**headers, "Content-Encoding": "gzip"})
    assert problem(packed) == (422, "A file is sent as it is, not compressed.")
    kinds = (
        "",
        "; boundary=b",
        *(f"; boundary=b; charset={name}" for name in ("undefined", "punycode", "no-such")),
    )
    for kind in (f"multipart/form-data{more}" for more in kinds):
        broken = await api.client.post(imports.PATH, content=b"x", headers={**headers, "Content-Type": kind})
        assert problem(broken) == (422, "The form cannot be read as multipart/form-data.")


async def test_half_a_character_in_a_form_is_stored_as_what_can_be_written(api: Api) -> None:
    headers = {
        "Authorization": f"Bearer {await api.token()}",
        "Content-Type": "multipart/form-data; boundary=b; charset=utf-7",
        "Idempotency-Key": "half",
    }
    part = '--b\r\nContent-Disposition: form-data; name="{}"\r\n\r\n{}\r\n'
    body = part.format("filename", "+2AA-") + part.format('file"; filename="+2AA-.csv', "Name\r\nRobin") + "--b--\r\n"
    answer = await api.client.post(imports.PATH, content=body.encode(), headers=headers)
    assert (answer.status_code, answer.json()["source"]) == (202, "?.csv")


async def _torn(
    api: Api, token: str | None = None, more: str = ""
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """An upload whose body stops coming."""
    where = api.client.base_url
    reader, writer = await asyncio.open_connection(where.host, where.port)
    head = f"POST {imports.PATH} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token or await api.token()}\r\nContent-Length: 99\r\n"
    writer.write(f"{head}{more}\r\nName\nRobin".encode())
    await writer.drain()
    return reader, writer


async def test_a_body_that_does_not_come_in_time_is_given_up(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "READ_WITHIN", 0.01)
    reader, writer = await _torn(api)
    assert (await reader.readline()).startswith(b"HTTP/1.1 408")
    writer.close()
    assert await ImportBatch.all().count() == 0


@asynccontextmanager
async def _let_in(api: Api, count: int) -> AsyncIterator[None]:
    """So many uploads that stopped coming; a server asks for a body when it begins to read it."""
    token, writers = await api.token(), list[asyncio.StreamWriter]()
    try:
        for _ in range(count):
            reader, writer = await _torn(api, token, "Expect: 100-continue\r\n")
            writers.append(writer)
            assert (await reader.readline()).startswith(b"HTTP/1.1 100")
        yield
    finally:
        for writer in writers:
            writer.close()


async def _from_elsewhere(api: Api) -> httpx.Response:
    minted = mint()
    await factories.api_token(await factories.member(await factories.workspace()), minted.hash)
    return await api.upload(ROW, token=minted.text)


async def test_uploads_that_come_slowly_hold_up_nobody_of_another_workspace_or_their_own(api: Api) -> None:
    async with _let_in(api, room.A_WORKSPACE - 1):
        assert (await api.upload(ROW)).status_code == 202
        assert (await _from_elsewhere(api)).status_code == 202


async def test_a_workspace_has_so_many_uploads_under_way_and_others_have_theirs(api: Api) -> None:
    async with _let_in(api, room.A_WORKSPACE):
        assert problem(await api.upload(ROW)) == (429, "Rate limit exceeded")
        assert (await _from_elsewhere(api)).status_code == 202
    async with asyncio.timeout(60):
        while (await api.upload(ROW)).status_code == 429:  # noqa: ASYNC110 - a connection's end has no event over there
            await asyncio.sleep(0.01)


async def test_whoever_goes_away_in_the_middle_leaves_nothing_and_no_error(api: Api) -> None:
    with structlog.testing.capture_logs() as lines:
        _, writer = await _torn(api)
        writer.close()
        async with asyncio.timeout(60):
            while not lines:  # noqa: ASYNC110 - a log has no event
                await asyncio.sleep(0.01)
    assert [line["log_level"] for line in lines] == ["info"]
    assert await ImportBatch.all().count() == 0


async def test_the_same_idempotency_key_gets_the_same_import_and_stores_nothing_twice(api: Api) -> None:
    token = await api.token()
    key: dict[str, Any] = {"Idempotency-Key": "key-1"}
    first = await api.upload(ROW, token=token, **key)
    again = await api.upload(ROW, token=token, **key)
    assert (first.status_code, again.status_code, first.json()["id"]) == (202, 202, again.json()["id"])
    assert await ImportBatch.all().count() == await ImportChunk.all().count() == 1
    await import_batch.forget_rows(factories.RING, await ImportBatch.get(), 0, {0})
    assert (await api.upload(ROW, token=token, **key)).json()["preview"] == [[]]
    other = await api.upload(people(1), token=token, **key)
    assert (problem(other)[0], other.json()["path"]) == (409, ["Idempotency-Key"])
    assert await ImportBatch.all().count() == 1
