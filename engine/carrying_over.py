"""Carries over to a seat's account what the seat did as another workspace's, so that its limits hold wherever it works."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from tortoise.expressions import Q

from engine import manual_acts
from engine.manual_acts import OF_ELSEWHERE, OF_INTEREST, Act
from models import Action, ActionState, DuxSoupAccount, Event, EventKind, LimitHold, ManualAct, MissedRow, Unit
from models.account import CHALLENGE
from models.action import OUTSTANDING, RESERVING

ASKED = "LinkedIn asked this account to prove itself while it worked for another workspace."
# Nobody may hear when it is carried out, and Dux-Soup keeps it over days that are off.
MAY_TAKE = timedelta(days=7)
_COUNTING = [*RESERVING, ActionState.EXECUTED, ActionState.CANCELLED]


async def onto(unit: Unit, account: DuxSoupAccount, claims: Iterable[DuxSoupAccount]) -> None:
    """Once its key is proven, and anew each time, from all that have proven that they held the seat: whoever only names it neither hears
    of it nor holds it up. The claims are locked.
    """
    others = [claim for claim in claims if claim.id != account.id and claim.proven_at is not None]
    if not others:
        return
    await MissedRow.noted([account.id], unit.wall)  # while it worked elsewhere, its webhooks were told there
    ids = [other.id for other in others]
    found = [*await _sent(ids, unit.now), *await _by_hand(ids, unit.now)]
    await manual_acts.replace_elsewhere(unit, account, await _once(account, found))
    await _take_holds(account, ids)
    await _take_challenge(unit, account, others)


async def _sent(ids: Sequence[UUID], now: datetime) -> list[Act]:
    """What counts there, at the moment at which it does."""
    since = now - OF_INTEREST
    left = [ActionState.PARKED, ActionState.CANCELLED]
    counting = {
        None: Q(state__in=list(OUTSTANDING)),
        "sent_at": Q(state__in=left, sent_at__gt=since),
        "executed_at": Q(state=ActionState.EXECUTED, executed_at__gt=since),
    }
    found: list[Act] = []
    for column, counts in counting.items():
        rows = Action.filter(counts, account_id__in=ids).order_by("id")
        for row in await rows.values("id", "kind", "with_note", "message_id", *([column] if column else [])):
            at = row[column] if column else now + MAY_TAKE
            key = _key(row["id"].bytes)
            found.append(Act(row["kind"], at, key, OF_ELSEWHERE, row["with_note"], command_id=row["message_id"]))
    return found


async def _by_hand(ids: Sequence[UUID], now: datetime) -> list[Act]:
    """Told there; what was carried over to there comes from where it was done."""
    acts = ManualAct.filter(account_id__in=ids, at__gt=now - OF_INTEREST, action_id__isnull=True)
    return [
        Act(
            act.kind, act.at, manual_acts.elsewhere_key(act.key), OF_ELSEWHERE, act.with_note, command_id=act.command_id
        )
        for act in await acts.exclude(person=OF_ELSEWHERE).order_by("id")
    ]


async def _once(account: DuxSoupAccount, found: Sequence[Act]) -> list[Act]:
    """A command that one account sent and another was told of is one act; what this account knows by itself it counts already."""
    names = [act.command_id for act in found if act.command_id is not None]
    counting = Action.filter(account_id=account.id, message_id__in=names, state__in=_COUNTING)
    sent = await counting.values_list("kind", "message_id")
    own = await ManualAct.filter(account_id=account.id).exclude(person=OF_ELSEWHERE)
    known = {*sent, *((act.kind, act.command_id) for act in own)}
    keys = {manual_acts.elsewhere_key(act.key) for act in own}
    kept: list[Act] = []
    for act in found:
        name = (act.kind, act.command_id)
        if act.key not in keys and (act.command_id is None or name not in known):
            kept.append(act)
        known.add(name)
        keys.add(act.key)
    return kept


async def _take_holds(account: DuxSoupAccount, ids: Sequence[UUID]) -> None:
    """Moved, since what is heard next changes them. What a person ended stays where they said why."""
    standing = LimitHold.filter(account_id__in=list(ids), ended_at__isnull=True)
    await standing.update(account_id=account.id, workspace_id=account.home)


async def _take_challenge(unit: Unit, account: DuxSoupAccount, others: Sequence[DuxSoupAccount]) -> None:
    """Once: from then on it is over here when a person says so here."""
    asked = [other.paused_at for other in others if other.pause_code == CHALLENGE and other.paused_at is not None]
    if asked and account.pause_code != CHALLENGE and not await _knew(account, max(asked)):
        await account.pause(unit, CHALLENGE, ASKED)


async def _knew(account: DuxSoupAccount, since: datetime) -> bool:
    told = Event.filter(workspace_id=account.home, account_id=account.id, occurred_at__gte=since)
    pauses = await told.filter(kind=EventKind.ACCOUNT_PAUSED)
    return any(pause.data["code"] == CHALLENGE for pause in pauses)


def _key(name: bytes) -> str:
    return hashlib.sha256(name).hexdigest()
