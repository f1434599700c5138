"""What the extension says it takes none of now: LinkedIn's limit, unless Dux-Soup's own day is simply used up."""

from tortoise.expressions import Q

from engine import limit_warnings, limits
from engine.reactions.case import Case
from integrations.duxsoup.inbound import Ready
from models import DuxSoupAccount, HoldCause, LimitHold, StepKind, sql

_WARNED = "SELECT 1 FROM limit_hold WHERE account_id = $1 AND cause = 'excluded' AND cleared_at IS NULL LIMIT 1"


async def heard(case: Case, finding: Ready) -> None:
    """A heartbeat that is older than the last one says nothing of now, but what it warns of was a warning then."""
    account, at = case.sender, case.fact_time(finding.at)
    if not finding.excluded_commands and not await sql.rows(case.unit.connection, _WARNED, [account.id]):
        return
    late = account.ready_at is not None and at < account.ready_at
    kinds = {limit_warnings.kind_named(word) for word in finding.excluded_commands} - {None}
    warned = LimitHold.filter(account_id=account.id, cause=HoldCause.EXCLUDED, cleared_at__isnull=True)
    known = {hold.kind for hold in await warned.filter(Q(kind__isnull=False))}
    used_up = await _used_up(case, account)
    named = {kind for kind in kinds if kind in known or kind not in used_up}
    tell = limit_warnings.told_late if late else limit_warnings.told
    await tell(case.unit, account, HoldCause.EXCLUDED, named, at)


async def _used_up(case: Case, account: DuxSoupAccount) -> set[StepKind | None]:
    """Nothing of the kind may be sent before that day ends, so a warning behind it is heard in time then."""
    usages = await limits.usage(case.unit.connection, account, case.unit.now)
    return {one.limit.kind for one in usages if one.limit.since is not None and one.left <= 0}
