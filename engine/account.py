"""Connects Dux-Soup seats, proves their keys, and changes what they may do."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from auth.sealing import KeyRing
from auth.tokens import Minted, mint
from engine import carrying_over
from engine.calendar import calendar_of, check_calendar
from engine.credentials import same_key, sealed_key
from engine.limits import check_overrides
from models import AccountHealth, Action, ActionState, DuxSoupAccount, EventKind, Member, MissedRow, Unit, Workspace
from models.action import OUTSTANDING
from models.email import is_email
from models.errors import Conflict, InvalidInput, NotFound
from models.health import UNHEARD
from models.ids import new_id

MAX_URL = 256
ELSEWHERE = "This Dux-Soup user works for another workspace."
_USER_ID = re.compile(r"[A-Za-z0-9._@-]{1,64}")
_KEY = re.compile(r"[\x21-\x7e]{8,256}")


@dataclass(frozen=True, slots=True)
class AccountDraft:
    """`timezone` null: the workspace's."""

    dux_soup_user_id: str
    auth_key: str = field(repr=False)
    email: str
    first_name: str
    last_name: str
    member_id: UUID | None = None
    timezone: str | None = None
    paid_linkedin: bool | None = None


async def connect(unit: Unit, ring: KeyRing, workspace_id: UUID, draft: AccountDraft) -> tuple[DuxSoupAccount, Minted]:
    """The account, and the secret of its webhook address, which nobody is shown again. One that was disconnected is the same account
    as before: what waited for it goes on, within the limits and hours it had; its ramp begins again.

    Raises Conflict where the seat is connected here already or works for another workspace.
    """
    _check_words(draft)
    claims = await DuxSoupAccount.lock_claims(draft.dux_soup_user_id)
    workspace = await Workspace.get(id=workspace_id)
    account = await _before(claims, workspace_id, draft.dux_soup_user_id) or DuxSoupAccount(
        id=new_id(), created_at=unit.now, workspace=workspace, dux_soup_user_id=draft.dux_soup_user_id,
        timezone=workspace.timezone, health=AccountHealth.DEGRADED, health_reason=UNHEARD, lease_epoch=0,
    )  # fmt: skip
    minted = mint("")
    account.update_from_dict(await _entered(account, workspace_id, draft))
    account.update_from_dict(_sealed(unit, ring, workspace_id, account.id, draft.auth_key))
    check_calendar(account.timezone, None, None)
    account.webhook_hash, account.ramp_started_on = minted.hash, calendar_of(account).today(unit.now)
    await account.save()
    await back(unit, account)
    unit.record(account.event(EventKind.ACCOUNT_CONNECTED))
    return account, minted


async def back(unit: Unit, account: DuxSoupAccount) -> None:
    """It has a key again. What its webhooks would have told meanwhile, they told somebody else, or nobody."""
    await account.reconnect()
    await MissedRow.noted([account.id], unit.wall)


@dataclass(frozen=True, slots=True)
class Left:
    """What an account leaves behind: at Dux-Soup, which nobody takes back, and planned, which waits for it."""

    under_way: int
    held: int


async def disconnect(unit: Unit, account: DuxSoupAccount) -> Left:
    """What was just being sent is in doubt, as after a crash: nobody waits for its answer any more."""
    own = Action.filter(account_id=account.id)
    for sending in await own.filter(state=ActionState.SENDING).order_by("id").select_for_update():
        await sending.move(unit, ActionState.UNKNOWN, outcome="interrupted")
    await account.disconnect(unit)
    planned = own.filter(state=ActionState.PLANNED)
    return Left(await own.filter(state__in=list(OUTSTANDING)).count(), await planned.count())


async def update(unit: Unit, ring: KeyRing, account: DuxSoupAccount, values: dict[str, Any]) -> None:
    """Sets the columns given; a new `auth_key` is sealed, and the next round of verification proves it."""
    changes = dict(values)
    key = changes.pop("auth_key", None)
    if "member_id" in changes:
        changes["member_id"] = await _member(account.home, changes["member_id"])
    if "ramp_started_on" in changes:
        changes["ramp_started_on"] = _day(changes["ramp_started_on"])
    await change(unit, account, changes)
    if key is not None:
        _check_key(key)
        sealed = {"verified_at": None, "probed_wall": None, **_sealed(unit, ring, account.home, account.id, key)}
        await account.update_from_dict(sealed).save(update_fields=list(sealed))
        unit.record(account.event(EventKind.KEY_REPLACED))


async def change(unit: Unit, account: DuxSoupAccount, values: dict[str, Any]) -> None:
    """What differs is on record, from what to what: none of these columns names a person."""
    before = {name: getattr(account, name) for name in values}
    account.update_from_dict(values)
    check_calendar(account.timezone, values.get("working_hours"), account.holiday_country)
    if values.keys() & {"limits", "paid_linkedin"}:
        check_overrides(account.limits or [], account.paid_linkedin)
    told = {name: {"from": _plain(before[name]), "to": _plain(to)} for name, to in values.items() if to != before[name]}
    if told:
        await account.save(update_fields=list(told))
        unit.record(account.event(EventKind.ACCOUNT_CHANGED, fields=sorted(told), changes=told))


