"""What an account may still do, who used it, what holds a kind, and who lets it go on: seen through the API."""

from datetime import timedelta
from typing import Any

import pytest

from models import DuxSoupAccount, Event, HoldCause, LimitHold, NoteFallback, Step, StepKind
from tests import factories
from tests.factories import START

LIMITS = (
    "{ accounts(first: 1) { nodes { limits { kind withNote hours limit used byHand left resetsAt reason code } } } }"
)
LIFT = (
    "mutation ($i: ID!, $r: String!) { liftGuardrail(accountId: $i, reason: $r)"
    " { account { id } errors { __typename ... on MutationError { path } } } }"
)
HELD = 'query { assignments(first: 5, filter: {blockedBy: ["%s"]}) { nodes { blockers { code until } } } }'
LATER = START + timedelta(days=1)


async def day(who: Any, kind: str | None) -> Any:
    windows = (await who.ask(LIMITS))["accounts"]["nodes"][0]["limits"]
    keys = [(one["kind"], one["withNote"], one["hours"]) for one in windows]
    assert len(keys) == len(set(keys))
    return next(one for one in windows if (one["kind"], one["withNote"], one["hours"]) == (kind, False, 24))


async def waiting(workspace: Any, member: Any, account: Any, **step: Any) -> Any:
    """An invitation that is due."""
    campaign = await factories.campaign(workspace)
    version = await factories.sequence(campaign, {"kind": StepKind.CONNECT, **step})
    contact = await factories.contact(workspace)
    assignment = await factories.assignment(
        campaign, contact, member=member, account=account, sequence=version, status="active", launched_at=START,
        running_contact_id=contact.id, next_step=1, next_at=START,
    )  # fmt: skip
    await factories.action(assignment, await Step.get(sequence_id=version.id), account)


async def test_what_people_did_by_hand_is_told_with_what_is_used(member, workspace):
    account = await factories.account(workspace)
    for kind in (StepKind.CONNECT, StepKind.MESSAGE):
        await factories.manual_act(account, kind=kind)
    assert [(await day(member, kind))["byHand"] for kind in ("CONNECT", "MESSAGE", "VISIT", None)] == [1, 1, 0, 2]
    connects = await day(member, "CONNECT")
    assert (connects["used"], connects["left"], connects["code"]) == (1, 14, "limit")


async def test_of_two_limits_of_a_day_the_one_with_less_room_is_told(member, workspace):
    said = {"visits": 0, "invites": 10, "messages": None, "day_offset": 0}
    await factories.account(workspace, remote_limits=said)
    connects = await day(member, "CONNECT")
    assert (connects["limit"], connects["left"], connects["reason"]) == (10, 10, "Dux-Soup's own setting")
    assert (await day(member, "VISIT"))["limit"] == 40


@pytest.mark.parametrize(
    ("code", "cause", "until"), [("limit_warning", HoldCause.ALERT, LATER), ("guardrail", HoldCause.GUARDRAIL, None)]
)
async def test_what_holds_a_kind_is_told_alike_by_the_limits_the_blockers_and_the_filter(
    member, workspace, code, cause, until
):
    account = await factories.account(workspace, member=member.member)
    await factories.limit_hold(account, kind=StepKind.CONNECT, cause=cause, until=until)
    await waiting(workspace, member.member, account)
    moment = until and until.isoformat()
    connects = await day(member, "CONNECT")
    assert (connects["code"], connects["left"], connects["resetsAt"]) == (code, 0, moment)
    nodes = (await member.ask(HELD % code))["assignments"]["nodes"]
    assert nodes == [{"blockers": [{"code": code, "until": moment}]}]
    assert (await member.ask(HELD % "limit"))["assignments"]["nodes"] == []


