"""Which stored webhooks name a person who is erased: those with their address, and none with one that only contains it."""

from typing import Any

from engine import erased_receipts
from models import IdentityKind, Units
from models.identity import Identity
from tests import factories
from tests.stored_receipts import stored

THEIRS: dict[str, Any] = {
    "alone": "lee@acme.example", "in capitals": "Lee@ACME.example", "with a name": "Lee <lee@acme.example>",
    "at the end of a sentence": "Write to lee@acme.example.", "as a link": "mailto:lee@acme.example?subject=x",
    "on a line of its own": "Hello,\nlee@acme.example\n", "in a list": ["a@b.example,lee@acme.example;c@d.example"],
    "behind a tab": "\tlee@acme.example", "percent-encoded around it": "https://x.example/?to=%22lee@acme.example%22",
    "by what was sent": "their-id-7",
}  # fmt: skip
OTHERS: dict[str, Any] = {
    "a longer name": "ashlee@acme.example", "two names": "ash.lee@acme.example", "a hyphen": "ash-lee@acme.example",
    "a tag": "x+lee@acme.example", "a longer domain": "lee@acme.example.com", "another domain": "lee@acme.example-works.com",
    "a longer label": "their-id-77", "a label inside": "not-their-id-7", "nobody": "Hello",
}  # fmt: skip


async def test_an_address_or_a_label_is_found_alone_and_never_inside_another_ones(units: Units) -> None:
    workspace = await factories.workspace()
    account = await factories.account(workspace)
    lee = await factories.contact(workspace, email="Lee@acme.example")
    campaign = await factories.campaign(workspace)
    sequence = await factories.sequence(campaign)
    assignment = await factories.assignment(campaign, lee, sequence=sequence)
    await factories.action(assignment, await factories.step(sequence), account, message_id="their-id-7")
    ids = {}
    for said, data in (THEIRS | OTHERS).items():
        ids[said] = (await stored(account, {"type": "unheard", "event": "of", "data": {"said": data}})).id
    found = await erased_receipts.search(factories.RING, workspace.id, await erased_receipts.named([lee], []))
    assert {said for said, id_ in ids.items() if id_ in found.ids} == set(THEIRS)


async def test_so_is_the_address_of_one_who_was_merged_into_them(units: Units) -> None:
    workspace = await factories.workspace()
    lee = await factories.contact(workspace, email="lee@elsewhere.example")
    who = await erased_receipts.named([lee], [Identity(IdentityKind.EMAIL, "lee@acme.example")])
    assert who.certain.search("write to lee@acme.example.")
    assert not who.certain.search("ashlee@acme.example")


async def test_what_an_escape_stands_before_is_found(units: Units) -> None:
    """As a program writes it that escapes what need not be escaped."""
    workspace = await factories.workspace()
    lee = await factories.contact(workspace, email="lee@acme.example")
    who = await erased_receipts.named([lee], [])
    assert who.certain.search(r'{"a": "\u003clee@acme.example\u003e"}')
    assert not who.certain.search(r'{"a": "\u00zzlee@acme.example\u003e"}')
