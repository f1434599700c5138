"""Every row of an import is answered: added, updated, a duplicate, or refused with the rule it breaks."""

import asyncio
from dataclasses import replace

import pytest

from auth.sealing import KeyRing
from engine import importing, suppressing
from engine.contact_row import ContactRow
from engine.importing import ImportRun
from models import (
    Contact,
    ContactIdentity,
    Event,
    EventKind,
    IdentityKind,
    ImportBatch,
    ImportState,
    SuppressionScope,
    Unit,
    Units,
    Workspace,
)
from models.errors import InvalidInput
from tests import factories
from tests.engine.bringing import ADDED, DUPLICATE, REFUSED, UPDATED, bring, outcomes_of

ROBIN = "https://www.linkedin.com/in/robin"


@pytest.fixture
async def workspace(units: Units) -> Workspace:
    return await factories.workspace()


async def test_a_row_becomes_a_contact_with_all_its_fields(units: Units, ring: KeyRing, workspace: Workspace) -> None:
    row = ContactRow(
        linkedin_url="linkedin.com/in/Robin/?x=1", first_name=" Robin ", last_name="van  Example", email="R@Example.com",
        company="Example BV", company_linkedin_url="linkedin.com/company/Example/", company_website="example.com",
        title="Head\nof Ops", location="Utrecht", custom_fields={"Ice Breaker": "Saw your\ntalk", "custom.score": 5, "rate": 0.5, "x": " "},
        tags=["a", " b ", "a", ""],
    )  # fmt: skip
    [answer] = await bring(units, ring, workspace, row)
    contact = await Contact.get(id=answer.contact_id)
    assert answer.outcome is ADDED
    assert (contact.workspace_id, contact.linkedin_url, contact.email) == (workspace.id, ROBIN, "r@example.com")
    assert (contact.full_name, contact.sort_name) == ("Robin van Example", "van example robin")
    assert (contact.company, contact.company_linkedin_url) == ("Example BV", "https://www.linkedin.com/company/example")
    assert (contact.company_website, contact.title, contact.location) == ("example.com", "Head of Ops", "Utrecht")
    assert contact.custom_fields == {"ice_breaker": "Saw your\ntalk", "score": 5, "rate": 0.5}
    assert contact.tags == ["a", "b"]
    assert (contact.created_at, contact.updated_at, contact.suppressed) == (factories.START, factories.START, False)
    name = await ContactIdentity.get(contact_id=contact.id)
    assert (name.workspace_id, name.kind, name.value) == (workspace.id, IdentityKind.SLUG, "robin")


async def test_rows_of_one_person_are_one_contact_whatever_the_form_of_the_address(
    units: Units, ring: KeyRing, workspace: Workspace
) -> None:
    answers = await bring(
        units, ring, workspace,
        ContactRow(ROBIN, first_name="Robin"),
        ContactRow("https://nl.linkedin.com/in/ROBIN/?trk=1", first_name="Robin", title="Other"),
        ContactRow("https://www.linkedin.com/in/r%6Fbin"),
    )  # fmt: skip
    assert outcomes_of(answers) == [ADDED, DUPLICATE, DUPLICATE]
    assert {answer.contact_id for answer in answers} == {(await Contact.get()).id}
    assert answers[1].reason == "The same person as in an earlier row."


async def test_a_contact_of_the_workspace_is_updated_by_any_of_its_names(
    units: Units, ring: KeyRing, workspace: Workspace
) -> None:
    contact = await factories.contact(
        workspace, "robin", title="Old", company="Kept", tags=["a"], custom_fields={"x": "1"}
    )
    await factories.identity(contact, "ACwAAROBIN", IdentityKind.SALES_ID)
    row = ContactRow(
        "https://www.linkedin.com/sales/lead/ACwAAROBIN,NAME_SEARCH,x", title="New", company=" ", tags=["b"],
        custom_fields={"y": "2", "x": ""},
    )  # fmt: skip
    [answer] = await bring(units, ring, workspace, row)
    assert (answer.outcome, answer.contact_id, answer.reason) == (UPDATED, contact.id, None)
    fresh = await Contact.get()
    assert (fresh.title, fresh.company, fresh.first_name) == ("New", "Kept", contact.first_name)
    assert (fresh.tags, fresh.custom_fields) == (["a", "b"], {"x": "1", "y": "2"})
    assert fresh.linkedin_url == contact.linkedin_url


async def test_importing_the_same_file_again_changes_nothing(units: Units, ring: KeyRing, workspace: Workspace) -> None:
    rows = [ContactRow(f"linkedin.com/in/p{number}", first_name="Pat", tags=["a"]) for number in range(3)]
    await bring(units, ring, workspace, *rows)
    before = await Contact.all().order_by("id").values()
    answers = await bring(units, ring, workspace, *rows)
    assert outcomes_of(answers) == [DUPLICATE] * 3
    assert answers[0].reason == "Already a contact, and the row says nothing new."
    assert await Contact.all().order_by("id").values() == before


