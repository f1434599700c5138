"""How a text would read for one person."""

import pytest

from tests import factories

DOCUMENT = """query ($c: ID!, $p: ID!, $t: String!, $k: StepKind!) {
  messagePreview(campaignId: $c, contactId: $p, template: $t, kind: $k) { text characters limit missing problem } }"""


async def test_a_text_is_rendered_counted_and_told_what_it_lacks(member, workspace):
    await factories.account(workspace, member=member.member)
    campaign = await factories.campaign(workspace)
    person = await factories.contact(workspace, first_name="Ada", company=None, custom_fields={"team": "Blue"})

    async def preview(text: str, kind: str = "MESSAGE") -> dict[str, object]:
        answer = await member.ask(DOCUMENT, c=str(campaign.id), p=str(person.id), t=text, k=kind)
        found: dict[str, object] = answer["messagePreview"]
        return found

    good = await preview("Hi {{ first_name }} of {{ custom.team }} \U0001f600, I am {{ sender.first_name }}")
    assert good == {
        "text": "Hi Ada of Blue \U0001f600, I am Sam", "characters": 27, "limit": 8000, "missing": [], "problem": None,
    }  # fmt: skip
    lacking = await preview("{{ company }} {{ custom.town }} {{ title | default: 'x' }}")
    assert (lacking["text"], lacking["missing"]) == (None, ["company", "custom.town"])
    assert lacking["problem"] == "company is missing for this person."
    long = await preview("x" * 201, "CONNECT")
    assert (long["characters"], long["limit"]) == (201, 200)
    assert long["text"]
    assert long["problem"]
    assert (await preview("Hi", "INMAIL"))["problem"] is None
    assert (await preview("{{ first_name"))["problem"]
    assert (await preview("Hi _FN_"))["problem"]


async def test_without_an_account_the_senders_names_are_missing(member, workspace):
    campaign, person = await factories.campaign(workspace), await factories.contact(workspace)
    answer = await member.ask(
        DOCUMENT, c=str(campaign.id), p=str(person.id), t="I am {{ sender.first_name }}", k="MESSAGE"
    )
    assert answer["messagePreview"]["missing"] == ["sender.first_name"]


@pytest.mark.parametrize("lacking", ["campaign", "contact"])
async def test_for_whom_there_is_not_in_this_workspace_nothing_is_rendered(member, workspace, lacking):
    elsewhere = await factories.workspace() if lacking == "contact" else workspace
    campaign = await factories.campaign(workspace if lacking == "contact" else await factories.workspace())
    person = await factories.contact(elsewhere, first_name="Ada")
    for contact_id in (str(person.id), "junk"):
        asked = {"c": str(campaign.id), "p": contact_id, "t": "Hi {{ first_name }}", "k": "MESSAGE"}
        [error] = await member.refused(DOCUMENT, **asked)
        assert error["extensions"] == {"code": "NOT_FOUND", "argument": [f"{lacking}Id"]}
