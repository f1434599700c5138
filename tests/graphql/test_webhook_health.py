"""Whether webhooks arrive: how what was sent became known, and how late."""

from datetime import timedelta

import pytest

from models import ActionState, LearnedBy, Step, StepKind
from tests import factories

S, L = ActionState, LearnedBy
FIELDS = "sent byWebhook bySweep byPerson unconfirmed waiting medianSecondsLate longestSecondsLate lastReceiptAt"
HEALTH = f"query ($h: Int) {{ webhookHealth(hours: $h) {{ account {{ id }} {FIELDS} }} }}"
NOTHING = dict.fromkeys(FIELDS.split()[:6], 0) | dict.fromkeys(FIELDS.split()[6:])
# How each ended: state, how we know, and the seconds from its execution until we did.
ENDS = [
    (S.EXECUTED, L.WEBHOOK, 2), (S.EXECUTED, L.WEBHOOK, 4), (S.EXECUTED, L.WEBHOOK, 90), (S.EXECUTED, L.WEBHOOK, 6),
    (S.FAILED, L.WEBHOOK, None), (S.EXECUTED, L.SWEEP, 0), (S.PARKED, L.SWEEP, None), (S.EXECUTED, L.PERSON, 500),
    (S.QUEUED, L.ANSWER, None), (S.UNKNOWN, None, None), (S.REJECTED, None, None),
]  # fmt: skip


@pytest.fixture
async def seat(workspace, member, clock):
    account = await factories.account(workspace, member=member.member)
    campaign = await factories.campaign(workspace)
    step = await Step.get(sequence_id=(await factories.sequence(campaign, StepKind.VISIT)).id)
    for state, learned_by, late in ENDS:
        assignment = await factories.assignment(campaign, member=member.member, account=account)
        done = None if late is None else clock.now() - timedelta(seconds=late)
        times = {"sent_at": clock.now() - timedelta(hours=1), "executed_at": done, "finished_at": clock.now()}
        unconfirmed = state is S.EXECUTED and learned_by in {L.SWEEP, L.PERSON}
        how = {"state": state, "learned_by": learned_by, "unconfirmed": unconfirmed}
        await factories.action(assignment, step, account, **how, **times)
    await factories.receipt(account, created_at=clock.now())
    return account


async def test_each_account_tells_how_its_ends_became_known(member, seat, clock):
    (told,) = (await member.ask(HEALTH))["webhookHealth"]
    assert told == {
        "account": {"id": str(seat.id)}, "sent": 11, "byWebhook": 5, "bySweep": 2, "byPerson": 1, "unconfirmed": 2,
        "waiting": 2, "medianSecondsLate": 5.0, "longestSecondsLate": 90.0, "lastReceiptAt": clock.now().isoformat(),
    }  # fmt: skip


async def test_what_was_sent_before_the_hours_asked_about_does_not_count(member, seat, clock):
    clock.move(hours=2)
    (told,) = (await member.ask(HEALTH, h=2))["webhookHealth"]
    assert (told["sent"], told["lastReceiptAt"] is not None) == (0, True)
    (told,) = (await member.ask(HEALTH, h=4))["webhookHealth"]
    assert told["sent"] == 11


async def test_an_account_that_sent_nothing_has_its_line(member, workspace):
    account = await factories.account(workspace)
    assert (await member.ask(HEALTH))["webhookHealth"] == [{"account": {"id": str(account.id)}, **NOTHING}]


async def test_nothing_is_told_of_another_workspace(stranger, seat):
    assert (await stranger.ask(HEALTH))["webhookHealth"] == []


@pytest.mark.parametrize("hours", [0, -1, 24 * 366 + 1])
async def test_other_hours_are_refused(member, hours: int):
    assert "From 1 to 8784 hours." in (await member.post(HEALTH, h=hours)).text
