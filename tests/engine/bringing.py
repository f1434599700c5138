"""Rows brought in as an import does it, in a unit of work of their own."""

from auth.sealing import KeyRing
from engine import importing
from engine.contact_row import ContactRow
from engine.importing import ImportRun, Outcome, RowOutcome
from models import Unit, Units, Workspace

ADDED, UPDATED, DUPLICATE, REFUSED = Outcome.ADDED, Outcome.UPDATED, Outcome.DUPLICATE, Outcome.REFUSED


async def bring(
    units: Units, ring: KeyRing, of: Workspace, *rows: ContactRow, run: ImportRun | None = None
) -> list[RowOutcome]:
    async def work(unit: Unit) -> list[RowOutcome]:
        if run is None:
            return await importing.import_rows(unit, ring, of.id, rows, member_id=None, source="people.csv")
        outcomes = await importing.bring_in(unit, ring, of.id, rows, run)
        await importing.report(unit, of.id, run, outcomes)
        return outcomes

    return await units.run(work)


def outcomes_of(answers: list[RowOutcome]) -> list[Outcome]:
    assert [answer.index for answer in answers] == list(range(len(answers)))
    return [answer.outcome for answer in answers]
