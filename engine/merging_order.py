"""How far an assignment has come, so that of two of one person in one campaign the one goes on that repeats nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from engine.follow_up import stages_of
from engine.planner import ADDRESSING_KINDS, Stage
from models import Action, Assignment


@dataclass(frozen=True, slots=True, order=True)
class Progress:
    """Of two the greater goes on; the first field in which they differ decides. `letters` and `steps` lie behind, or may: what is at
    Dux-Soup counts. Letters come first, because steps of two versions of a sequence cannot be compared. `settled`: nothing of the
    last of them is doubtful, so it will not come again.
    """

    sent: bool
    launched: bool
    letters: int
    steps: int
    settled: bool
    accepted: bool
    kept: bool


async def progress_of(assignments: Sequence[Assignment], kept_id: UUID) -> dict[UUID, Progress]:
    actions = await Action.filter(assignment_id__in=[one.id for one in assignments], attempts__gt=0)
    found = {}
    for one in assignments:
        sequence = await stages_of(one.sequence_id) if one.sequence_id is not None else ()
        left = [action for action in actions if action.assignment_id == one.id]
        found[one.id] = _progress(one, sequence, left, kept=one.contact_id == kept_id)
    return found


def _progress(one: Assignment, sequence: Sequence[Stage], left: Sequence[Action], *, kept: bool) -> Progress:
    steps = _behind(one, sequence)
    current = {stage.step_id for stage in sequence if stage.position == steps + 1}
    out = any(action.touches and action.step_id in current for action in left)
    return Progress(
        sent=bool(left),
        launched=one.launched_at is not None,
        letters=sum(stage.kind in ADDRESSING_KINDS and stage.position <= steps + out for stage in sequence),
        steps=steps + out,
        settled=not out,
        accepted=one.accepted_at is not None,
        kept=kept,
    )


def _behind(one: Assignment, sequence: Sequence[Stage]) -> int:
    """Where no step is to come, all of them; unless it was never launched."""
    if one.next_step is not None:
        return one.next_step - 1
    return len(sequence)