async def test_a_guardrail_is_lifted_by_whose_account_it_is_or_by_an_admin_and_by_nobody_else(
    member, admin, viewer, workspace
):
    own, other = await factories.account(workspace, member=member.member), await factories.account(workspace)
    for account in (own, other):
        await factories.limit_hold(account, kind=StepKind.CONNECT, cause=HoldCause.GUARDRAIL)

    async def lift(who: Any, account: Any, reason: str = "A new text.") -> Any:
        return (await who.ask(LIFT, i=str(account.id), r=reason))["liftGuardrail"]["errors"]

    assert await lift(viewer, own) == [{"__typename": "Forbidden", "path": None}]
    assert await lift(member, other) == [{"__typename": "NotFound", "path": ["accountId"]}]
    assert await lift(member, own, " ") == [{"__typename": "InvalidInput", "path": ["reason"]}]
    assert await lift(member, own) == []
    assert await lift(member, own) == [{"__typename": "IllegalTransition", "path": ["accountId"]}]
    assert await lift(admin, other) == []
    lifted = await LimitHold.all().order_by("ended_at", "id")
    assert {hold.ended_by for hold in lifted} == {member.member.id, admin.member.id}
    assert await Event.filter(kind="account.guardrail_lifted").count() == 2


async def test_after_a_challenge_the_ramp_begins_again(admin, workspace, clock):
    account = await factories.account(workspace)
    pause = 'mutation ($i: ID!, $u: DateTime) { pauseAccount(id: $i, reason: "captcha", challenge: true, until: $u) { errors { __typename } } }'  # fmt: skip
    resume = "mutation ($i: ID!) { resumeAccount(id: $i) { account { rampStartedOn rampWeek } } }"
    timed = await admin.ask(pause, i=str(account.id), u=LATER.isoformat())
    assert timed["pauseAccount"]["errors"] == [{"__typename": "InvalidInput"}]
    assert (await admin.ask(pause, i=str(account.id)))["pauseAccount"]["errors"] == []
    assert (await DuxSoupAccount.get(id=account.id)).pause_code == "challenge"
    clock.move(days=9)
    answer = await admin.ask(resume, i=str(account.id))
    assert answer["resumeAccount"]["account"] == {"rampStartedOn": "2026-03-11", "rampWeek": 1}
    assert (await day(admin, "CONNECT"))["limit"] == 5


@pytest.mark.parametrize(("fallback", "codes"), [(None, ["note_limit"]), (NoteFallback.WITHOUT_NOTE, [])])
async def test_a_note_beyond_its_limit_is_waited_for_unless_it_may_be_left_out(member, workspace, fallback, codes):
    account = await factories.account(
        workspace, limits=[{"kind": "connect", "with_note": True, "hours": 720, "limit": 0}]
    )
    await waiting(workspace, member.member, account, template="Hi", note_fallback=fallback)
    found = await member.ask("{ assignments(first: 1) { nodes { blockers { code } } } }")
    assert [one["code"] for one in found["assignments"]["nodes"][0]["blockers"]] == codes
    assert len((await member.ask(HELD % "note_limit"))["assignments"]["nodes"]) == len(codes)


async def test_any_other_pause_leaves_the_ramp_alone(admin, workspace):
    account = await factories.account(workspace)
    for name, more in (("pauseAccount", ', reason: "holiday"'), ("resumeAccount", "")):
        await admin.ask(
            f"mutation ($i: ID!) {{ {name}(id: $i{more}) {{ errors {{ __typename }} }} }}", i=str(account.id)
        )
    assert (await DuxSoupAccount.get(id=account.id)).ramp_started_on is None


async def test_a_limit_is_an_admins_act_on_record_from_what_to_what_and_can_be_taken_back(admin, member, workspace):
    account = await factories.account(workspace)
    raised = [{"kind": "CONNECT", "hours": 24, "limit": 25}, {"hours": 24, "limit": 90, "withNote": None}]
    for given, limit, total in ((raised, 25, 90), ([raised[1]], 15, 90), (None, 15, 80)):
        answer = await admin.command("updateAccount", {"id": str(account.id), "limits": given})
        assert answer["errors"] == []
        assert ((await day(member, "CONNECT"))["limit"], (await day(member, None))["limit"]) == (limit, total)
    refused = await member.command("updateAccount", {"id": str(account.id), "limits": None})
    assert [error["__typename"] for error in refused["errors"]] == ["Forbidden"]
    document = '{ events(first: 9, filter: {kinds: ["account.changed"]}) { nodes { actor { id } ... on RecordChanged { data } } } }'
    events = (await admin.ask(document))["events"]["nodes"]
    assert [len(event["data"]["changes"]["limits"]["to"] or []) for event in events] == [2, 1, 0]
    assert [len(event["data"]["changes"]["limits"]["from"] or []) for event in events] == [0, 2, 1]
    assert {event["actor"]["id"] for event in events} == {str(admin.member.id)}
