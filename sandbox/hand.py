"""What people do by hand, and what the sandbox shows of its accounts and people."""

from typing import Any

from sandbox import crowd, shape
from sandbox.account import Account
from sandbox.control_body import AccountBody, ActBody, WhoBody
from sandbox.instant import iso
from sandbox.person import Person
from sandbox.settings import wrong
from sandbox.state import State
from sandbox.world import World


def add_account(world: World, body: AccountBody, at: float) -> None:
    said = body.given("settings", "webhooks", "knobs")
    settings = dict(body.settings)
    if "webhooks" in body.model_fields_set:
        settings["webhooks"] = [target.model_dump() for target in body.webhooks]
    trouble = wrong(settings)
    if trouble:
        raise ValueError(trouble)
    world.record("account", at, settings=settings, **said)


def named(state: State, body: WhoBody) -> Person:
    person = state.people.of(body.address)
    if person is None:
        raise ValueError("a slug or a profile address is needed")
    return person


def act(world: World, account: Account, body: ActBody, at: float) -> None:
    person = named(world.state, body)
    match body.act:
        case "accept":
            crowd.accept(world, account, person.slug, at)
        case "reply":
            crowd.reply(world, account, person.slug, at, body.text, "by hand")
        case "withdraw":
            _withdraw(world, account, body, at)
        case _:
            _by_owner(world, account, person, body, at)


def account_view(state: State, account: Account) -> dict[str, Any]:
    running = account.running
    return {
        "userid": account.userid,
        "online": state.knobs(account).online,
        "queued": len(account.queue),
        "running": running.command.messageid if running else None,
        "webhooks_under_way": len(state.outbox),
        "settings": {name: value for name, value in account.settings.items() if name != "webhooks"},
    }


def person_view(state: State, slug: str) -> dict[str, Any]:
    person = state.person(slug)
    relations = {
        account.userid: {
            "dux_id": relation.dux_id,
            "degree": relation.degree,
            "invited_at": relation.invited_at and iso(relation.invited_at),
            "connected_at": relation.connected_at and iso(relation.connected_at),
            "messages": relation.messages,
            "tags": relation.tags,
        }
        for account in state.accounts.values()
        if (relation := account.relations.get(slug)) is not None
    }
    addresses = {"vanity_url": person.vanity_url, "member_url": person.member_url, "sales_url": person.sales_url}
    named = {name: getattr(person, name) for name in Person.__slots__}
    return named | addresses | {"relations": relations}


def _withdraw(world: World, account: Account, body: ActBody, at: float) -> None:
    """Somebody takes one command out of the queue, in the browser; no call of the API can do that."""
    if body.messageid is None or body.messageid not in account.queue:
        raise LookupError("messageid")
    world.record("withdrawn", at, userid=account.userid, messageid=body.messageid)


def _by_owner(world: World, account: Account, person: Person, body: ActBody, at: float) -> None:
    world.record("manual", at, userid=account.userid, slug=person.slug, act=body.act, text=body.text)
    if body.act == "visit":
        state = world.state
        knobs, relation = state.knobs(account), state.relation(account, person.slug)
        data = shape.visit(knobs, person, relation, at, full=False, degree=relation.degree, tags=True)
        world.emit(account, ("visit", "create"), at + 1, data)
