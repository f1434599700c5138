"""Whoever is on the do-not-contact list is kept away by every trace, and only lifting the entry ends it."""

import pytest

from auth.sealing import KeyRing
from engine import suppression_bearers, suppression_entry
from models import (
    Action,
    ActionState,
    Assignment,
    AssignmentStatus,
    Contact,
    Event,
    EventKind,
    IdentityKind,
    StepKind,
    Suppression,
    SuppressionHash,
    SuppressionScope,
    Units,
    Workspace,
)
from models.errors import InvalidInput
from tests import factories
from tests.engine.do_not_contact import COMPANY, DOMAIN, PERSON, kept_away_by, lift, suppress, suppress_person
from tests.settable_clock import SettableClock


async def test_nobody_is_suppressed_where_no_list_was_begun(units: Units, ring: KeyRing) -> None:
    contact = await factories.contact()
    assert await kept_away_by(ring, contact) is None
    assert (await Workspace.get()).sealed_suppression_key is None


async def test_a_suppressed_person_is_known_by_every_identity_and_the_email_address(
    units: Units, ring: KeyRing
) -> None:
    workspace = await factories.workspace()
    contact = await factories.contact(workspace, "robin", email="Robin@Example.com")
    await factories.identity(contact, "ACoAAROBIN", IdentityKind.MEMBER_ID)
    await suppress_person(units, ring, contact)
    by_email = await factories.contact(workspace, email="robin@example.COM")
    stranger = await factories.contact(workspace, email="robin@example.org")
    assert await kept_away_by(ring, contact) is PERSON
    assert await kept_away_by(ring, by_email) is PERSON
    assert await kept_away_by(ring, stranger) is None
    await contact.delete()
    again = await factories.contact(workspace, "other")
    await factories.identity(again, "ACoAAROBIN", IdentityKind.MEMBER_ID)
    assert await kept_away_by(ring, again) is PERSON


async def test_the_list_of_one_workspace_says_nothing_in_another(units: Units, ring: KeyRing) -> None:
    contact, elsewhere = await factories.contact(slug="robin"), await factories.contact(slug="robin")
    await suppress_person(units, ring, contact)
    assert await kept_away_by(ring, elsewhere) is None
    assert (await Contact.get(id=elsewhere.id)).suppressed is False


async def test_the_list_holds_no_name_in_clear(units: Units, ring: KeyRing) -> None:
    contact = await factories.contact(slug="robin", first_name="Robin", last_name="Clear", email="robin@example.com")
    entry = (await suppress_person(units, ring, contact)).suppression
    stored = str(await SuppressionHash.all().values()) + str(await Suppression.all().values())
    assert "robin" not in stored.lower()
    place = {"table": "suppression", "column": "sealed_label"}
    sealed = entry.sealed_label or ""
    assert ring.open(sealed, **place, workspace_id=entry.workspace_id, row_id=entry.id) == "Robin Clear"


async def test_suppressing_a_person_blacklists_pending_and_launched_and_cancels_what_is_planned(
    units: Units, ring: KeyRing, clock: SettableClock
) -> None:
    workspace = await factories.workspace()
    contact, account = await factories.contact(workspace), await factories.account(workspace)
    pending = await factories.assignment(await factories.campaign(workspace), contact)
    campaign = await factories.campaign(workspace)
    sequence = await factories.sequence(campaign)
    step = await factories.step(sequence, kind=StepKind.VISIT)
    launched = await factories.assignment(
        campaign, contact, status=AssignmentStatus.ACTIVE, launched_at=factories.START, account=account,
        running_contact_id=contact.id, sequence=sequence,
    )  # fmt: skip
    action = await factories.action(launched, step, account)
    bystander = await factories.assignment(campaign)
    clock.move(hours=1)
    done = await suppress_person(units, ring, contact)
    assert done.assignment_ids == (pending.id, launched.id)
    assert done.cancelled == 1
    assert (await Action.get(id=action.id)).state is ActionState.CANCELLED
    for assignment in (pending, launched):
        fresh = await Assignment.get(id=assignment.id)
        assert (fresh.status, fresh.running_contact_id) == (AssignmentStatus.BLACKLISTED, None)
    assert (await Assignment.get(id=bystander.id)).status is AssignmentStatus.PENDING
    assert (await Contact.get(id=contact.id)).suppressed
    assert contact.suppressed


