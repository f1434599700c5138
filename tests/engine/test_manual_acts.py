"""What people do by hand takes up the same limits, once, and only where it was not ours."""

from itertools import permutations
from typing import Any

import pytest
from tortoise import connections

from engine import limits
from models import Action, ActionState, DuxSoupAccount, ManualAct, StepKind
from tests import factories
from tests.engine.conftest import LETTER, World

STRANGER = "id.700000099"


async def by_hand(world: World) -> dict[str, int]:
    """Of each window of a day what people used of it, and of notes; only where it is something."""
    found = await limits.usage(connections.get("default"), await account(world), world.clock.now())
    windows = [one for one in found if one.by_hand and one.limit.hours != limits.WEEK]
    return {"note" if one.limit.with_note else (one.limit.kind or "all"): one.by_hand for one in windows}


async def account(world: World) -> DuxSoupAccount:
    return await DuxSoupAccount.get(id=world.account.id)


def sent(world: World, to: str = STRANGER, text: str = "Good to see you.", minutes: float = 0) -> dict[str, Any]:
    stamp = {"timestamp": world.clock.now().isoformat(), "url": "https://www.linkedin.com/messaging/thread/2-X==/"}
    return _delayed(world.envelope("message", "sent", stamp | {"toId": to, "text": text}), minutes)


def command(world: World, name: str, to: str = STRANGER, text: str = "", **more: Any) -> dict[str, Any]:
    params = {"profileid": to, "campaignid": "my own campaign", "messagetext": text}
    data = {"id": f"theirs-{name}", "command": name, "params": params, "result": True}
    return world.envelope("rccommand", "completed", data | more)


def action(world: World, name: str, to: str = STRANGER, text: str = "") -> dict[str, Any]:
    params = {"profileid": to, "campaignid": "my own campaign", "messagetext": text}
    data = {"name": f"{name}Profile", "profileid": to, "params": params, "successflag": True}
    return world.envelope("action", "completed", data)


def visit(world: World, event: str, who: str = STRANGER, **more: Any) -> dict[str, Any]:
    moment = int(world.clock.now().timestamp() * 1000)
    return world.envelope("visit", event, {"id": who, "VisitTime": moment, "Degree": "2"}) | more


def _delayed(body: dict[str, Any], minutes: float) -> dict[str, Any]:
    return body | {"time": f"2026-03-02T09:{int(minutes):02d}:30.000Z"} if minutes else body


async def test_a_letter_by_hand_counts_once_in_however_many_receipts(world: World):
    await world.receive(sent(world))
    await world.receive(sent(world, minutes=7))
    assert await by_hand(world) == {"message": 1, "all": 1}


async def test_two_letters_to_one_person_are_two(world: World):
    await world.receive(sent(world, text="First."))
    await world.receive(sent(world, text="Second."))
    assert await by_hand(world) == {"message": 2, "all": 2}


async def test_our_own_letter_is_not_counted_beside_its_action(world: World):
    _, message = await world.at_step(StepKind.MESSAGE)
    await world.letter(message.text or "", sent=True)
    assert await by_hand(world) == {}


async def test_a_letter_to_one_of_our_people_that_is_not_ours_counts(world: World):
    await world.at_step(StepKind.MESSAGE)
    await world.letter("Another thing.", sent=True)
    assert await by_hand(world) == {"message": 1, "all": 1}


async def _only_a_message(world: World) -> Action:
    """To somebody whom Dux-Soup has not named yet."""
    campaign = await factories.campaign(world.workspace)
    await factories.sequence(campaign, {"kind": StepKind.MESSAGE, "template": LETTER})
    await factories.assignment(campaign, await factories.contact(world.workspace), member=world.member)
    await world.launch(campaign_id=campaign.id)
    (found,) = await world.sent()
    return found


async def test_our_text_to_somebody_not_named_yet_is_taken_for_ours_and_another_like_it_is_not(world: World):
    message = await _only_a_message(world)
    await world.receive(sent(world, "id.1", message.text or ""))
    assert await by_hand(world) == {}
    await world.receive(sent(world, "id.2", message.text or ""))
    assert await by_hand(world) == {"message": 1, "all": 1}


async def test_what_proves_to_be_ours_later_is_not_counted_twice(world: World):
    message = await _only_a_message(world)
    await world.receive(sent(world, "id.2", message.text or ""))
    theirs = await ManualAct.get()
    ours = await world.receive(sent(world, "id.1", message.text or ""))
    assert await by_hand(world) == {"message": 1, "all": 1}
    await world.carried_out(message, params={"profileid": "id.1"})
    await world.read(ours.id)
    assert await by_hand(world) == {"message": 1, "all": 1}
    assert [act.id for act in await ManualAct.all()] == [theirs.id]


