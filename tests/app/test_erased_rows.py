"""Which rows of a stored file are those of a person who is erased, and what other rows may still say of them."""

from app.importing import Importing
from auth.sealing import KeyRing
from models import (
    Contact,
    ImportChunk,
    Member,
    Units,
)
from tests.app.erased_person import FILE, HEADER, erase, lying
from tests.app.files import taken_in

TOLD = [
    ("R.,L.,x@example.com,https://LinkedIn.com/in/Robin%2Dlate/?x=1,", None),
    ("R.,L.,x@example.com,http://www.linkedin.com/in/robin-late,", None),
    ("R.,L.,x@example.com,linkedin.com/in/r-l,https://www.linkedin.com/in/robin-late", None),
    ("R.,L.,,,id.70007", None),
    ("R.,L.,Robin <ROBIN@late.example>,linkedin.com/in/r-l,", None),
    ("R.,L.,mailto:ROBIN@late.example,linkedin.com/in/r-l,", None),
    ("R.,L.,'robin@late.example'.,linkedin.com/in/r-l,", None),
    ("R.,L.,Rob@earlier.example,linkedin.com/in/r-l,", None),
    (" ROBIN ,Lateworth,,,", None),
    (",,,,Robin Lateworth", None),
    ("Robin,Lateworth,other@example.com,,", "Robin,Lateworth,other@example.com,,"),
    ("Robin,Lateworth,,linkedin.com/in/robin-late-2,", "Robin,Lateworth,,linkedin.com/in/robin-late-2,"),
    ("Robin,Other,,,", "Robin,Other,,,"),
    ("Kim,One,,linkedin.com/in/robin-late.b,70007", "Kim,One,,linkedin.com/in/robin-late.b,70007"),
    ("Kim,Two,a.robin@late.example,,", "Kim,Two,a.robin@late.example,,"),
    ("Kim,Three,,,ask robin@late.example", "Kim,Three,,,"),
    ("Kim,Six,,,ask rob@earlier.example", "Kim,Six,,,"),
    ("Kim,Seven,x.rob@earlier.example,,", "Kim,Seven,x.rob@earlier.example,,"),
    ("Kim,Four,,,see linkedin.com/in/robin-late!", "Kim,Four,,,"),
    ("Kim,Five,,,see linkedin.com/in/Robin%2Dlate", "Kim,Five,,,"),
]


async def test_a_row_is_theirs_by_address_or_by_name_alone_and_others_mention_them_no_more(
    units: Units, ring: KeyRing, member: Member, robin: Contact
) -> None:
    content = "\n".join([HEADER, *(row for row, _ in TOLD)])
    batch = await taken_in(units, ring, member, content, dry=True)
    await erase(units, robin)
    left = [row and ",".join(row) for row in await lying(ring, batch)]
    assert left == [expected for _, expected in TOLD]


async def test_somebody_without_an_address_is_known_by_the_row_that_brought_them(
    units: Units, ring: KeyRing, member: Member, worker: Importing
) -> None:
    await taken_in(units, ring, member, f"{HEADER}\nSam,,sam@example.com,,x\n")
    await worker.turn()
    [sam] = await Contact.all()
    await Contact.filter(id=sam.id).update(first_name="Samantha", email=None)
    batch = await taken_in(units, ring, member, f"{HEADER}\nSam,,sam@example.com,,x\nSam,,,,\n", dry=True)
    await erase(units, sam)
    assert [row is None for row in await lying(ring, batch)] == [True, False]


async def test_a_file_that_nobody_can_open_is_left_alone(
    units: Units, ring: KeyRing, member: Member, robin: Contact
) -> None:
    await taken_in(units, ring, member, FILE, dry=True)
    await ImportChunk.all().update(sealed_rows="t9.x.y")
    await erase(units, robin)
    assert (await ImportChunk.get()).sealed_rows == "t9.x.y"
