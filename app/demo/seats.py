"""Introduces the demo's people to its sandbox: the seats, where they report to, and who is first degree already."""

from functools import partial
from itertools import islice
from uuid import UUID

from app import import_file
from app.demo.sandbox import Sandbox, Seat
from app.demo.seed import FRIENDS, KEY, PEOPLE, TEAM, USER_ID
from app.parts import Parts
from auth.tokens import Minted
from engine import account as accounts
from models import DuxSoupAccount, Unit


async def introduce(parts: Parts, sandbox: Sandbox, workspace_id: UUID) -> None:
    """Once for each address that the product is reached at on this machine, for what is invented is reported nowhere else; the
    secrets of the addresses before are known to nobody any more, so each seat gets a new one.
    """
    for number in range(len(TEAM)):
        await _seat(parts, sandbox, workspace_id, number)
    rows = list(islice(import_file.contacts(PEOPLE), FRIENDS.start, FRIENDS.stop))
    slugs = [(row.linkedin_url or "").rstrip("/").rpartition("/")[2] for row in rows]
    await sandbox.people(slugs, degree=1)


async def _seat(parts: Parts, sandbox: Sandbox, workspace_id: UUID, number: int) -> None:
    _, first_name, last_name = TEAM[number]
    user_id, key = USER_ID.format(number=number + 1), KEY.format(number=number + 1)
    account = await DuxSoupAccount.named(workspace_id, user_id)
    if account is None or account.disconnected_at is not None:
        return
    minted = await parts.units.run(partial(_rotated, account=account))
    url = accounts.webhook_url(parts.settings.local_url, minted.text)
    await sandbox.seat(Seat(user_id, key, first_name, last_name, url))


async def _rotated(unit: Unit, account: DuxSoupAccount) -> Minted:
    return await accounts.rotate(unit, await accounts.locked(account.home, account.id))