@pytest.mark.parametrize("order", list(permutations(range(3))))
async def test_a_letter_by_dux_soups_own_campaign_is_one_act_whoever_tells_it_first(
    world: World, order: tuple[int, ...]
):
    told = [command(world, "message", text="Hi"), action(world, "message", text="Hi"), sent(world, text="Hi")]
    for index in order:
        await world.receive(told[index])
    assert await by_hand(world) == {"message": 1, "all": 1}


@pytest.mark.parametrize(("text", "expected"), [("", {}), ("Let us meet.", {"note": 1})])
async def test_an_invitation_of_their_own_counts_and_its_note_too(world: World, text: str, expected: dict[str, int]):
    await world.receive(action(world, "connect", text=text))
    await world.receive(command(world, "connect", text=text))
    assert await by_hand(world) == {"connect": 1, "all": 1} | expected


async def test_what_failed_and_what_is_no_act_is_not_counted(world: World):
    await world.receive(command(world, "connect", result=False))
    await world.receive(command(world, "enroll"))
    await world.receive(world.envelope("scan", "create", {"id": STRANGER, "ScanTime": 1772442000000}))
    assert await by_hand(world) == {}


async def test_a_page_opened_by_hand_is_one_visit_though_it_is_told_twice(world: World):
    for event in ("create", "update"):
        await world.receive(visit(world, event))
    assert await by_hand(world) == {"visit": 1, "all": 1}


async def test_a_visit_for_our_own_command_is_not_counted_beside_it(world: World):
    _, connect = await world.at_step(StepKind.CONNECT)
    await world.receive(visit(world, "create", "id.700000001"))
    await world.receive(visit(world, "create", messagecontext=connect.message_id))
    await world.carried_out(connect)
    await world.receive(visit(world, "update", "id.700000001"))
    assert await by_hand(world) == {}


async def test_a_second_word_of_our_own_command_without_our_label_is_no_act_of_theirs(world: World):
    _, connect = await world.at_step(StepKind.CONNECT)
    await world.carried_out(connect)
    for body in (action(world, "connect", "id.700000001"), command(world, "connect", "id.700000001")):
        await world.receive(body)
    assert await by_hand(world) == {}


async def test_a_visit_under_a_command_that_turns_out_to_be_ours_is_taken_back(world: World):
    _, connect = await world.at_step(StepKind.CONNECT)
    await world.receive(visit(world, "create", messagecontext="late"))
    assert await by_hand(world) == {"visit": 1, "all": 1}
    await world.receive(world.command("completed", connect, id="late", result=True))
    assert await by_hand(world) == {}


async def test_an_act_of_long_ago_is_not_kept(world: World):
    await world.receive(sent(world) | {"time": "2025-12-01T09:00:00.000Z"})
    body = sent(world)
    body["data"]["timestamp"] = "2025-12-01T09:00:00.000Z"
    await world.receive(body)
    assert await ManualAct.all().count() == 1


async def test_what_was_done_by_hand_fills_the_window_that_a_claim_looks_at(world: World):
    await world.launched()
    limit = [{"kind": "visit", "with_note": False, "hours": 24, "limit": 1}]
    await DuxSoupAccount.all().update(limits=limit)
    await world.receive(visit(world, "create"))
    idle = await world.turn()
    assert idle is not None
    assert (idle.reason, idle.until) == ("nothing_due", world.clock.now().replace(microsecond=0).replace(hour=9, day=3))
    assert await Action.filter(state=ActionState.PLANNED).count() == 1
    world.clock.move(days=1)
    assert await world.turn() is None


@pytest.mark.parametrize("state", [ActionState.FAILED, ActionState.PARKED])
async def test_what_ended_undone_long_ago_hides_nothing_that_is_done_by_hand(world: World, state: ActionState):
    _, connect = await world.at_step(StepKind.CONNECT)
    await Action.filter(id=connect.id).update(state=state, finished_at=world.clock.now())
    await world.receive(visit(world, "create", "id.700000001"))
    assert await by_hand(world) == {}
    world.clock.move(hours=20)
    await world.receive(visit(world, "create", "id.700000001"))
    assert (await by_hand(world))["visit"] == 1