async def test_a_vanity_address_takes_the_place_of_one_that_only_an_extension_reads(
    units: Units, ring: KeyRing, workspace: Workspace
) -> None:
    sales = "https://www.linkedin.com/sales/lead/ACwAAROBIN"
    [answer] = await bring(units, ring, workspace, ContactRow(sales, first_name="Robin"))
    contact = await Contact.get(id=answer.contact_id)
    await factories.identity(contact, "robin")
    assert outcomes_of(await bring(units, ring, workspace, ContactRow(ROBIN))) == [UPDATED]
    assert (await Contact.get()).linkedin_url == ROBIN
    assert outcomes_of(await bring(units, ring, workspace, ContactRow(sales))) == [DUPLICATE]


@pytest.mark.parametrize("stored", [None, "http://linkedin.com/in/robin", "robin"])
async def test_an_address_that_is_missing_or_not_in_its_one_form_is_set(
    units: Units, ring: KeyRing, workspace: Workspace, stored: str | None
) -> None:
    contact = await factories.contact(workspace, linkedin_url=stored)
    await factories.identity(contact, "robin")
    assert outcomes_of(await bring(units, ring, workspace, ContactRow(ROBIN))) == [UPDATED]
    assert (await Contact.get()).linkedin_url == ROBIN


async def test_email_never_merges_two_contacts(units: Units, ring: KeyRing, workspace: Workspace) -> None:
    answers = await bring(
        units, ring, workspace,
        ContactRow(ROBIN, email="office@example.com"),
        ContactRow("linkedin.com/in/sam", email="office@example.com"),
        ContactRow(first_name="Kim", email="office@example.com"),
    )  # fmt: skip
    assert outcomes_of(answers) == [ADDED] * 3
    assert await Contact.all().count() == 3


async def test_contacts_of_another_workspace_are_neither_seen_nor_touched(
    units: Units, ring: KeyRing, workspace: Workspace
) -> None:
    foreign = await factories.contact(slug="robin", title="Theirs")
    assert outcomes_of(await bring(units, ring, workspace, ContactRow(ROBIN, title="Ours"))) == [ADDED]
    assert (await Contact.get(id=foreign.id)).title == "Theirs"


async def test_a_row_without_an_address_is_imported_by_its_name(
    units: Units, ring: KeyRing, workspace: Workspace
) -> None:
    [answer] = await bring(units, ring, workspace, ContactRow(" ", last_name="Example"))
    assert answer.outcome is ADDED
    assert (await Contact.get()).linkedin_url is None
    assert (await ContactIdentity.get()).kind is IdentityKind.ROW


async def test_a_row_that_breaks_a_rule_is_refused_with_it_and_the_others_go_in(
    units: Units, ring: KeyRing, workspace: Workspace
) -> None:
    broken = ContactRow("https://evil-linkedin.com/in/robin", first_name="Robin")
    answers = await bring(units, ring, workspace, broken, ContactRow(ROBIN))
    assert outcomes_of(answers) == [REFUSED, ADDED]
    assert answers[0].contact_id is None
    assert "host of a LinkedIn URL" in (answers[0].reason or "")


async def test_whoever_is_suppressed_is_refused_with_that_reason(
    units: Units, ring: KeyRing, workspace: Workspace
) -> None:
    async def work(unit: Unit) -> None:
        for scope, value in (
            (SuppressionScope.PERSON, ROBIN),
            (SuppressionScope.PERSON, "sam@example.com"),
            (SuppressionScope.COMPANY, "Example BV"),
            (SuppressionScope.DOMAIN, "example.net"),
        ):
            await suppressing.suppress(unit, ring, workspace.id, scope, value, "asked us")

    await units.run(work)
    answers = await bring(
        units, ring, workspace,
        ContactRow("linkedin.com/in/ROBIN/"),
        ContactRow("linkedin.com/in/sam", email="Sam@example.com"),
        ContactRow("linkedin.com/in/kim", company="example bv"),
        ContactRow("linkedin.com/in/lou", email="lou@mail.example.net"),
        ContactRow("linkedin.com/in/max", company_website="https://www.example.net"),
        ContactRow("linkedin.com/in/free"),
    )  # fmt: skip
    assert outcomes_of(answers) == [REFUSED] * 5 + [ADDED]
    assert ["person is on" in (one.reason or "") for one in answers[:3]] == [True, True, False]
    assert "company is on" in (answers[2].reason or "")
    assert "domain is on" in (answers[3].reason or "")


