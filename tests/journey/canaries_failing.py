"""Fails in the middle of what carries secrets, so that the log tells of errors whose own words would quote them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from app.database import dialect_of
from app.session_cookie import HEADER
from tests.journey import guide, plain_sql
from tests.journey.canaries import canary
from tests.journey.canaries_sent import CONNECT, Sent
from tests.journey.canaries_signed_in import EMAIL, SIGN_IN
from tests.journey.installation import DUX_USER_ID
from tests.journey.product_process import ERRORS

CREATE = f"mutation($input: CreateContactInput!) {{ createContact(input: $input) {{ contact {{ id }} {ERRORS} }} }}"


def failures(sent: Sent) -> None:
    """Of a table each: the database refuses to write into it while somebody is at work."""
    before = told(sent)
    seat = {"duxSoupUserId": "778", "email": "t@example.com", "firstName": "Tim", "lastName": "Seat"}
    who = {"firstName": canary("contact_name"), "linkedinUrl": "https://www.linkedin.com/in/failing-example"}
    letter = {"userid": DUX_USER_ID, "type": "message", "event": "received", "data": {"text": canary("letter")}}
    password = {"email": EMAIL, "password": canary("password_changed")}
    _fails(sent, "duxsoup_user", "/graphql", _query(CONNECT, seat | {"authKey": canary("key_connected")}))
    _fails(sent, "contact", "/graphql", _query(CREATE, {"contact": who}))
    _fails(sent, "event", "/graphql", _query(CONNECT, seat | {"authKey": canary("key_connected")}))
    _fails(sent, "session", "/graphql", _query(SIGN_IN, password), "", {HEADER: "1"})
    _fails(sent, "receipt", f"{guide.STATUS_UPDATE}/{sent.secrets['address_current']}", letter, "")
    assert told(sent) >= before + 5


def told(sent: Sent) -> int:
    """How many errors of ours the log tells of, with the place where they came up."""
    return sent.all.product.said.count('"exception":"  File')


def _fails(
    sent: Sent, table: str, path: str, body: Any, token: str | None = None, headers: dict[str, str] | None = None
) -> None:
    with _broken(sent.all.database_url, table):
        answer = sent.post(path, body, token, headers=headers)
    assert answer.status_code == 500 or answer.json()["errors"], answer.text


def _query(document: str, given: dict[str, Any]) -> dict[str, Any]:
    return {"query": document, "variables": {"input": given}}


@contextmanager
def _broken(url: str, table: str) -> Iterator[None]:
    """PostgreSQL's own words for what is refused quote the whole row."""
    if dialect_of(url) == "sqlite":
        refuse = f"CREATE TRIGGER broken BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'broken'); END"
        mend = "DROP TRIGGER broken"
    else:
        refuse = f'ALTER TABLE "{table}" ADD CONSTRAINT broken CHECK (id IS NULL) NOT VALID'
        mend = f'ALTER TABLE "{table}" DROP CONSTRAINT broken'
    plain_sql.execute(url, refuse)
    try:
        yield
    finally:
        plain_sql.execute(url, mend)
