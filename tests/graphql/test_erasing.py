"""A person is erased: nothing of them is found anywhere, they stay kept away, and nobody else lost a word."""

import hashlib
import json
import logging
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tortoise import connections

from engine import scrubbing
from models import (
    Action,
    ActionState,
    Assignment,
    AssignmentStatus,
    Contact,
    ContactIdentity,
    Erasure,
    Event,
    EventKind,
    IdentityKind,
    ImportBatch,
    ManualAct,
    Message,
    Receipt,
    Step,
    StepKind,
    Suppression,
    Verdict,
    sql,
)
from tests import factories
from tests.factories import START
from tests.graphql.conftest import ERRORS
from tests.stored_receipts import letter, stored, visit

CANARIES = {
    "first_name": "Zquirrelia", "last_name": "Vexworthyne", "slug": "zq-vexworthyne-77", "email": "zq77@vexmail.example",
    "company": "Quibblewrath", "title": "Grandxylophonist", "location": "Upper-Zzyxford", "tag": "tagzxqv",
    "custom": "Pistachioflux", "letter": "Frobnicatedly-yours", "text": "Dear-Snorkelwacket", "reason": "Becausezworp",
}  # fmt: skip
DUX = "id.770077007700"
DOCUMENTS = [
    """{ contacts(first: 5, filter: {erased: true}) { nodes { id fullName firstName lastName linkedinUrl email company title
       location customFields tags messages(first: 9) { nodes { text } } history(first: 50) { nodes { ... on StatusChanged { reason }
       ... on RecordChanged { data } } } assignments(first: 9) { nodes { actions { text } blockers { message } } } } } }""",
    "{ contacts(first: 100) { nodes { fullName email tags company } } tags { tags { tag } } }",
    "{ events(last: 100) { nodes { ... on StatusChanged { reason } ... on RecordChanged { data } } } }",
    "{ suppressions(first: 100) { nodes { label reason } } }",
    "{ receipts(first: 100) { nodes { family verdict reason body } } }",
]


async def _erase(asker, contact: Contact) -> Any:
    document = f"mutation ($i: ID!) {{ eraseContact(id: $i) {{ erasedId {ERRORS} }} }}"
    return (await asker.ask(document, i=str(contact.id)))["eraseContact"]


class Crowd:
    """A thousand people, of whom one is named wherever a person can be."""

    def __init__(self, workspace, member) -> None:
        self.workspace, self.member = workspace, member

    async def furnish(self) -> None:
        words = CANARIES
        # On both sides of the one in every index, and half of them later: pages with the person in them are split.
        others = [self._other(n) for n in range(999)]
        await Contact.bulk_create(others[:500])
        self.contact = await factories.contact(
            self.workspace, words["slug"], first_name=words["first_name"], last_name=words["last_name"],
            email=words["email"], company=words["company"], title=words["title"], location=words["location"],
            tags=[words["tag"]], custom_fields={"note": words["custom"]},
        )  # fmt: skip
        await factories.identity(self.contact, DUX, IdentityKind.DUX_ID)
        await Contact.bulk_create(others[500:])
        await self._work()
        await self._receipts()
        await factories.import_batch(self.workspace, source=f"{words['last_name']}.csv")

    def _other(self, n: int) -> Contact:
        last, email = f"Ve{'vy'[n % 2]}{n * 7919 % 999:03}", f"z{'pr'[n % 2]}{n * 7919 % 999:03}@example.com"
        return Contact(
            workspace=self.workspace, first_name="Pat", last_name=last, sort_name=f"{last} pat".lower(), tags=["t"],
            email=email, company="Example", custom_fields={}, created_at=START, updated_at=START,
        )  # fmt: skip

    async def _work(self) -> None:
        self.account = await factories.account(self.workspace, member=self.member)
        campaign = await factories.campaign(self.workspace)
        version = await factories.sequence(campaign, StepKind.MESSAGE, StepKind.VISIT)
        first, second = [await Step.get(sequence_id=version.id, position=place) for place in (1, 2)]
        self.assignment = await factories.assignment(
            campaign, self.contact, member=self.member, account=self.account, sequence=version, next_step=2,
            status=AssignmentStatus.ACTIVE, launched_at=START, blocker="missing_field", blocker_note=CANARIES["first_name"],
            running_contact_id=self.contact.id,
        )  # fmt: skip
        self.sent = await factories.action(
            self.assignment, first, self.account, state=ActionState.EXECUTED, text=CANARIES["text"], attempts=1,
            subject=CANARIES["first_name"], message_id="their-message-id-1", sent_at=START, payload_hash="0" * 64,
        )  # fmt: skip
        self.planned = await factories.action(self.assignment, second, self.account)
        text = f"{CANARIES['letter']} {CANARIES['first_name']}"
        await factories.message(self.contact, self.account, text, thread_url=f"https://x.example/{CANARIES['slug']}")

    async def _receipts(self) -> None:
        read = {"verdict": Verdict.APPLIED}
        url = f"https://www.linkedin.com/in/{CANARIES['slug'].upper()}/"
        bodies: list[tuple[dict[str, Any], dict[str, Any]]] = [
            (visit(self.account, DUX, First=CANARIES["first_name"]), read),
            (visit(self.account, "id.1", Profile=url), {"verdict": Verdict.DEAD}),
            ({"type": "unheard", "event": "of", "data": {"said": CANARIES["email"]}}, read),
            ({"type": "rccommand", "event": "x", "data": {"id": "their-message-id-1"}}, read),
            ({"type": "x", "event": "x", "data": {"c": f"{CANARIES['first_name']} {CANARIES['last_name']}"}}, read),
            (letter(self.account, DUX), {"verdict": Verdict.UNMATCHED, "awaits": DUX}),
            (visit(self.account, "id.1", Profile=url.lower().replace("-", "%2D")), read),
        ]
        self.theirs = [(await stored(self.account, body, **values)).id for body, values in bodies]
        waiting = {"type": "x", "event": "x", "data": {"c": f"{CANARIES['first_name']} {CANARIES['last_name']}"}}
        self.others = [
            (await stored(self.account, waiting)).id,
            (await stored(self.account, visit(self.account, "id.2", First="Pat"), **read)).id,
            (await factories.receipt(self.account, sealed_body="unreadable", **read)).id,
        ]


