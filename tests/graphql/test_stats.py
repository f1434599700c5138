"""A campaign's numbers, against a count by hand; each question in one statement."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from models import AssignmentStatus, Step, StepKind
from tests import factories
from tests.factories import START
from tests.queries import queries

STATS = """stats { total invited accepted responded completed byStatus { status count }
  acceptanceRate { value low high of } responseRate { value of }
  medianHoursToAccept medianHoursToRespond medianHoursToComplete asOf }"""
BREAKDOWN = "breakdown { member { id } total launchable byStatus { status count } acceptanceRate { value of } responseRate { value of } }"


def _after(**by: float) -> datetime:
    return START + timedelta(**by)


@pytest.fixture
async def campaign(workspace, member):
    """Five invited: two accepted after 2 and 6 hours (one of them replied), one declined, one past its window, one undecided."""
    account = await factories.account(workspace, member=member.member)
    made = await factories.campaign(workspace)
    version = await factories.sequence(made, StepKind.CONNECT, {"kind": StepKind.MESSAGE, "template": "Hi"})
    steps = await Step.filter(sequence_id=version.id)
    launched: dict[str, Any] = {"member": member.member, "account": account, "launched_at": START, "invited_at": START}
    active, accepted = AssignmentStatus.ACTIVE, AssignmentStatus.ACCEPTED
    one = await factories.assignment(made, status=accepted, accepted_at=_after(hours=2), **launched)
    two = await factories.assignment(
        made, status=AssignmentStatus.COMPLETED, accepted_at=_after(hours=6), responded_at=_after(hours=10),
        completed_at=_after(hours=90), touched_at=START, **launched,
    )  # fmt: skip
    for assignment in (one, two):
        await factories.action(assignment, steps[1], account, state="executed", executed_at=_after(days=1))
    declined: dict[str, Any] = {"status": AssignmentStatus.NOT_ACCEPTED, "not_accepted_at": _after(hours=1)}
    await factories.assignment(made, **declined, **launched)
    await factories.assignment(made, status=active, **launched | {"invited_at": _after(days=-30)})
    await factories.assignment(made, status=active, **launched)
    await factories.assignment(made, member=member.member)
    await factories.assignment(made)
    return made


async def test_rates_and_medians_follow_from_the_facts(member, campaign, clock):
    document = f"query ($i: ID!) {{ campaign(id: $i) {{ {STATS} }} }}"
    found = (await member.ask(document, i=str(campaign.id)))["campaign"]["stats"]
    counts = {name: found[name] for name in ("total", "invited", "accepted", "responded", "completed")}
    assert counts == {"total": 7, "invited": 5, "accepted": 2, "responded": 1, "completed": 1}
    by_status = {row["status"]: row["count"] for row in found["byStatus"] if row["count"]}
    assert by_status == {"PENDING": 2, "ACTIVE": 2, "ACCEPTED": 1, "COMPLETED": 1, "NOT_ACCEPTED": 1}
    rate = found["acceptanceRate"]
    assert (rate["value"], rate["of"]) == (0.5, 4)
    assert (rate["low"], rate["high"]) == (pytest.approx(0.15, abs=1e-3), pytest.approx(0.85, abs=1e-3))
    assert found["responseRate"] == {"value": 0.5, "of": 2}
    assert found["medianHoursToAccept"] == pytest.approx(4, abs=1e-4)
    assert found["medianHoursToRespond"] == pytest.approx(10, abs=1e-4)
    assert found["medianHoursToComplete"] == pytest.approx(90, abs=1e-4)
    assert found["asOf"] == clock.now().isoformat()


async def test_the_breakdown_has_a_row_for_each_member_and_one_for_nobody(member, campaign):
    document = f"query ($i: ID!) {{ campaign(id: $i) {{ {BREAKDOWN} }} }}"
    rows = {
        row["member"] and row["member"]["id"]: row
        for row in (await member.ask(document, i=str(campaign.id)))["campaign"]["breakdown"]
    }
    mine, nobodys = rows[str(member.member.id)], rows[None]
    assert (mine["total"], mine["launchable"], mine["acceptanceRate"]) == (6, 1, {"value": 0.5, "of": 4})
    assert (nobodys["total"], nobodys["launchable"], nobodys["acceptanceRate"]) == (1, 0, None)


async def test_a_campaign_without_anybody_has_zeros_and_no_rates(member, workspace):
    empty = await factories.campaign(workspace)
    document = f"query ($i: ID!) {{ campaign(id: $i) {{ {STATS} {BREAKDOWN} }} }}"
    found = (await member.ask(document, i=str(empty.id)))["campaign"]
    assert (found["stats"]["total"], found["stats"]["acceptanceRate"], found["stats"]["medianHoursToAccept"]) == (
        0,
        None,
        None,
    )
    assert found["breakdown"] == []


async def test_the_numbers_of_many_campaigns_are_one_statement_each(member, workspace, campaign):
    for _ in range(3):
        await factories.campaign(workspace)
    for fields in (STATS, BREAKDOWN.replace("member { id } ", "")):
        with queries() as asked:
            await member.ask(f"{{ campaigns(first: 9) {{ nodes {{ {fields} }} }} }}")
        assert len([text for text in asked if "WITH one AS" in text]) == 1
        assert len(asked) <= 4
