"""Whom an import knows again without an address, what it leaves out, and what it says before it does anything."""

import pytest

from auth.sealing import KeyRing
from engine import importing, suppressing
from engine.contact_row import ContactRow
from engine.importing import ImportRun
from models import Contact, Event, ImportRow, SuppressionScope, Unit, Units, Workspace
from tests import factories
from tests.engine.bringing import ADDED, DUPLICATE, REFUSED, UPDATED, bring, outcomes_of

ROBIN = "https://www.linkedin.com/in/robin"


@pytest.fixture
async def workspace(units: Units) -> Workspace:
    return await factories.workspace()


NAMELESS = [
    ContactRow(first_name="Kim", email="office@example.com", custom_fields={"phone": "1"}),
    ContactRow(first_name="Kim", email="office@example.com", custom_fields={"phone": "2"}),
    ContactRow(first_name="Kim", company="Example"),
]


async def test_without_an_address_the_same_row_again_adds_nobody_and_any_other_row_is_somebody_else(
    units: Units, ring: KeyRing, workspace: Workspace
) -> None:
    first = await bring(units, ring, workspace, *NAMELESS, NAMELESS[0])
    assert outcomes_of(first) == [ADDED, ADDED, ADDED, DUPLICATE]
    assert "to the letter" in (first[3].reason or "")
    again = await bring(units, ring, workspace, *NAMELESS)
    assert outcomes_of(again) == [DUPLICATE] * 3
    assert [one.contact_id for one in again] == [one.contact_id for one in first[:3]]
    assert await Contact.all().count() == 3


async def test_without_an_address_the_same_row_finds_its_contact_whatever_was_changed_there_since(
    units: Units, ring: KeyRing, workspace: Workspace
) -> None:
    [added] = await bring(units, ring, workspace, ContactRow(first_name="Kim", last_name="Example"))
    await Contact.all().update(last_name="Married", linkedin_url="https://www.linkedin.com/in/kim", title="New")
    [again] = await bring(units, ring, workspace, ContactRow(first_name="Kim", last_name="Example", tags=["fair"]))
    assert (again.outcome, again.contact_id) == (UPDATED, added.contact_id)
    assert await Contact.all().count() == 1


async def test_whoever_came_without_an_address_and_is_suppressed_does_not_come_again(
    units: Units, ring: KeyRing, workspace: Workspace
) -> None:
    [added] = await bring(units, ring, workspace, NAMELESS[2])
    contact = await Contact.get(id=added.contact_id)

    async def work(unit: Unit) -> None:
        await suppressing.suppress_person(unit, ring, contact, "asked us")

    await units.run(work)
    await contact.delete()
    assert outcomes_of(await bring(units, ring, workspace, NAMELESS[2])) == [REFUSED]
    assert await Contact.all().count() == 0


async def test_a_value_that_breaks_a_rule_is_left_out_and_named_and_its_row_comes_in(
    units: Units, ring: KeyRing, workspace: Workspace
) -> None:
    row = ContactRow(ROBIN, first_name="Robin", email="robin", company_website="n/a", title="Head of Ops")
    added, again = [(await bring(units, ring, workspace, row))[0] for _ in range(2)]
    reason = (
        "Left out: An e-mail address has the form name@example.com. A company website has the form https://example.com."
    )
    assert (added.outcome, added.reason) == (ADDED, reason)
    assert (again.outcome, again.reason) == (DUPLICATE, f"{importing._KNOWN} {reason}")
    contact = await Contact.get()
    assert (contact.email, contact.company_website, contact.title) == (None, None, "Head of Ops")


@pytest.mark.parametrize(
    "row",
    [
        ContactRow(ROBIN, email="Sam <sam@example.com>"),
        ContactRow(ROBIN, email="sam@example.com; other@example.org"),
        ContactRow(ROBIN, company_website="www.example.net, www.example.org"),
    ],
)
async def test_what_was_left_out_keeps_the_suppressed_away_all_the_same(
    units: Units, ring: KeyRing, workspace: Workspace, row: ContactRow
) -> None:
    async def work(unit: Unit) -> None:
        await suppressing.suppress(unit, ring, workspace.id, SuppressionScope.PERSON, "sam@example.com", "asked us")
        await suppressing.suppress(unit, ring, workspace.id, SuppressionScope.DOMAIN, "example.net", "asked us")

    await units.run(work)
    assert outcomes_of(await bring(units, ring, workspace, row)) == [REFUSED]


async def test_a_dry_run_says_what_would_happen_and_changes_nobody(
    units: Units, ring: KeyRing, workspace: Workspace
) -> None:
    known = await factories.contact(workspace, "robin", title="Old")
    before = await Contact.all().values()
    rows = [
        ContactRow(ROBIN, title="New"),
        ContactRow("linkedin.com/in/sam"),
        ContactRow(),
        ContactRow(first_name="Kim"),
    ]
    batch = await factories.import_batch(workspace)
    answers = await bring(units, ring, workspace, *rows, run=ImportRun(batch.id, dry=True))
    later = await bring(units, ring, workspace, *rows, run=ImportRun(batch.id, len(rows), dry=True))
    assert outcomes_of(answers) == [UPDATED, ADDED, REFUSED, ADDED]
    assert outcomes_of(later) == [DUPLICATE, DUPLICATE, REFUSED, DUPLICATE]
    assert later[0].contact_id == known.id
    assert await Contact.all().values() == before
    assert await Event.all().count() == 0
    assert await ImportRow.filter(batch_id=batch.id).count() == 8