@pytest.fixture
async def crowd(workspace, member):
    made = Crowd(workspace, member.member)
    await made.furnish()
    return made


async def _everything(database) -> str:
    """What lies in the files of an SQLite database, its log included; on PostgreSQL every row of every table, as a dump holds them."""
    connection = connections.get("default")
    if database.dialect == "sqlite":
        file = Path(database.url.removeprefix("sqlite://"))
        return "\n".join(one.read_bytes().decode("latin-1") for one in file.parent.glob(f"{file.name}*"))
    tables = await sql.rows(connection, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    statements = [f'SELECT t::text AS row FROM "{one["tablename"]}" t' for one in tables]  # noqa: S608 - names of our tables
    found = [await sql.rows(connection, statement) for statement in statements]
    return "\n".join(row["row"] for rows in found for row in rows)


def _hits(text: str) -> list[str]:
    return [name for name, word in CANARIES.items() if word.lower() in text.lower()]


async def test_after_erasing_one_of_a_thousand_nothing_of_them_is_found_anywhere(
    crowd, admin, member, units, database, caplog
):
    caplog.set_level(logging.INFO)
    given = {"scope": "PERSON", "value": CANARIES["email"], "reason": CANARIES["reason"]}
    await member.command("suppress", given)
    given = {"id": str(crowd.assignment.id), "to": "BLACKLISTED", "reason": CANARIES["reason"]}
    await member.command("setAssignmentStatus", given, kind="SetStatusInput")
    before = await _everything(database) + (await admin.post(DOCUMENTS[3])).text
    assert len(_hits(before)) == len(CANARIES) == 12
    caplog.clear()

    assert await _erase(admin, crowd.contact) == {"erasedId": str(crowd.contact.id), "errors": []}
    assert await scrubbing.scrub(units)
    answers = [(await asker.post(document)).text for document in DOCUMENTS for asker in (admin, member)]
    node = "query ($i: ID!) { node(id: $i) { ... on Contact { firstName lastName email linkedinUrl } } }"
    answers.append((await admin.post(node, i=str(crowd.contact.id))).text)
    assert all("data" in json.loads(answer) for answer in answers)
    assert _hits(await _everything(database)) == []
    assert _hits("\n".join(answers)) == []
    assert _hits(caplog.text) == []


async def test_actions_are_stopped_and_every_trace_blanked_while_what_was_done_stays_on_record(crowd, admin, workspace):
    act = await factories.manual_act(crowd.account, person=_hash(DUX))
    await _erase(admin, crowd.contact)
    assert (await Action.get(id=crowd.planned.id)).state is ActionState.CANCELLED
    sent = await Action.get(id=crowd.sent.id)
    assert sent.state is ActionState.EXECUTED
    assert not any((sent.text, sent.subject, sent.payload_hash))
    assignment = await Assignment.get(id=crowd.assignment.id)
    assert (assignment.status, assignment.blocker_note) == (AssignmentStatus.BLACKLISTED, None)
    assert await ContactIdentity.filter(contact_id=crowd.contact.id).count() == 0
    message = await Message.get(contact_id=crowd.contact.id)
    assert (message.text, message.thread_url) == ("", "")
    assert (await ManualAct.get(id=act.id)).person != act.person
    assert (await ImportBatch.get()).source == "erased"
    assert await Contact.filter(workspace_id=workspace.id, erased_at=None).count() == 999


def _hash(word: str) -> str:
    return hashlib.sha256(word.encode()).hexdigest()


async def test_receipts_that_name_the_person_are_blanked_and_no_others(crowd, admin):
    await _erase(admin, crowd.contact)
    blanked = {one.id for one in await Receipt.filter(sealed_body=None)}
    assert blanked == set(crowd.theirs)
    assert not await Receipt.exists(id__in=crowd.theirs, awaits__isnull=False)
    verdicts = [(await Receipt.get(id=one)).verdict for one in crowd.theirs[:6]]
    assert verdicts == [*[Verdict.APPLIED], Verdict.IGNORED, *[Verdict.APPLIED] * 3, Verdict.IGNORED]


async def test_an_erased_person_is_refused_by_every_name_and_the_list_says_erased(crowd, admin, member):
    await _erase(admin, crowd.contact)
    url = f"https://www.linkedin.com/in/{CANARIES['slug']}"
    rows = {"rows": [{"linkedinUrl": url}, {"firstName": "Zq", "email": CANARIES["email"].upper()}]}
    answer = await member.command("importContacts", rows, "added refused rows { reason }")
    assert (answer["added"], answer["refused"]) == (0, 2)
    assert {row["reason"] for row in answer["rows"]} == {"This person was erased."}
    answer = await member.command("createContact", {"contact": {"linkedinUrl": url}})
    assert [one["__typename"] for one in answer["errors"]] == ["Conflict"]
    shown = (await member.ask("{ suppressions(first: 9) { nodes { label reason } } }"))["suppressions"]["nodes"]
    assert shown == [{"label": "erased", "reason": "erased"}]


async def test_another_persons_entry_with_the_same_address_keeps_its_label(crowd, admin, member, workspace):
    other = await factories.contact(workspace, first_name="Kim", last_name="Shared", email=CANARIES["email"])
    await member.command("suppress", {"scope": "PERSON", "contactId": str(other.id), "reason": "asked"})
    await _erase(admin, crowd.contact)
    assert (await Suppression.get(contact_id=other.id)).sealed_label is not None
    assert (await Suppression.get(contact_id=crowd.contact.id)).sealed_label is None


async def test_erasing_is_an_admins_act_and_done_once(crowd, admin, member):
    assert [one["__typename"] for one in (await _erase(member, crowd.contact))["errors"]] == ["Forbidden"]
    assert (await Contact.get(id=crowd.contact.id)).erased_at is None
    await _erase(admin, crowd.contact)
    assert [one["__typename"] for one in (await _erase(admin, crowd.contact))["errors"]] == ["IllegalTransition"]
    [event] = await Event.filter(kind=EventKind.CONTACT_ERASED)
    assert (event.actor_id, event.data, event.contact_id) == (admin.member.id, {}, crowd.contact.id)


async def test_nobody_who_was_erased_is_reinstated(crowd, admin):
    await _erase(admin, crowd.contact)
    given = {"id": str(crowd.assignment.id), "to": "PENDING", "reason": "mistake"}
    answer = await admin.command("setAssignmentStatus", given, kind="SetStatusInput")
    assert [one["__typename"] for one in answer["errors"]] == ["IllegalTransition"]
    assert await Suppression.all().count() == 1


async def test_what_was_merged_into_them_is_erased_with_them(crowd, admin, workspace):
    double = await factories.contact(workspace, "zq-double", first_name="Double")
    document = f"mutation ($k: ID!, $o: ID!) {{ mergeContacts(keepId: $k, otherId: $o) {{ {ERRORS} }} }}"
    await admin.ask(document, k=str(crowd.contact.id), o=str(double.id))
    await _erase(admin, crowd.contact)
    assert {one.contact_id for one in await Erasure.all()} == {crowd.contact.id, double.id}
    answer = await admin.command("createContact", {"contact": {"linkedinUrl": "https://www.linkedin.com/in/zq-double"}})
    assert [one["__typename"] for one in answer["errors"]] == ["Conflict"]


async def test_scrubbing_waits_while_somebody_reads_the_file_and_is_done_once(
    crowd, admin, units, clock, database, dialect
):
    assert not await scrubbing.scrub(units)
    await _erase(admin, crowd.contact)
    if dialect == "sqlite":
        await connections.get("default").execute_query("PRAGMA busy_timeout = 1")
        with closing(sqlite3.connect(database.url.removeprefix("sqlite://"))) as reading:
            reading.execute("BEGIN")
            reading.execute("SELECT COUNT(*) FROM contact").fetchone()
            assert not await scrubbing.scrub(units)
            assert (await Erasure.get()).scrubbed_at is None
    assert await scrubbing.scrub(units)
    assert (await Erasure.get()).scrubbed_at == clock.wall()
    assert not await scrubbing.scrub(units)
