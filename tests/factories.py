"""One builder a noun: each makes what it needs and was not given, and takes any column by name."""

from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from typing import Any
from uuid import UUID

from auth.passwords import HASHER
from auth.sealing import KeyRing
from models import (
    Action,
    ApiToken,
    Assignment,
    Campaign,
    CampaignState,
    Contact,
    ContactIdentity,
    Dialect,
    DuxSoupAccount,
    HoldCause,
    IdentityKind,
    ImportBatch,
    ImportRow,
    LimitHold,
    ManualAct,
    Member,
    Message,
    MessageDirection,
    Receipt,
    Role,
    SequenceKind,
    SequenceVersion,
    Session,
    Step,
    StepKind,
    Suppression,
    SuppressionScope,
    User,
    Workspace,
)
from models.ids import new_id

PASSWORD = "correct-horse-of-the-tests"
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # a Monday
RING = KeyRing({"t1": bytes(range(32))})
AUTH_KEY = "an-invented-auth-key-1234"
_number = count(1)


async def workspace(**values: Any) -> Workspace:
    return await Workspace.create(**{"name": f"Workspace {next(_number)}", "created_at": START, **values})


async def user(**values: Any) -> User:
    number = next(_number)
    given = {"email": f"user{number}@example.com", "first_name": "Uma", "last_name": f"Example{number}"}
    return await User.create(**{**given, "created_at": START, **values})


async def member(of: Workspace | None = None, role: Role = Role.MEMBER, **values: Any) -> Member:
    values = {"user": values.get("user") or await user(), **values}
    return await Member.create(workspace=of or await workspace(), role=role, created_at=START, **values)


async def person(of: Workspace | None = None, role: Role = Role.MEMBER, **values: Any) -> Member:
    """A member who may sign in with PASSWORD; `values` are the user's."""
    return await member(of, role, user=await user(**{"password_hash": _password_hash(), **values}))


async def api_token(of: Member, token_hash: str, **values: Any) -> ApiToken:
    given = {"workspace_id": of.workspace_id, "member": of, "token_hash": token_hash, "prefix": "chk_test"}
    return await ApiToken.create(**{**given, "created_at": START, **values})


async def session(of: Member, token_hash: str, **values: Any) -> Session:
    given = {"workspace_id": of.workspace_id, "user_id": of.user_id, "token_hash": token_hash, "last_seen_at": START}
    return await Session.create(
        **{
            **given,
            "expires_at": START + timedelta(hours=8),
            "created_at": START,
            "idle_at": START + timedelta(minutes=30),
            **values,
        }
    )


async def account(of: Workspace | None = None, **values: Any) -> DuxSoupAccount:
    """Usable and verified, with AUTH_KEY sealed by RING, always open, and with no ramp."""
    owner = of or await workspace()
    account_id = values.get("id") or new_id()
    key = RING.seal(AUTH_KEY, table="duxsoup_user", column="sealed_auth_key", workspace_id=owner.id, row_id=account_id)
    given = {
        "id": account_id, "workspace": owner, "dux_soup_user_id": f"1{next(_number):020d}", "email": "seat@example.com",
        "first_name": "Sam", "last_name": "Seat", "sealed_auth_key": key, "key_last_four": AUTH_KEY[-4:],
        "key_updated_at": START, "verified_at": START, "proven_at": values.get("verified_at", START), "health": "connected", "timezone": "UTC", "created_at": START,
        "working_hours": [{"weekday": day, "opens": "00:00", "closes": "24:00"} for day in range(7)], "lease_epoch": 0,
    }  # fmt: skip
    return await DuxSoupAccount.create(**{**given, **values})


async def campaign(of: Workspace | None = None, **values: Any) -> Campaign:
    given: dict[str, Any] = {"name": f"Campaign {next(_number)}", "sequence_kind": SequenceKind.CUSTOM}
    given |= {"state": CampaignState.RUNNING, "created_at": START, "updated_at": START}
    return await Campaign.create(**{"workspace": of or await workspace(), **given, **values})


async def sequence(of: Campaign, *steps: StepKind | dict[str, Any], number: int = 1) -> SequenceVersion:
    """Its steps are given as kinds, or as columns of Step; `number` becomes the campaign's current version."""
    made = await SequenceVersion.create(workspace_id=of.workspace_id, campaign=of, number=number, created_at=START)
    for position, given in enumerate(steps, start=1):
        columns = given if isinstance(given, dict) else {"kind": given}
        await step(made, position, **columns)
    of.sequence_number = number
    await of.save(update_fields=["sequence_number"])
    return made


