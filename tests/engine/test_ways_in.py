"""What let people in, or tried to, is forgotten once it counts no more: it names addresses and browsers."""

from functools import partial

from engine import retention
from engine.password import make_link
from engine.session import buy_ticket
from models import PasswordLink, Session, SignInAttempt, SocketTicket, Units
from tests import factories
from tests.settable_clock import SettableClock


async def test_each_is_kept_for_its_time_and_no_longer(units: Units, clock: SettableClock) -> None:
    member = await factories.person()
    lasting = await factories.session(member, "1" * 64, expires_at=clock.wall())
    buy = partial(buy_ticket, workspace_id=member.workspace_id, session_id=lasting.id)
    await units.run(buy)
    await units.run(partial(make_link, member=member))
    await SignInAttempt.create(login_hash="h" * 64, address="192.0.2.1", created_at=clock.wall())
    await _left(units, 1, 1, 1, 1)
    clock.move_wall(hours=1, minutes=2)
    await _left(units, 0, 1, 1, 1)
    clock.move_wall(hours=23)
    await _left(units, 0, 0, 1, 1)
    clock.move_wall(days=30)
    await _left(units, 0, 0, 0, 1)
    clock.move_wall(days=7)
    await _left(units, 0, 0, 0, 0)


async def _left(units: Units, *counts: int) -> None:
    await units.run(retention.forget_ways_in)
    tables = (SocketTicket, SignInAttempt, Session, PasswordLink)
    assert tuple([await table.all().count() for table in tables]) == counts