async def rotate(unit: Unit, account: DuxSoupAccount) -> Minted:
    minted = mint("")
    await account.rotate_webhook(unit, minted.hash)
    return minted


async def verified(unit: Unit, ring: KeyRing, account: DuxSoupAccount, proven: str) -> None:
    """The remote profile answered with the key that was sealed like this. Raises Conflict if the key was replaced meanwhile, or the seat works elsewhere.

    Every claim on the seat is locked first, in order of id: of two workspaces that prove one key at once, one is refused.
    """
    claims = await DuxSoupAccount.lock_claims(account.dux_soup_user_id)
    await check_not_elsewhere(account.home, account.dux_soup_user_id)
    if account.sealed_auth_key is None or not same_key(ring, account, proven):
        raise Conflict("The key was replaced while it was being verified.", path=["id"])
    await carrying_over.onto(unit, account, claims)
    await account.verified(unit)
    for rival in claims:
        if rival.id != account.id and rival.usable:
            await rival.pause(unit, "key_refused", ELSEWHERE)


async def locked(workspace_id: UUID, account_id: UUID, path: tuple[str, ...] = ("id",)) -> DuxSoupAccount:
    """For a change; raises NotFound for a foreign id as for an unknown one."""
    found = DuxSoupAccount.filter(id=account_id, workspace_id=workspace_id, disconnected_at=None).select_for_update()
    account = await found.get_or_none()
    if account is None:
        raise NotFound(account_id, path=path)
    return account


def webhook_url(public_url: str, token: str) -> str:
    url = f"{public_url.rstrip('/')}/api/webhooks/dux-status-update/{token}"
    if len(url) > MAX_URL:
        raise InvalidInput(f"Dux-Soup takes addresses of at most {MAX_URL} characters.", path=["publicUrl"])
    return url


def _check_words(draft: AccountDraft) -> None:
    if not _USER_ID.fullmatch(draft.dux_soup_user_id):
        raise InvalidInput("A Dux-Soup user id has 1 to 64 letters, digits, and . _ @ -", path=["duxSoupUserId"])
    _check_key(draft.auth_key)
    if not is_email(draft.email):
        raise InvalidInput("This is not an e-mail address.", path=["email"])
    for name, value in (("firstName", draft.first_name), ("lastName", draft.last_name)):
        if not 1 <= len(value.strip()) <= 100:
            raise InvalidInput("A name has 1 to 100 characters.", path=[name])


def _check_key(key: str) -> None:
    if not _KEY.fullmatch(key):
        raise InvalidInput("A key has 8 to 256 characters without spaces.", path=["authKey"])


async def _before(claims: list[DuxSoupAccount], workspace_id: UUID, dux_soup_user_id: str) -> DuxSoupAccount | None:
    """The account that it was until it was disconnected."""
    account = next((claim for claim in claims if claim.workspace_id == workspace_id), None)
    if account is not None and account.disconnected_at is None:
        raise Conflict("This Dux-Soup user is connected here already.", path=["duxSoupUserId"])
    await check_not_elsewhere(workspace_id, dux_soup_user_id)
    return account


async def _entered(account: DuxSoupAccount, workspace_id: UUID, draft: AccountDraft) -> dict[str, Any]:
    return {
        "email": draft.email,
        "first_name": draft.first_name.strip(),
        "last_name": draft.last_name.strip(),
        "member_id": await _member(workspace_id, draft.member_id),
        "timezone": draft.timezone or account.timezone,
        "paid_linkedin": account.paid_linkedin if draft.paid_linkedin is None else draft.paid_linkedin,
    }


async def check_not_elsewhere(workspace_id: UUID, dux_soup_user_id: str) -> None:
    """Only a claim whose key was proven counts; an unproven one blocks nobody."""
    claims = DuxSoupAccount.filter(dux_soup_user_id=dux_soup_user_id, disconnected_at=None)
    if await claims.exclude(workspace_id=workspace_id).filter(verified_at__isnull=False).exists():
        raise Conflict(ELSEWHERE, path=["duxSoupUserId"])


async def _member(workspace_id: UUID, member_id: UUID | None) -> UUID | None:
    if member_id is None:
        return None
    if not await Member.present(workspace_id).filter(id=member_id).exists():
        raise NotFound(member_id, path=["memberId"])
    return member_id


def _sealed(unit: Unit, ring: KeyRing, workspace_id: UUID, account_id: UUID, key: str) -> dict[str, Any]:
    sealed = sealed_key(ring, workspace_id, account_id, key)
    return {"sealed_auth_key": sealed, "key_last_four": key[-4:], "key_updated_at": unit.now}


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, date | UUID) else value


def _day(text: str | None) -> date | None:
    try:
        day = None if text is None else date.fromisoformat(text)
    except ValueError:
        day = None
    if text is not None and (day is None or day.isoformat() != text):  # it reads other forms of ISO 8601 too
        raise InvalidInput("A day is written YYYY-MM-DD.", path=["rampStartedOn"])
    return day