async def step(of: SequenceVersion, position: int = 1, **values: Any) -> Step:
    given = {"workspace_id": of.workspace_id, "sequence": of, "position": position, "kind": StepKind.VISIT}
    return await Step.create(**{**given, "created_at": START, **values})


async def contact(of: Workspace | None = None, slug: str | None = None, **values: Any) -> Contact:
    """With a LinkedIn slug, as an address and as an identity; `linkedin_url=None` makes one without either."""
    number = next(_number)
    slug = slug or f"pat-example-{number}"
    given: dict[str, Any] = {"first_name": "Pat", "last_name": f"Example{number}", "tags": [], "custom_fields": {}}
    given |= {"linkedin_url": f"https://www.linkedin.com/in/{slug}", "created_at": START, "updated_at": START} | values
    given.setdefault("sort_name", f"{given['last_name']} {given['first_name']}".casefold())
    given.setdefault("folded_company", (given.get("company") or "").casefold() or None)
    given.setdefault("folded_email", (given.get("email") or "").casefold() or None)
    made = await Contact.create(workspace=of or await workspace(), **given)
    if made.linkedin_url is not None:
        await identity(made, slug)
    return made


async def identity(of: Contact, value: str, kind: IdentityKind = IdentityKind.SLUG) -> ContactIdentity:
    return await ContactIdentity.create(
        workspace_id=of.workspace_id, contact=of, kind=kind, value=value, created_at=START
    )


async def assignment(of: Campaign | None = None, person: Contact | None = None, **values: Any) -> Assignment:
    """Pending, unless columns say otherwise; all that it needs is made in the campaign's workspace."""
    audience = of or await campaign()
    owner = await Workspace.get(id=audience.workspace_id)
    given = {"workspace": owner, "campaign": audience, "contact": person or await contact(owner)}
    return await Assignment.create(**{**given, "created_at": START, "updated_at": START, **values})


async def action(of: Assignment, at: Step, through: DuxSoupAccount, **values: Any) -> Action:
    given = {
        "workspace_id": of.workspace_id, "assignment": of, "step": at, "account": through, "kind": at.kind,
        "campaign_id": of.campaign_id, "contact_id": of.contact_id, "scheduled_for": START, "created_at": START,
    }  # fmt: skip
    return await Action.create(**{**given, **values})


async def receipt(of: DuxSoupAccount, body_hash: str | None = None, **values: Any) -> Receipt:
    digest = body_hash or f"{next(_number):064x}"
    given = {"workspace_id": of.workspace_id, "account": of, "dialect": Dialect.NATIVE, "body_hash": digest}
    given["line_id"] = values.get("account_id") or of.id
    return await Receipt.create(**{**given, "repeat_key": digest, "created_at": START, **values})


async def manual_act(of: DuxSoupAccount, **values: Any) -> ManualAct:
    given: dict[str, Any] = {
        "workspace_id": of.workspace_id,
        "account_id": of.id,
        "kind": StepKind.CONNECT,
        "at": START,
    }
    given |= {"key": f"{next(_number):064x}", "person": f"{next(_number):064x}", "created_at": START}
    return await ManualAct.create(**{**given, **values})


async def limit_hold(of: DuxSoupAccount, **values: Any) -> LimitHold:
    given = {"workspace_id": of.workspace_id, "account_id": of.id, "cause": HoldCause.ALERT, "at": START}
    return await LimitHold.create(**{**given, "told_at": START, "created_at": START, **values})


async def message(of: Contact, through: DuxSoupAccount, text: str = "Hello", **values: Any) -> Message:
    given = {"workspace_id": of.workspace_id, "contact": of, "account": through, "text": text, "at": START}
    given |= {"direction": MessageDirection.RECEIVED, "key": f"{next(_number):064x}", "created_at": START}
    return await Message.create(**{**given, **values})


async def suppression(of: Workspace, scope: SuppressionScope = SuppressionScope.PERSON, **values: Any) -> Suppression:
    return await Suppression.create(
        **{"workspace": of, "scope": scope, "reason": "asked", "created_at": START, **values}
    )


async def import_batch(of: Workspace, **values: Any) -> ImportBatch:
    return await ImportBatch.create(**{"workspace": of, "source": "people.csv", "created_at": START, **values})


async def import_row(of: ImportBatch, contact_id: UUID | None = None, **values: Any) -> ImportRow:
    given = {"workspace_id": of.workspace_id, "batch": of, "place": 0, "outcome": "added", "created_at": START}
    return await ImportRow.create(**{**given, "contact_id": contact_id, **values})


def some_id() -> UUID:
    """Of nothing that exists."""
    return new_id()


@cache
def _password_hash() -> str:
    return HASHER.hash(PASSWORD)
