"""Whatever is sent to POST /api/imports, in the file and beside it: a broken rule with its field, or an import, and nothing in between."""

import gzip
import io
import json
from typing import Any

import httpx
import pytest
from openpyxl import Workbook

from app.rest import imports
from models import Contact, ImportBatch, ImportChunk, ImportState
from tests import factories
from tests.app.rest.uploading import ROW, Api
from tests.graphql.corpus import IDS, TEXTS, URLS

STATUSES = {404: "not_found", 409: "conflict", 413: "payload_too_large", 422: "invalid_input"}
HEAD = "Name,LinkedIn URL,E-Mail,Company,Note"
FIELDS = ["campaignId", "memberIds", "preset", "start", "idempotencyKey", "nonsense"]


def _book(*rows: list[Any]) -> bytes:
    book, made = Workbook(), io.BytesIO()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    book.save(made)
    return made.getvalue()


def _cells(texts: list[str]) -> bytes:
    """A row for each text, which stands in every column of it, beside a name of its own."""
    quoted = ['"{}"'.format(text.replace('"', '""')) for text in texts]
    lines = [f"Robin {number},{text},{text},{text},{text}" for number, text in enumerate(quoted)]
    return "\n".join([HEAD, *lines]).encode("utf-8", "surrogatepass")


FILES: dict[str, bytes] = {
    "a mark of UTF-8": b"\xef\xbb\xbf" + ROW.encode(),
    "semicolons": ROW.replace(",", ";").encode(),
    "tabs": ROW.replace(",", "\t").encode(),
    "breaks in quotes": b'Name,Note\r\n"Robin\r\nExample","a\r\n\r\nb"\r\n',
    "50 columns": (",".join(["Name", *(f"Column {n}" for n in range(49))]) + "\nRobin" + ",x" * 49).encode(),
    "3,000 columns": (",".join(["Name", *(f"Column {n}" for n in range(2_999))]) + "\nRobin" + ",x" * 2_999).encode(),
    "one person twice": ROW.encode() + b"Robin Example,https://www.LinkedIn.com/in/ROBIN/?trk=x\n",
    "UTF-16": ROW.encode("utf-16"),
    "half a sign of UTF-16": ROW.encode("utf-16")[:-1],
    "another charset": "Name\nJörg Ünal\n".encode("latin-1"),
    "NUL": b"Name,Note\nRo\0bin,a\0b\n",
    "a header alone": HEAD.encode(),
    "a header of blanks": b",,,\nRobin,,,\n",
    "one header twice": b"Name,Name,Name\nRobin,Bo,Di\n",
    "rows of any length": b"Name,Note\nRobin\nBo,x,y,z\n\n,\n",
    "a quote that stays open": b'Name\n"Robin',
    "one endless line": b"Name\n" + b"x" * 1_000_000,
    "texts": _cells(TEXTS),
    "addresses": _cells(URLS),
    "formulas": b"Name,Note\n=1+1,@SUM(1)\n+Robin,-x\n",
    "compressed": gzip.compress(ROW.encode()),
    "HTML": b"<!DOCTYPE html><table><tr><td>Name</td></tr></table>",
    "JSON": json.dumps([{"Name": "Robin"}]).encode(),
    "a book": _book(["Name", "LinkedIn URL"], ["Robin", "linkedin.com/in/robin"]),
    "a book of anything": _book(["Name", None, 1, True], ["Robin", 1e300, "=1/0", None], [None], ["Bo", "x", "y", "z"]),
    "an empty book": _book(),
    "half a book": _book(["Name"], ["Robin"])[:-200],
}


def judged(answer: httpx.Response) -> bool:
    """Whether an import came of it."""
    if answer.status_code == 202:
        return True
    said = answer.json()
    assert said["code"] == STATUSES[answer.status_code], answer.text
    assert said["title"]
    assert said["path"]
    return False


@pytest.mark.parametrize("name", FILES)
async def test_a_file_of_any_kind_is_refused_with_the_rule_or_gets_an_answer_for_each_row(api: Api, name: str) -> None:
    done = judged(await api.upload(FILES[name], {"start": "true"}))
    assert await ImportBatch.all().count() == done
    assert done or await ImportChunk.all().count() == 0
    if done:
        await api.worker.turn()
        batch = await ImportBatch.get()
        counted = [batch.added, batch.updated, batch.duplicates, batch.refused]
        assert (batch.state, sum(counted)) == (ImportState.FINISHED, batch.total)
        assert await Contact.all().count() == batch.added


@pytest.mark.parametrize("field", FIELDS)
async def test_a_text_of_any_kind_beside_the_file_is_refused_with_its_field_or_changes_nothing(
    api: Api, field: str
) -> None:
    stored, beside = 0, {}
    if field == "memberIds":
        beside["campaignId"] = str((await factories.campaign(api.workspace)).id)
    for text in dict.fromkeys([*TEXTS, *IDS]):
        answer = await api.upload(ROW, {**beside, field: text.encode("utf-8", "surrogatepass")})
        done = judged(answer)
        assert not (done and field in {"nonsense", "idempotencyKey"})
        assert done or answer.json()["path"] in ([field], ["Idempotency-Key"], ["file"]), answer.text
        stored += done
        assert await ImportBatch.all().count() == await ImportChunk.all().count() == stored


async def test_a_file_may_have_any_name(api: Api) -> None:
    for text in dict.fromkeys([*TEXTS, *URLS]):
        headers = {"Authorization": f"Bearer {await api.token()}", "Content-Type": "text/csv"}
        address = httpx.URL(imports.PATH, params={"filename": text[:4_096].encode("utf-8", "replace").decode()})
        answer = await api.client.post(address, content=ROW, headers=headers)
        assert judged(answer)
        assert len(answer.json()["source"]) <= 200
