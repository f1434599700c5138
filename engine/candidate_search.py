"""The statements that find what may go next, each by a few steps into an index, however much is planned or held.

Each takes $1 the account, $2 now, $3 since when a person was left alone long enough, and from $4 on ids. What
campaigns have used up of an account (`spent`) is left out as whole lines, like a kind without room. They say CROSS JOIN because SQLite then reads the tables in the order given.
"""

from collections.abc import Sequence

from engine.candidate_conditions import DUE, NO_NOTE, ORDER, STEPS, listed, may_go
from models import StepKind, sql

AT_ONCE = 8
# A note that is not needed: the step has none or goes without, or the person is connected and the step is passed over.
CONNECTED_OR_PLAIN = f"({NO_NOTE} OR s.degree = 1 OR s.accepted_at IS NOT NULL)"


def one(kinds: Sequence[StepKind], spent: str, *, notes: bool) -> str:
    """Whether $4 may go; its campaign must still say what was counted by: $5 of an account, and $6 new contacts, -1 for null."""
    known = "" if notes else f" AND {CONNECTED_OR_PLAIN}"
    return f"""
        SELECT a.id, a.campaign_id FROM action a
        CROSS JOIN assignment s CROSS JOIN step t CROSS JOIN campaigns_new c
        WHERE a.id = $4 AND {DUE} AND s.id = a.assignment_id AND t.id = a.step_id AND c.campaign_id = a.campaign_id
        AND c.state = 'running' AND a.kind IN {listed(kinds)}{known} AND {may_go("a.id", "t.position")}
        AND COALESCE(c.account_share, -1) = $5 AND COALESCE(c.new_contacts_per_day, -1) = $6{spent}"""  # noqa: S608 - only our own words


def first(dialect: str, kinds: Sequence[StepKind], examined: int, spent: str, *, notes: bool) -> str:
    """Step by step, since what holds whole steps (a paused campaign, a kind or notes without room) may hold 10^5 actions."""
    ready = _ready(kinds, ("TRUE" if notes else NO_NOTE) + spent)
    return _oldest(dialect, ready, "action a WHERE a.step_id = r.id AND a.opens = r.opens", examined)


def connected(dialect: str, examined: int, spent: str) -> str:
    """Planned invitations with a note to people who are connected, found by where their assignments stand."""
    standing = "SELECT s.id FROM assignment s WHERE s.account_id = $1 AND s.sequence_id = r.sequence_id AND s.next_step = r.position"
    known = (
        f"{standing} AND s.accepted_at > '0001-01-01' UNION ALL {standing} AND s.accepted_at IS NULL AND s.degree = 1"
    )
    source = f"({known}) x CROSS JOIN action a WHERE a.assignment_id = x.id AND a.step_id = r.id AND a.opens = r.opens"
    return _oldest(dialect, _ready((StepKind.CONNECT,), f"NOT {NO_NOTE}{spent}"), source, examined)


def _oldest(dialect: str, ready: str, source: str, examined: int) -> str:
    unexamined = f"AND a.id NOT IN {sql.in_list(4, examined)}" if examined else ""
    in_line = f"SELECT a.id, a.scheduled_for FROM {source} AND {DUE} {unexamined} ORDER BY a.scheduled_for, a.id"  # noqa: S608 - only our own words
    few = _FEW[dialect].format(in_line, may_go("l.id", "r.position"), AT_ONCE)
    return f"""
        {ready} SELECT f.id, f.campaign_id FROM ready r CROSS JOIN {few}
        ORDER BY {ORDER} LIMIT {AT_ONCE}"""  # noqa: S608 - only our own words


def _ready(kinds: Sequence[StepKind], which: str) -> str:
    return f"""
        {STEPS}, ready AS (
          SELECT t.id, t.sequence_id, t.position, way.opens, c.new_contacts_first AS new_first
          FROM steps CROSS JOIN (SELECT TRUE AS opens UNION ALL SELECT FALSE) way CROSS JOIN step t CROSS JOIN sequence_version v CROSS JOIN campaigns_new c
          WHERE t.id = steps.id AND v.id = t.sequence_id AND c.campaign_id = v.campaign_id
            AND c.state = 'running' AND t.kind IN {listed(kinds)} AND {which})"""  # noqa: S608 - only our own words


# The first few of each step's line who may go. PostgreSQL takes OFFSET 0 for a wall: it reads the line from the index, in order
# and no further than it has to, where it might else sort the whole of it.
_FEW = {
    "postgres": """
        LATERAL (SELECT l.id FROM ({} OFFSET 0) l WHERE {} ORDER BY l.scheduled_for, l.id LIMIT {}) w
        CROSS JOIN action f WHERE f.id = w.id""",
    "sqlite": "action f WHERE f.id IN (SELECT l.id FROM ({}) l WHERE {} LIMIT {})",
}
