"""Contacts are found by name, company, e-mail address and LinkedIn address, by tags and custom fields; and tags are counted."""

from typing import Any

import pytest

from models import Contact, IdentityKind
from tests import factories


async def found(asker, **narrowed: Any) -> list[str]:
    document = "query ($f: ContactFilter) { contacts(first: 9, filter: $f) { nodes { firstName } totalCount } }"
    answer = (await asker.ask(document, f=narrowed or None))["contacts"]
    assert answer["totalCount"] == len(answer["nodes"])
    return [one["firstName"] for one in answer["nodes"]]


@pytest.fixture
async def people(workspace, clock):
    robin = await factories.contact(
        workspace, "robin-example", first_name="Robin", last_name="Example", email="Robin@mail.example",
        company="Example Works", tags=["north", "new"], custom_fields={"colour": "grün", "size": 3, "kept": True},
    )  # fmt: skip
    await factories.identity(robin, "ACoAAArobin", IdentityKind.MEMBER_ID)
    await factories.contact(
        workspace, "kim", first_name="Kim", last_name="Inwald", company="Another", tags=["north"], suppressed=True,
        custom_fields={"colour": "rot", "size": 3}, tied_group=factories.some_id(),
    )  # fmt: skip
    await factories.contact(workspace, linkedin_url=None, first_name="Lou", last_name="Nowhere")
    await factories.contact(workspace, first_name="", last_name="", linkedin_url=None, erased_at=clock.now())
    await factories.contact(first_name="Foreign", tags=["north"])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ROBIN", ["Robin"]),
        ("example robin", ["Robin"]),
        ("robin another", []),
        ("works", ["Robin"]),
        ("robin@mail.example", ["Robin"]),
        ("robin-exam", ["Robin"]),
        ("inwald", ["Kim"]),
        ("https://de.linkedin.com/in/Robin-Example/?trk=x", ["Robin"]),
        ("linkedin.com/in/ACoAAArobin", ["Robin"]),
        ("https://www.linkedin.com/company/example", []),
        ("linkedin", []),
        ("%", []),
        ("", ["Robin", "Kim", "Lou"]),
    ],
)
async def test_a_search_finds_names_companies_and_addresses(member, people, text, names):
    assert await found(member, search=text) == names


@pytest.mark.parametrize(
    ("narrowed", "names"),
    [
        ({}, ["Robin", "Kim", "Lou"]),
        ({"tags": ["north"]}, ["Robin", "Kim"]),
        ({"tags": ["new", "unknown"]}, ["Robin"]),
        ({"customFields": {"Colour": "grün"}}, ["Robin"]),
        ({"customFields": {"size": 3}}, ["Robin", "Kim"]),
        ({"customFields": {"size": 3, "colour": "rot"}}, ["Kim"]),
        ({"customFields": {"kept": True}}, ["Robin"]),
        ({"customFields": {"kept": 1}}, []),
        ({"customFields": {"size": "3"}}, []),
        ({"customFields": {"size": 3.0}}, ["Robin", "Kim"]),
        ({"customFields": {"colour": "r"}}, []),
        ({"suppressed": True}, ["Kim"]),
        ({"possibleDuplicate": True}, ["Kim"]),
        ({"possibleDuplicate": False}, ["Robin", "Lou"]),
        ({"hasLinkedinUrl": False}, ["Lou"]),
        ({"erased": True}, [""]),
        ({"search": "inwald", "tags": ["north"], "suppressed": True}, ["Kim"]),
    ],
)
async def test_each_filter_narrows(member, people, narrowed, names):
    assert await found(member, **narrowed) == names


@pytest.mark.parametrize(
    "wanted", [["colour"], {"colour": None}, {"colour": ["a"]}, {f"f{place}": 1 for place in range(11)}]
)
async def test_a_filter_by_custom_fields_that_says_nothing_is_refused(member, wanted):
    document = "query ($f: ContactFilter) { contacts(first: 9, filter: $f) { totalCount } }"
    [error] = await member.refused(document, f={"customFields": wanted})
    assert error["extensions"]["argument"] == ["filter", "customFields"]


async def test_tags_are_counted_the_commonest_first(member, people):
    document = "query ($s: String) { tags(search: $s) { tags { tag contacts } total } }"
    north, new = {"tag": "north", "contacts": 2}, {"tag": "new", "contacts": 1}
    assert (await member.ask(document))["tags"] == {"tags": [north, new], "total": 2}
    assert (await member.ask(document, s="NE"))["tags"] == {"tags": [new], "total": 1}
    assert (await member.ask(document, s="none"))["tags"] == {"tags": [], "total": 0}


async def test_a_capital_that_is_not_english_is_found_however_it_is_written(member, workspace):
    row = {"firstName": "Zoë", "company": "École Straße", "tags": ["ÄRZTE Süd", "Other"]}
    made = await member.command("createContact", {"contact": row}, "contact { id }")
    campaign = await factories.campaign(workspace)
    await factories.assignment(campaign, await Contact.get(id=made["contact"]["id"]))
    assignments = "query ($s: String) { assignments(first: 9, filter: {search: $s}) { totalCount } }"
    for text in ("École", "école", "ÉCOLE STRASSE", "straße zoë"):
        assert await found(member, search=text) == ["Zoë"]
        assert (await member.ask(assignments, s=text))["assignments"] == {"totalCount": 1}
    tags = "query ($s: String) { tags(search: $s) { tags { tag contacts } total } }"
    for text in ("ÄRZTE", "ärzte", "süd Ärz"):
        assert (await member.ask(tags, s=text))["tags"] == {"tags": [{"tag": "ÄRZTE Süd", "contacts": 1}], "total": 1}
    assert (await member.ask(tags, s="süd other"))["tags"] == {"tags": [], "total": 0}


async def test_whatever_changes_a_company_changes_what_is_searched(member, admin, workspace, units):
    row = {"firstName": "Zoë", "company": "École"}
    id_ = (await member.command("createContact", {"contact": row}, "contact { id }"))["contact"]["id"]
    assert (await member.command("updateContact", {"id": id_, "contact": {"company": "Ägide"}}))["errors"] == []
    assert (await found(member, search="ägide"), await found(member, search="école")) == (["Zoë"], [])
    assert (await member.command("updateContact", {"id": id_, "contact": {"company": None}}))["errors"] == []
    assert await found(member, search="ägide") == []
    other = await factories.contact(workspace, "ida", first_name="Ida", company="Örtlich")
    merge = "mutation ($k: ID!, $o: ID!) { mergeContacts(keepId: $k, otherId: $o) { errors { __typename } } }"
    assert await admin.ask(merge, k=id_, o=str(other.id)) == {"mergeContacts": {"errors": []}}
    assert await found(member, search="örtlich") == ["Zoë"]
    erase = "mutation ($i: ID!) { eraseContact(id: $i) { errors { __typename } } }"
    assert await admin.ask(erase, i=id_) == {"eraseContact": {"errors": []}}
    assert {one.folded_company for one in await Contact.filter(workspace_id=workspace.id)} == {None}


async def test_a_possible_duplicate_names_the_other(member, workspace):
    group = factories.some_id()
    one, other = [await factories.contact(workspace, tied_group=group) for _ in range(2)]
    await factories.contact(tied_group=group)
    document = "query ($i: ID!) { contact(id: $i) { possibleDuplicates { id } createdAt } }"
    answer = (await member.ask(document, i=str(one.id)))["contact"]
    assert answer["possibleDuplicates"] == [{"id": str(other.id)}]