async def test_suppressing_again_adds_only_names_learnt_since(units: Units, ring: KeyRing) -> None:
    contact = await factories.contact(slug="robin")
    first = (await suppress_person(units, ring, contact)).suppression
    known, events = await SuppressionHash.all().count(), await Event.all().count()
    again = await suppress_person(units, ring, contact)
    assert (again.suppression.id, again.assignment_ids, again.cancelled) == (first.id, (), 0)
    assert (await SuppressionHash.all().count(), await Event.all().count()) == (known, events)
    await factories.identity(contact, "id.7", IdentityKind.DUX_ID)
    await suppress_person(units, ring, contact)
    assert await Suppression.all().count() == 1
    assert await SuppressionHash.all().count() == known + 1


async def test_somebody_without_any_name_is_kept_away_too(units: Units, ring: KeyRing) -> None:
    contact = await factories.contact(linkedin_url=None)
    await suppress_person(units, ring, contact)
    await factories.identity(contact, "robin")
    assert await kept_away_by(ring, contact) is PERSON


@pytest.mark.parametrize(
    ("value", "columns"),
    [
        ("Example  BV", {"company": "EXAMPLE bv "}),
        ("STRASSE GmbH", {"company": "Straße GmbH"}),
        (
            "https://www.linkedin.com/company/example",
            {"company_linkedin_url": "https://www.linkedin.com/company/Example/"},
        ),
    ],
)
async def test_a_company_is_known_by_its_folded_name_or_its_address(
    units: Units, ring: KeyRing, value: str, columns: dict[str, str]
) -> None:
    workspace = await factories.workspace()
    contact, other = await factories.contact(workspace, **columns), await factories.contact(workspace, company="Other")
    assignment = await factories.assignment(await factories.campaign(workspace), contact)
    done = await suppress(units, ring, workspace, COMPANY, value)
    assert (await kept_away_by(ring, contact), await kept_away_by(ring, other)) == (COMPANY, None)
    assert [one.id for one in await Contact.filter(suppressed=True)] == [contact.id]
    assert done.assignment_ids == ()
    assert (await Assignment.get(id=assignment.id)).status is AssignmentStatus.PENDING


