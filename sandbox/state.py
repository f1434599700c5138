"""All that the sandbox remembers: the sum of its ledger."""

from sandbox.account import Account
from sandbox.clock import Clock
from sandbox.draw import Draw
from sandbox.knobs import Knobs
from sandbox.outbox import Outbox
from sandbox.panel import Panel
from sandbox.people import People
from sandbox.person import Person
from sandbox.plan import degree
from sandbox.relation import Relation


class State:
    """Accounts, people, knobs, clock, webhooks under way, and how far the counting has come."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.accounts: dict[str, Account] = {}
        self.people = People(draw)
        self.panel = Panel()
        self.clock = Clock()
        self.outbox = Outbox()
        self.ids = 0
        self.calls = 0
        self.emitted = 0
        self.signals = 0
        self.at = 0.0

    def knobs(self, account: Account) -> Knobs:
        return self.panel.of(account.userid)

    def person(self, slug: str) -> Person:
        return self.people[slug]

    def relation(self, account: Account, slug: str) -> Relation:
        if slug not in account.relations:
            met = degree(self.knobs(account), self.people[slug], account.userid)
            number = 700_000_000 + int(self.draw.digest("dux id", account.userid, slug)[:7], 16)
            account.relations[slug] = Relation(slug, f"id.{number}", met)
        return account.relations[slug]

    def messageid(self, userid: str) -> str:
        """Like the one seen in the wild: 8-4-12 hexadecimal digits, no UUID."""
        drawn = self.draw.digest("messageid", userid, self.ids)
        return f"{drawn[:8]}-{drawn[8:12]}-{drawn[12:24]}"
