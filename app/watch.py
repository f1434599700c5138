"""What the live terminal view knows, as plain values: members by status, and the newest events."""

from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.feed_client import Ask, Data

MOST_EVENTS = 15
STATUSES = ("PENDING", "ACTIVE", "ACCEPTED", "RESPONDED", "COMPLETED", "NOT_ACCEPTED", "BLACKLISTED")
HEAD = "{ workspace { name head } }"
# Of campaigns at a time: each may have a hundred people who work it.
PAGE = 10
_EVENT = """__typename id cursor occurredAt
  assignment { contact { fullName } member { user { firstName lastName } } } campaign { name }
  ... on StatusChanged { fromStatus toStatus reason } ... on ActionChanged { state action { kind } }
  ... on RecordChanged { kind }"""
NEWEST = f"{{ events(last: {MOST_EVENTS}) {{ nodes {{ {_EVENT} }} }} }}"
FEED = f"""subscription ($after: Cursor) {{ eventFeed(after: $after) {{ __typename
  ... on EventBatch {{ cursor events {{ {_EVENT} }} }} ... on FeedReset {{ cursor reason }} }} }}"""


@dataclass(frozen=True, slots=True)
class MemberRow:
    name: str
    email: str | None
    by_status: dict[str, int]


@dataclass(slots=True)
class View:
    """Refetched as a whole at the start and after a reset; in between the feed adds events and says when to count again."""

    workspace: str = ""
    cursor: str = ""
    members: list[MemberRow] = field(default_factory=list)
    events: deque[Data] = field(default_factory=lambda: deque(maxlen=MOST_EVENTS))

    async def refetch(self, ask: Ask) -> str:
        """The position first, then the state: what happens between the two comes again with the feed."""
        workspace = (await ask(HEAD))["workspace"]
        self.workspace, self.cursor = workspace["name"], workspace["head"]
        await self.count(ask)
        self.events.clear()
        self.events.extend(event for event in (await ask(NEWEST))["events"]["nodes"])
        return self.cursor

    async def count(self, ask: Ask) -> None:
        campaigns: list[Data] = []
        page: Data = {"endCursor": None, "hasNextPage": True}
        while page["hasNextPage"]:
            found = (await ask(_counts(page["endCursor"])))["campaigns"]
            campaigns, page = campaigns + found["nodes"], found["pageInfo"]
        self.members = _members(campaigns)

    def apply(self, message: Data) -> bool:
        """True when somebody's counts may have changed."""
        self.cursor = message["cursor"]
        events = message.get("events", [])
        known = {event["id"] for event in self.events}
        self.events.extend(event for event in events if event["id"] not in known)
        return any(event["__typename"] != "ActionChanged" for event in events)

    def as_json(self) -> Data:
        rows = [{"name": row.name, "email": row.email, "by_status": row.by_status} for row in self.members]
        return {"workspace": self.workspace, "cursor": self.cursor, "members": rows, "events": list(self.events)}


def sentence(event: Mapping[str, Any]) -> str:
    """What happened, to whom, in one line."""
    match event["__typename"]:
        case "StatusChanged":
            what = f"{event['fromStatus'] or 'NEW'} → {event['toStatus']}"
        case "ActionChanged":
            what = f"{event['action']['kind'] if event['action'] else 'ACTION'} {event['state']}"
        case _:
            what = event["kind"]
    assignment = event["assignment"]
    return f"{what}  {assignment['contact']['fullName']}" if assignment else what


def _counts(after: str | None) -> str:
    place = "" if after is None else f', after: "{after}"'
    return f"""{{ campaigns(first: {PAGE}{place}) {{ pageInfo {{ hasNextPage endCursor }} nodes {{ breakdown {{
      member {{ user {{ firstName lastName email }} }} byStatus {{ status count }} }} }} }} }}"""


def _members(campaigns: list[Data]) -> list[MemberRow]:
    totals: dict[tuple[str, str | None], Counter[str]] = {}
    for row in (row for campaign in campaigns for row in campaign["breakdown"]):
        counts = totals.setdefault(_who(row["member"]), Counter())
        counts.update({found["status"]: found["count"] for found in row["byStatus"]})
    ordered = sorted(totals.items(), key=lambda pair: (pair[0][1] is None, pair[0][0]))
    return [
        MemberRow(name, email, {status: counts[status] for status in STATUSES}) for (name, email), counts in ordered
    ]


def _who(member: Data | None) -> tuple[str, str | None]:
    if member is None:
        return "(nobody)", None
    user = member["user"]
    return f"{user['firstName']} {user['lastName']}".strip() or user["email"], user["email"]