async def test_a_suppressed_contact_is_refused_by_a_name_that_only_the_contact_knows(
    units: Units, ring: KeyRing, workspace: Workspace
) -> None:
    contact = await factories.contact(workspace, "robin")

    async def work(unit: Unit) -> None:
        await suppressing.suppress_person(unit, ring, contact, "asked us")

    await units.run(work)
    await factories.identity(contact, "robin-new")
    [answer] = await bring(units, ring, workspace, ContactRow("linkedin.com/in/robin-new", title="New"))
    assert answer.outcome is REFUSED
    assert (await Contact.get()).title is None


async def test_the_batch_counts_its_rows_and_events_carry_ids_only(
    units: Units, ring: KeyRing, workspace: Workspace
) -> None:
    known = await factories.contact(workspace, "sam")
    await bring(
        units, ring, workspace,
        ContactRow(ROBIN, first_name="Robin"), ContactRow(ROBIN), ContactRow("linkedin.com/in/sam", title="New"), ContactRow(),
    )  # fmt: skip
    batch = await ImportBatch.get()
    assert (batch.source, batch.state, batch.rows_done) == ("people.csv", ImportState.FINISHED, 4)
    assert (batch.added, batch.updated, batch.duplicates, batch.refused) == (1, 1, 1, 1)
    events = await Event.all().order_by("position")
    assert [event.kind for event in events] == [
        EventKind.CONTACT_ADDED,
        EventKind.CONTACT_CHANGED,
        EventKind.IMPORT_FINISHED,
    ]
    assert events[1].contact_id == known.id
    assert [event.data for event in events[:2]] == [{"import": str(batch.id)}] * 2


async def test_an_import_over_several_units_knows_its_earlier_rows(
    units: Units, ring: KeyRing, workspace: Workspace
) -> None:
    async def begin(unit: Unit) -> ImportRun:
        return await importing.begin(unit, workspace.id, member_id=None, source="people.csv")

    run = await units.run(begin)
    await bring(units, ring, workspace, ContactRow(ROBIN), run=run)
    part = replace(run, first=1)
    later = await bring(units, ring, workspace, ContactRow(ROBIN, title="Other"), run=part)
    assert outcomes_of(later) == [DUPLICATE]
    batch = await ImportBatch.get()
    assert (batch.state, batch.rows_done, batch.added, batch.duplicates) == (ImportState.RUNNING, 2, 1, 1)
    await units.run(lambda unit: importing.finish(unit, run))
    assert (await ImportBatch.get()).state is ImportState.FINISHED


async def test_more_rows_than_one_unit_may_hold_are_refused_whole(
    units: Units, ring: KeyRing, workspace: Workspace
) -> None:
    with pytest.raises(InvalidInput, match="at most 1,000 rows"):
        await bring(units, ring, workspace, *[ContactRow(first_name="R")] * 1_001)
    assert await ImportBatch.all().count() == 0


async def test_two_imports_of_the_same_people_at_once_make_each_of_them_once(
    units: Units, ring: KeyRing, workspace: Workspace
) -> None:
    rows = [ContactRow(f"linkedin.com/in/p{number}", first_name="Pat") for number in range(50)]
    answers = await asyncio.gather(bring(units, ring, workspace, *rows), bring(units, ring, workspace, *reversed(rows)))
    assert await Contact.all().count() == await ContactIdentity.all().count() == 50
    assert sorted(outcome for answer in answers for outcome in outcomes_of(answer)) == [ADDED] * 50 + [DUPLICATE] * 50
    ids = set(await Contact.all().values_list("id", flat=True))
    assert {one.contact_id for answer in answers for one in answer} == ids


async def test_what_a_contact_has_no_room_for_is_left_out_with_the_rule(
    units: Units, ring: KeyRing, workspace: Workspace
) -> None:
    fields = {f"field_{number}": 1 for number in range(99)}
    contact = await factories.contact(workspace, "robin", custom_fields=fields, tags=[f"t{n}" for n in range(49)])
    row = ContactRow(ROBIN, custom_fields={"field_1": 2, "new": 3, "newer": 4}, tags=["t1", "new", "newer"])
    [answer] = await bring(units, ring, workspace, row)
    rules = "A contact has at most 100 custom fields. A contact has at most 50 tags."
    assert (answer.outcome, answer.reason) == (UPDATED, f"Left out: {rules}")
    contact = await Contact.get(id=contact.id)
    assert contact.custom_fields == {**fields, "field_1": 2, "new": 3}
    assert contact.tags == [*(f"t{n}" for n in range(49)), "new"]
    [answer] = await bring(units, ring, workspace, ContactRow(ROBIN, tags=["newer"], email="no address"))
    assert (answer.outcome, (answer.reason or "").count("Left out:")) == (DUPLICATE, 1)
    assert "name@example.com" in (answer.reason or "")
    assert "at most 50 tags" in (answer.reason or "")
