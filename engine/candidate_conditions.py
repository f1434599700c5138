"""What is asked of one planned action before it may go, in words of the database."""

from collections.abc import Sequence

from engine.traffic import under_way
from models import NoteFallback, StepKind


def may_go(action: str, position: str) -> str:
    """A change of the contact may have cured a verdict that is older. What is under way for the person may be carried out any moment,
    however long ago it was handed over; but for an account that was given up, of which nobody hears any more. OFFSET 0, because PostgreSQL then asks of one row after the
    other, instead of joining all there are.
    """
    return f"""
        EXISTS (SELECT 1 FROM action g CROSS JOIN assignment s CROSS JOIN contact p CROSS JOIN member m
          WHERE g.id = {action} AND s.id = g.assignment_id AND p.id = g.contact_id AND m.id = s.member_id AND s.next_step = {position}
          AND s.paused_at IS NULL AND s.stopped_at IS NULL AND s.answered_by_hand_at IS NULL AND s.running_contact_id IS NOT NULL
          AND (s.blocker IS NULL OR (s.blocker = 'suppressed' AND NOT p.suppressed)
            OR (s.blocker IN ('missing_field', 'text_too_long', 'invalid_template', 'no_identity')
              AND p.updated_at > s.updated_at))
          AND p.tied_group IS NULL AND p.erased_at IS NULL AND m.removed_at IS NULL AND (m.absent_until IS NULL OR m.absent_until <= $2)
          AND NOT EXISTS (SELECT 1 FROM action o WHERE o.contact_id = g.contact_id AND o.id <> g.id
            AND (o.sent_at > $3 OR o.executed_at > $3 OR {under_way("o")}) LIMIT 1 OFFSET 0)
          LIMIT 1 OFFSET 0)"""  # noqa: S608 - only our own words


def listed(kinds: Sequence[StepKind]) -> str:
    return "(" + ", ".join(f"'{kind.value}'" for kind in kinds) + ")"


# An action that touches a person for the first time is new work; a letter to somebody who was touched before is a follow-up.
ORDER = (
    "CASE WHEN r.new_first AND f.opens THEN 0 WHEN f.kind IN ('message', 'inmail') AND NOT f.opens THEN 1 ELSE 2 END,"
    " f.scheduled_for, f.id"
)
DUE = "a.account_id = $1 AND a.state = 'planned' AND a.scheduled_for <= $2"
NO_NOTE = (
    "(t.kind <> 'connect' OR COALESCE(t.template, '') = ''"
    f" OR COALESCE(t.note_fallback, '') = '{NoteFallback.WITHOUT_NOTE.value}')"
)
# The steps for which the account has anything planned: each is one step into the index, so that nothing else is read.
_PLANNED = "SELECT a.step_id FROM action a WHERE a.account_id = $1 AND a.state = 'planned'"
STEPS = f"""
    WITH RECURSIVE steps(id) AS (
      SELECT ({_PLANNED} ORDER BY a.step_id LIMIT 1)
      UNION ALL
      SELECT ({_PLANNED} AND a.step_id > steps.id ORDER BY a.step_id LIMIT 1) FROM steps WHERE steps.id IS NOT NULL)"""  # noqa: S608 - only our own words
