"""What a command answered under a key names contacts: it is kept for a while only, and never of somebody who was erased."""

from datetime import UTC, datetime, timedelta

from engine import retention
from models import IdempotencyKey

ROWS = [{"firstName": "Robin"}, {"firstName": "Kim"}]
GIVEN = {"rows": ROWS, "idempotencyKey": "once"}
ASKED = "rows { index reason contact { firstName } }"


async def test_an_answer_that_is_given_again_names_nobody_who_was_erased(member, admin):
    first = await member.command("importContacts", GIVEN, "rows { contactId: contact { id } }")
    robin, kim = (row["contactId"]["id"] for row in first["rows"])
    await admin.ask("mutation ($id: ID!) { eraseContact(id: $id) { erasedId } }", id=robin)
    again = (await member.command("importContacts", GIVEN, ASKED))["rows"]
    assert again == [
        {"index": 0, "reason": "erased", "contact": None},
        {"index": 1, "reason": None, "contact": {"firstName": "Kim"}},
    ]
    kept = str((await IdempotencyKey.get()).answer)
    assert (robin in kept, kim in kept) == (False, True)


async def test_an_answer_is_kept_for_35_days(member, units, clock):
    clock.move_wall(seconds=(datetime.now(UTC) - clock.wall()).total_seconds())  # an id has the time of the machine
    await member.command("importContacts", GIVEN, "added")
    clock.move_wall(days=34, hours=23)
    await units.run(retention.forget_answers)
    assert (await member.command("importContacts", GIVEN, "added"))["added"] == 2
    clock.move_wall(hours=1, seconds=1)
    await units.run(retention.forget_answers)
    assert not await IdempotencyKey.exists()
    assert timedelta(days=35) == retention.ANSWERED_FOR