async def test_a_company_is_found_on_whatever_page_of_the_contacts(
    units: Units, ring: KeyRing, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (suppression_entry, suppression_bearers):
        monkeypatch.setattr(module, "_PAGE", 2)
    workspace = await factories.workspace()
    contacts = [await factories.contact(workspace, company="Example BV") for _ in range(4)]
    entry = (await suppress(units, ring, workspace, COMPANY, "Example BV")).suppression
    assert await Contact.filter(suppressed=True).count() == len(contacts)
    await lift(units, ring, entry)
    assert await Contact.filter(suppressed=True).count() == 0


@pytest.mark.parametrize(
    ("columns", "scope"),
    [
        ({"email": "robin@example.com"}, DOMAIN),
        ({"email": "robin@mail.Example.com"}, DOMAIN),
        ({"company_website": "https://www.example.com/about?x=1"}, DOMAIN),
        ({"company_website": "shop.example.com:8080"}, DOMAIN),
        ({"email": "robin@notexample.com"}, None),
        ({"email": "robin@example.com.evil.example"}, None),
        ({"company_website": "https://evil.example/example.com"}, None),
        ({"company": "example.com"}, None),
    ],
)
async def test_a_domain_is_known_by_email_or_website_with_its_subdomains(
    units: Units, ring: KeyRing, columns: dict[str, str], scope: SuppressionScope | None
) -> None:
    workspace = await factories.workspace()
    contact = await factories.contact(workspace, **columns)
    await suppress(units, ring, workspace, DOMAIN, "https://www.Example.com/")
    assert await kept_away_by(ring, contact) is scope
    assert (await Contact.get(id=contact.id)).suppressed is (scope is not None)


async def test_a_person_typed_in_is_found_among_the_contacts_and_kept_out_when_not(units: Units, ring: KeyRing) -> None:
    workspace = await factories.workspace()
    contact = await factories.contact(workspace, "robin", email="robin@example.com")
    by_url = await suppress(units, ring, workspace, PERSON, "linkedin.com/in/ROBIN/")
    assert by_url.suppression.contact_id == contact.id
    sam = await factories.contact(workspace, "sam", email="Sam@example.com")
    assignment = await factories.assignment(await factories.campaign(workspace), sam)
    by_email = await suppress(units, ring, workspace, PERSON, "sam@EXAMPLE.com")
    assert by_email.assignment_ids == (assignment.id,)
    kim = await factories.contact(workspace, email="KÏM@example.com")
    await suppress(units, ring, workspace, PERSON, "kïm@EXAMPLE.com")
    assert (await Contact.get(id=kim.id)).suppressed
    await suppress(units, ring, workspace, PERSON, "https://www.linkedin.com/in/nobody-yet")
    later = await factories.contact(workspace, "nobody-yet")
    assert [await kept_away_by(ring, one) for one in (contact, sam, later)] == [PERSON] * 3


@pytest.mark.parametrize("reason", ["", "  ", "x" * 301])
async def test_an_entry_needs_a_reason_of_bounded_length(units: Units, ring: KeyRing, reason: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        await suppress_person(units, ring, await factories.contact(), reason)
    assert refused.value.path == ("reason",)
    assert await Suppression.all().count() == 0


async def test_tied_contacts_are_suppressed_together(units: Units, ring: KeyRing) -> None:
    workspace, group = await factories.workspace(), factories.some_id()
    one = await factories.contact(workspace, tied_group=group)
    other = await factories.contact(workspace, tied_group=group)
    third = await factories.contact(workspace, tied_group=factories.some_id())
    await suppress_person(units, ring, one)
    assert [await kept_away_by(ring, each) for each in (one, other, third)] == [PERSON, PERSON, None]


async def test_events_of_the_list_carry_ids_and_codes_only(units: Units, ring: KeyRing) -> None:
    contact = await factories.contact(first_name="Robin", last_name="Clear", email="robin@example.com")
    entry = (await suppress_person(units, ring, contact)).suppression
    events = await Event.all().order_by("position")
    assert [(event.kind, event.subject_id, event.contact_id) for event in events] == [
        (EventKind.CONTACT_SUPPRESSED, entry.id, contact.id),
        (EventKind.CONTACT_CHANGED, contact.id, contact.id),
    ]
    assert [event.data for event in events] == [{"scope": "person", "reason": "asked us"}, {"suppressed": True}]


async def test_the_list_goes_out_by_address_by_name_only_without_one_and_of_the_erased_by_nothing(
    units: Units, ring: KeyRing
) -> None:
    home = await factories.workspace()
    erased = await factories.contact(home, "lou", erased_at=factories.START)
    people = [
        await factories.contact(home, "robin", email="robin@example.com"),
        await factories.contact(home, linkedin_url=None, email="kim@example.com"),
        await factories.contact(home, linkedin_url=None, first_name="Sam", last_name="Example"),
        erased,
    ]
    for one in people:
        await suppress_person(units, ring, one)
    await Suppression.filter(contact_id=erased.id).update(sealed_label=None)
    values = [value for _, value, _, _ in await suppression_entry.listed(ring, home.id)]
    assert values == ["https://www.linkedin.com/in/robin", "kim@example.com", "Sam Example", "erased"]
