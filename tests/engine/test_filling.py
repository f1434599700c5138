"""Of what several visits say of a field the earliest counts, whichever is read first; what a person or an import wrote stays."""

import asyncio
from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from itertools import permutations

import pytest

from engine import contact as contacts
from engine import importing, merging, reactions, suppressing
from engine.contact_row import ContactRow
from engine.importing import Outcome
from models import (
    Contact,
    DuxSoupAccount,
    Event,
    EventKind,
    IdentityKind,
    Receipt,
    SuppressionScope,
    Unit,
    Units,
    Workspace,
)
from tests import factories
from tests.databases import Database
from tests.lock_waits import awaited_locks
from tests.settable_clock import SettableClock
from tests.stored_receipts import stored, visit

PAT = "https://www.linkedin.com/in/pat-filled"


@pytest.fixture
async def account(units: Units, clock: SettableClock) -> DuxSoupAccount:
    """Of a workspace that knows one person, with nothing but a name."""
    clock.move(days=1)
    home = await factories.workspace()
    made = await factories.account(home)
    person = await factories.contact(home, "pat-filled", first_name="Pat", last_name="")
    await factories.identity(person, "id.4711", IdentityKind.DUX_ID)
    return made


async def _store(account: DuxSoupAccount, minute: int, **said: str) -> Receipt:
    body = visit(account, "id.4711", **said) | {"time": (factories.START + timedelta(minutes=minute)).isoformat()}
    return await stored(account, body, created_at=factories.START + timedelta(hours=2))


async def _read(units: Units, receipts: Iterable[Receipt]) -> Contact:
    for receipt in receipts:
        await units.run(partial(reactions.apply, ring=factories.RING, receipt_id=receipt.id))
    return await Contact.get()


async def _import(units: Units, company: str) -> Outcome:
    async def work(unit: Unit) -> Outcome:
        rows, home = [ContactRow(linkedin_url=PAT, company=company)], (await Contact.get()).workspace_id
        [answer] = await importing.import_rows(unit, factories.RING, home, rows, member_id=None, source="people.csv")
        return answer.outcome

    return await units.run(work)


@pytest.mark.parametrize("order", list(permutations(range(3))))
async def test_the_earliest_visit_fills_a_field_whichever_is_read_first(
    units: Units, account: DuxSoupAccount, order: tuple[int, ...]
) -> None:
    told = [(3, {"Title": "Founder"}), (1, {"Title": "Founder"}), (2, {"Title": "Head of Ops", "Last Name": "Example"})]
    receipts = [await _store(account, minute, **said) for minute, said in told]
    contact = await _read(units, [receipts[place] for place in order])
    assert (contact.title, contact.last_name, contact.sort_name) == ("Founder", "Example", "example pat")


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
async def test_of_two_visits_at_the_same_moment_the_same_one_fills_a_field(
    units: Units, account: DuxSoupAccount, order: tuple[int, ...]
) -> None:
    receipts = [await _store(account, 1, Company=name) for name in ("Example BV", "Works of Example")]
    contact = await _read(units, [receipts[place] for place in order])
    assert (contact.company, contact.folded_company) == ("Example BV", "example bv")


@pytest.mark.parametrize("company", ["Example BV", "Works of Example"])
async def test_what_an_import_wrote_is_filled_by_no_visit_also_where_one_had_said_the_same(
    units: Units, account: DuxSoupAccount, company: str
) -> None:
    await _read(units, [await _store(account, 2, Company="Example BV", Title="Founder")])
    assert await _import(units, company=company) is Outcome.UPDATED
    assert (await Contact.get()).folded_company == company.casefold()
    contact = await _read(units, [await _store(account, 1, Company="Elsewhere", Title="Head of Ops")])
    assert (contact.company, contact.title) == (company, "Head of Ops")
    assert await _import(units, company=company) is Outcome.DUPLICATE


async def test_what_changes_is_told_and_an_earlier_visit_that_says_the_same_is_not(
    units: Units, account: DuxSoupAccount
) -> None:
    for minute, company in ((3, "Example BV"), (2, "Example BV"), (4, "Elsewhere")):
        await _read(units, [await _store(account, minute, Company=company)])
    assert await Event.filter(kind=EventKind.CONTACT_CHANGED).count() == 1
    contact = await _read(units, [await _store(account, 1, Company="Works of Example")])
    assert contact.company == "Works of Example"
    assert await Event.filter(kind=EventKind.CONTACT_CHANGED).count() == 2


