"""Lives one history through, and holds every property to each of its steps."""

from tests.properties import blacklisting, completion, doubt, pauses, sending, share, statuses, tally
from tests.properties.accidents import ACCIDENTS
from tests.properties.acts import RULES
from tests.properties.laboratory import Laboratory
from tests.properties.promise import Step
from tests.properties.reader import Follower, Reader
from tests.properties.snapshot import Snapshot, snapshot

History = list[tuple[str, str]]
PROMISES = (
    *statuses.PROMISES, *completion.PROMISES, *blacklisting.PROMISES, *sending.PROMISES, *share.PROMISES, *doubt.PROMISES, *pauses.PROMISES,
)  # fmt: skip


async def live(lab: Laboratory, policy: str, history: History) -> None:
    of = await lab.fresh(policy, neighbour=any(what in {"other", "trespass"} for what, _ in history))
    reader, follower, put_back = Reader(of.workspace.id), Follower(of.workspace.id), []
    await follower.begin()
    lab.units.watch = follower.heard
    before = await _now(lab, 0)
    for what, how in history:
        if what == "reader":
            await reader.go_on()
            continue
        if what == "back":
            put_back.append(lab.clock.now())
        await (RULES | ACCIDENTS)[what][0](lab, of, how)
        after = await _now(lab, before.position)
        step = Step(of, what, how, before, after, put_back)
        for promise in PROMISES:
            promise(step)
        await tally.add_up(of, lab.clock.now())
        follower.judge()
        before = after if after.events else _carried(after, before)
    await reader.finish()


async def _now(lab: Laboratory, after: int) -> Snapshot:
    return await snapshot(lab.home.workspace.id, lab.clock.now(), lab.clock.wall(), after)


def _carried(after: Snapshot, before: Snapshot) -> Snapshot:
    """Nothing was told, so the position is still that of the snapshot before."""
    after.events.extend(before.events[-1:])
    return after
