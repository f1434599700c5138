"""Which stored webhooks name a person: by any of their identities, by what was sent to them, or by their address or name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote
from uuid import UUID

from auth.sealing import KeyRing, SealBroken
from integrations.duxsoup import inbound
from models import Action, Contact, IdentityKind, Receipt, Verdict
from models.identity import Identity, identities

_PAGE = 500
# Only then a name may stand there in another form than ours; to read a body costs ten times as much.
_ENCODED = re.compile(r"%|\\u")
# A body is searched as it came, so what stands before a word may be the end of an escape; behind it a full stop may end the sentence.
_BEFORE = r"(?:(?<![\w.+-])|(?<=\\[nrt])|(?<=\\u[0-9a-f]{4})|(?<=%[0-9a-f]{2}))"
_AFTER = r"(?![\w-]|\.\w)"
_UNREAD = frozenset({Verdict.WAITING, Verdict.UNMATCHED})


@dataclass(frozen=True, slots=True)
class Named:
    """By what a person is known in a body. A bare name does for what was read already: another may bear it too, and what waits
    may still have something to say of them.
    """

    identities: frozenset[Identity]
    certain: re.Pattern[str]
    likely: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Found:
    """`last` is the newest receipt that was looked at, so that a second look begins behind it."""

    ids: tuple[UUID, ...] = ()
    last: UUID | None = None


async def named(contacts: Sequence[Contact], names: Sequence[Identity]) -> Named:
    people = [id_ for contact in contacts for id_ in await contact.ids()]
    sent = await Action.filter(contact_id__in=people).values_list("id", "message_id")
    labels = [str(label) for row in sent for label in row if label]
    emails = [contact.email for contact in contacts if contact.email]
    certain = [_alone(word) for word in (*map(str, people), *labels, *emails)]
    certain += [pattern for name in names for pattern in patterns(name)]
    full = [re.escape(contact.full_name.casefold()) for contact in contacts if contact.first_name and contact.last_name]
    likely = re.compile("|".join(full)) if full else None
    return Named(frozenset(names), re.compile("|".join(certain)), likely)


async def search(ring: KeyRing, workspace_id: UUID, who: Named, beyond: UUID | None = None) -> Found:
    """Opens every body that is kept, page by page."""
    ids: list[UUID] = []
    last = beyond
    while True:
        after = {"id__gt": last} if last else {}
        page = Receipt.filter(workspace_id=workspace_id, sealed_body__isnull=False, **after).order_by("id")
        found = await page.limit(_PAGE).only("id", "workspace_id", "sealed_body", "verdict")
        ids += [receipt.id for receipt in found if _names(ring, receipt, who)]
        last = found[-1].id if found else last
        if len(found) < _PAGE:
            return Found(tuple(ids), last)


def _alone(word: str) -> str:
    """Not as the part of a longer one, which is somebody else's."""
    return f"{_BEFORE}{re.escape(word.casefold())}{_AFTER}"


def patterns(name: Identity) -> list[str]:
    """As bodies write it: in an address, percent-encoded or not, or by itself."""
    if name.kind is IdentityKind.DUX_ID:
        return [rf"(?<!\d){re.escape(name.value.removeprefix('id.'))}(?!\d)"]
    if name.kind is IdentityKind.EMAIL:
        return [_alone(name.value)]
    if name.kind is not IdentityKind.SLUG:
        return [re.escape(name.value.casefold())]
    forms = {name.value, quote(name.value, safe="").casefold()}
    return [rf"(?:/in/|pid\.){re.escape(form)}(?![\w%-]|[.']\w)" for form in sorted(forms)]


def _names(ring: KeyRing, receipt: Receipt, who: Named) -> bool:
    place = {"table": "receipt", "column": "sealed_body"}
    try:
        body = ring.open(receipt.sealed_body or "", workspace_id=receipt.workspace_id, row_id=receipt.id, **place)
    except SealBroken:
        return False  # nobody can read it any more
    text = body.replace("\\/", "/").casefold()
    if who.certain.search(text) or (_ENCODED.search(body) and not who.identities.isdisjoint(_told(body))):
        return True
    return bool(who.likely and receipt.verdict not in _UNREAD and who.likely.search(text))


def _told(body: str) -> set[Identity]:
    people = inbound.read(body.encode()).people
    return {name for person in people for name in identities(person.dux_id, person.urls)}
