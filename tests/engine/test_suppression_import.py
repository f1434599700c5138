"""A list of many companies and domains reads everybody once, before it writes, and marks whom it is about by then."""

from collections.abc import Sequence

from auth.sealing import KeyRing
from engine import suppression_import
from engine.suppression_bearers import Bearers
from engine.suppression_entry import listed
from engine.suppression_import import Listed, RowListed, SuppressionRow
from models import Contact, Event, EventKind, Suppression, Unit, Units, Workspace
from tests import factories
from tests.queries import queries

ROWS = [
    SuppressionRow("domain", "example.com", "policy"),
    SuppressionRow("company", "Example Works", "customer"),
    SuppressionRow("domain", "x" * 600, "too long"),
    SuppressionRow("planet", "Mars", "unknown"),
]


async def _import(
    units: Units, ring: KeyRing, home: Workspace, bearers: Bearers, rows: Sequence[SuppressionRow] = ROWS
) -> list[RowListed]:
    async def work(unit: Unit) -> list[RowListed]:
        return await suppression_import.import_rows(unit, ring, home.id, rows, bearers)

    return await units.run(work)


async def test_whoever_has_the_company_or_the_domain_is_found_in_one_reading(units: Units, ring: KeyRing) -> None:
    home = await factories.workspace()
    by_domain = await factories.contact(home, email="robin@mail.example.com")
    by_company = await factories.contact(home, company="EXAMPLE works")
    await factories.contact(home, email="kim@example.net", company="Another")
    with queries() as looked:
        bearers = await suppression_import.look(home.id, ROWS)
    with queries() as written:
        outcomes = await _import(units, ring, home, bearers)
    assert [one.outcome for one in outcomes] == [Listed.ADDED] * 2 + [Listed.REFUSED] * 2
    assert len(looked) == 1
    assert not [one for one in written if one.startswith("SELECT") and 'FROM "contact"' in one]
    assert {one.id for one in await Contact.filter(suppressed=True)} == {by_domain.id, by_company.id}
    assert await Event.filter(kind=EventKind.CONTACT_CHANGED).count() == 2


async def test_whoever_has_left_the_company_meanwhile_is_not_marked(units: Units, ring: KeyRing) -> None:
    home = await factories.workspace()
    one = await factories.contact(home, company="Example Works")
    bearers = await suppression_import.look(home.id, ROWS)
    await Contact.filter(id=one.id).update(company="Another")
    await _import(units, ring, home, bearers)
    assert not await Contact.exists(suppressed=True)


async def test_a_list_of_people_reads_nobody(units: Units) -> None:
    home = await factories.workspace()
    with queries() as seen:
        assert not await suppression_import.look(home.id, [SuppressionRow("person", "robin@example.com", "asked")])
    assert seen == []


async def test_an_address_saved_with_http_is_read_as_https_and_a_name_is_left_as_it_is(
    units: Units, ring: KeyRing
) -> None:
    home = await factories.workspace()
    of_company = await factories.contact(home, company_linkedin_url="https://www.linkedin.com/company/example")
    rows = [
        SuppressionRow("person", "HTTP://www.linkedin.com/in/robin", "asked"),
        SuppressionRow("company", " http://linkedin.com/company/example", "customer"),
        SuppressionRow("company", "http://example.com", "that is its name"),
    ]
    outcomes = await _import(units, ring, home, await suppression_import.look(home.id, rows), rows)
    assert [one.outcome for one in outcomes] == [Listed.ADDED] * 3
    assert [label for _, label, _, _ in await listed(ring, home.id)] == [
        "https://www.linkedin.com/in/robin", "https://linkedin.com/company/example", "http://example.com",
    ]  # fmt: skip
    assert await Contact.filter(suppressed=True).values_list("id", flat=True) == [of_company.id]


async def test_a_row_that_its_reader_could_not_make_sense_of_is_refused_with_what_it_said(
    units: Units, ring: KeyRing
) -> None:
    home = await factories.workspace()
    await factories.contact(home, company="Acme")
    rows = [SuppressionRow("company", "Acme", " Inc.", problem="Row 2 has 4 cells, the header has 3.")]
    bearers = await suppression_import.look(home.id, rows)
    assert not bearers
    assert await _import(units, ring, home, bearers, rows) == [
        RowListed(0, Listed.REFUSED, "Row 2 has 4 cells, the header has 3.")
    ]
    assert not await Suppression.exists()
