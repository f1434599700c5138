"""Whoever follows an assignment hears of every change of it, as its version is shown and asked for."""

from models import Event, EventKind, Unit, Units
from tests import factories


async def test_a_change_of_which_nothing_else_is_told_is_told_as_a_change(units: Units) -> None:
    assignment = await factories.assignment()

    async def work(unit: Unit) -> None:
        await assignment.changed(unit, degree=2)
        await assignment.changed(unit, degree=1)

    await units.run(work)
    told = await Event.get()
    assert (told.kind, told.assignment_id, assignment.version) == (EventKind.ASSIGNMENT_CHANGED, assignment.id, 3)


async def test_a_change_of_which_something_is_told_is_not_told_twice(units: Units) -> None:
    assignment = await factories.assignment(status="active", launched_at=factories.START)
    bystander = await factories.assignment()

    async def work(unit: Unit) -> None:
        await assignment.changed(unit, degree=1)
        await assignment.pause(unit, "asked for")
        await bystander.changed(unit, degree=1)

    await units.run(work)
    told = await Event.all().order_by("position").values_list("kind", "assignment_id")
    assert told == [
        (EventKind.ASSIGNMENT_PAUSED, assignment.id),
        (EventKind.ASSIGNMENT_CHANGED, bystander.id),
    ]