@pytest.mark.parametrize("dialect", ["postgres"], indirect=True)
async def test_the_earlier_of_two_visits_that_are_read_at_once_fills_a_field(
    units: Units, account: DuxSoupAccount, database: Database
) -> None:
    """Through two accounts, so that two workers may be at it."""
    other = await factories.account(await Workspace.get(id=account.workspace_id))
    earlier, later = await _store(account, 1, Title="Founder"), await _store(other, 2, Title="Head of Ops")
    read, go_on = asyncio.Event(), asyncio.Event()

    async def slowly(unit: Unit) -> None:
        await reactions.apply(unit, factories.RING, earlier.id)
        read.set()
        await go_on.wait()

    first = asyncio.create_task(units.run(slowly))
    await read.wait()
    second = asyncio.create_task(_read(units, [later]))
    await awaited_locks(database)
    go_on.set()
    await asyncio.gather(first, second)
    assert (await Contact.get()).title == "Founder"


async def test_what_a_person_wrote_is_filled_by_no_visit(units: Units, account: DuxSoupAccount) -> None:
    known = await _read(units, [await _store(account, 2, Company="Example BV", Title="Founder")])

    async def write(unit: Unit) -> None:
        await contacts.update(
            unit, factories.RING, await Contact.locked(known.workspace_id, known.id), {"title": "Chair"}
        )

    await units.run(write)
    contact = await _read(units, [await _store(account, 1, Company="Elsewhere", Title="Head of Ops")])
    assert (contact.title, contact.company) == ("Chair", "Elsewhere")


async def test_what_a_visit_had_filled_may_be_filled_by_an_earlier_one_after_a_merger(
    units: Units, account: DuxSoupAccount
) -> None:
    told = await _read(units, [await _store(account, 2, Title="Founder")])
    kept = await factories.contact(await Workspace.get(id=told.workspace_id), company="Works of Example")

    async def merge(unit: Unit) -> None:
        await merging.merge(unit, factories.RING, told.workspace_id, kept.id, told.id)

    await units.run(merge)
    earlier = await _store(account, 1, Company="Elsewhere", Title="Head of Ops")
    await units.run(partial(reactions.apply, ring=factories.RING, receipt_id=earlier.id))
    contact, other = await Contact.get(id=kept.id), await Contact.get(id=told.id)
    assert (contact.title, contact.company, other.filled) == ("Head of Ops", "Works of Example", None)


@pytest.mark.parametrize(
    ("scope", "value", "said"),
    [
        (SuppressionScope.COMPANY, "Example BV", {"Company": "Example BV"}),
        (SuppressionScope.DOMAIN, "example.org", {"CompanyWebsite": "https://www.example.org"}),
        (SuppressionScope.PERSON, "pat@example.com", {"Email": "pat@example.com"}),
        (SuppressionScope.COMPANY, "Elsewhere", {"Title": "Founder"}),
    ],
)
async def test_whoever_is_known_by_a_visit_to_be_on_the_list_is_marked(
    units: Units, account: DuxSoupAccount, scope: SuppressionScope, value: str, said: dict[str, str]
) -> None:
    put = partial(suppressing.suppress, ring=factories.RING, workspace_id=account.home, scope=scope, value=value)
    await units.run(partial(put, reason="asked for"))
    contact = await _read(units, [await _store(account, 1, **said)])
    assert contact.suppressed is (value != "Elsewhere")


async def test_what_an_earlier_visit_says_better_marks_them_no_more(units: Units, account: DuxSoupAccount) -> None:
    put = partial(suppressing.suppress, ring=factories.RING, workspace_id=account.home, value="Example BV")
    await units.run(partial(put, scope=SuppressionScope.COMPANY, reason="asked for"))
    assert (await _read(units, [await _store(account, 2, Company="Example BV")])).suppressed
    contact = await _read(units, [await _store(account, 1, Company="Elsewhere")])
    assert (contact.company, contact.suppressed) == ("Elsewhere", False)
