"""An installation set up as the guides say: migrate, serve, workspace, people, tokens, and an account by the guide's SQL."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.journey import guide, plain_sql
from tests.journey.product_process import ERRORS, ProductProcess, wait_until
from tests.sandbox_process import SandboxProcess

TEAM, OTHERS = "Example Team", "Other Team"
DUX_USER_ID = "100000000000000000777"
KEY = "invented-key-of-the-guides-walk-9f3a"
LONG_DAYS = [{"weekday": day, "opens": "08:00", "closes": "20:00"} for day in range(7)]
# Made so that everything the walk needs comes within seconds: accepted is told by hand, and a reply ends it.
STEPS = [
    {"kind": "VISIT"},
    {"kind": "CONNECT", "template": "Hello {{ first_name }}."},
    {"kind": "MESSAGE", "delayDays": 3, "template": "Thank you."},
]


@dataclass
class Installation:
    """Two workspaces; the account belongs to the first, whose owner, and a member without an account, are known by name."""

    product: ProductProcess
    remote: SandboxProcess
    database_url: str
    members: dict[str, dict[str, Any]] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    start_with: Callable[[], object] | None = None

    def set_up(self) -> None:
        run = self.product.answer
        assert run("migrate")["applied"] != []
        (self.start_with or self._serve)()
        self.team = run("workspace", "create", TEAM, "--owner", "ada@example.com")["id"]
        for email in (guide.EMAIL, "robin@example.com"):
            self.members[email] = run("member", "add", email, "--role", "member")
        self.tokens["ada"] = self.product.token = self._token(TEAM, "ada@example.com")
        self.remote.account(DUX_USER_ID, KEY)  # what is adopted is verified at once, and a refusal would pause it
        self.insert_by_sql()
        self.account = self.await_adoption()
        self._seat()
        run("workspace", "create", OTHERS, "--owner", "olu@example.org")
        self.tokens["olu"] = self._token(OTHERS, "olu@example.org")
        self._open_long()

    def insert_by_sql(self) -> None:
        """Into the table of the running product."""
        plain_sql.execute(self.database_url, guide.filled_in(guide.INSERT, dux_user_id=DUX_USER_ID, dux_api_key=KEY))

    def await_adoption(self) -> dict[str, Any]:
        query = "{ accounts(first: 10) { nodes { id duxSoupUserId hasKey keyLastFour member { user { email } } } } }"

        def adopted() -> dict[str, Any] | None:
            nodes: list[dict[str, Any]] = self.product.ask(query)["accounts"]["nodes"]
            return next((node for node in nodes if node["hasKey"]), None)

        return wait_until(adopted, "the account was not adopted")

    def campaign(self, name: str, **values: Any) -> str:
        query = f"mutation($input: CreateCampaignInput!) {{ createCampaign(input: $input) {{ campaign {{ id }} {ERRORS} }} }}"
        given = {"name": name, "sequenceKind": "CUSTOM", "steps": STEPS, "replyWindowDays": 1} | values
        made: str = self.product.told(query, input=given)["campaign"]["id"]
        return made

    def link(self, campaign_id: str) -> None:
        """The guide's UPDATE."""
        update = guide.filled_in(guide.UPDATE, dux_user_id=DUX_USER_ID, campaign_id=campaign_id)
        plain_sql.execute(self.database_url, update)

    def imported(self, path: Path, rows: list[str], campaign_id: str, *emails: str) -> dict[str, Any]:
        """By the command line, from a CSV file with the guide's column."""
        path.write_text("\n".join(["First Name,Last Name,linkedin_url", *rows]) + "\n", encoding="utf-8")
        shares = [part for email in emails for part in ("--assign-to", email)]
        return self.product.answer("import", path, "--campaign", campaign_id, *shares, "--workspace", TEAM)

    def brought(self, campaign_id: str, email: str, *rows: dict[str, str]) -> dict[str, Any]:
        """By GraphQL."""
        query = f"mutation($input: ImportContactsInput!) {{ importContacts(input: $input) {{ added {ERRORS} }} }}"
        order = {"campaignId": campaign_id, "memberIds": [self.members[email]["id"]], "rows": list(rows)}
        return self.product.told(query, input=order)

    def contacts(self, campaign_id: str) -> dict[str, str]:
        """Ids by first name."""
        query = (
            "query($id: ID!) { campaign(id: $id) { assignments(first: 100) { nodes { contact { id firstName } } } } }"
        )
        nodes = self.product.ask(query, id=campaign_id)["campaign"]["assignments"]["nodes"]
        return {node["contact"]["firstName"]: node["contact"]["id"] for node in nodes}

    def launch(self, campaign_id: str, user_id: str, token: str | None = None) -> Any:
        """The guide's curl call, with a token."""
        return self.product.post(guide.LAUNCH.format(campaign_id=campaign_id), {"user_id": user_id}, token)

    def reported(self, campaign_id: str, contact_id: str, status: str, token: str | None = None) -> Any:
        """The guide's webhook body on the bearer address."""
        return self.product.post(guide.STATUS_UPDATE, guide.status_update(campaign_id, contact_id, status), token)

    def head(self) -> str:
        head: str = self.product.ask("{ workspace { head } }")["workspace"]["head"]
        return head

    def _serve(self) -> None:
        self.product.start("serve")

    def _token(self, workspace: str, email: str, *more: str) -> str:
        token: str = self.product.answer("token", "create", "--email", email, "--workspace", workspace, *more)["token"]
        return token

    def _seat(self) -> None:
        """The sandbox is told where to report, and keeps the product's simulated time."""
        query = f"mutation($id: ID!) {{ rotateWebhookUrl(accountId: $id) {{ webhookUrl {ERRORS} }} }}"
        address = self.product.told(query, id=self.account["id"])["webhookUrl"]
        self.remote.account(DUX_USER_ID, KEY, webhook_url=address)
        [(wall, simulated, day)] = plain_sql.rows(
            self.database_url, "SELECT wall_anchor, simulated_anchor, day_seconds FROM clock"
        )
        self.remote.clock(_moment(simulated).isoformat(), day, _moment(wall).timestamp())

    def _open_long(self) -> None:
        query = (
            f"mutation($input: UpdateAccountInput!) {{ updateAccount(input: $input) {{ account {{ id }} {ERRORS} }} }}"
        )
        self.product.told(query, input={"id": self.account["id"], "workingHours": LONG_DAYS})


def person(name: str, slug: str | None = None) -> dict[str, str]:
    """A row to import; without an address unless a slug is given."""
    address = {"linkedinUrl": f"https://www.linkedin.com/in/{slug}"} if slug else {}
    return {"firstName": name, "lastName": "Example"} | address


def _moment(stored: Any) -> datetime:
    return datetime.fromisoformat(stored) if isinstance(stored, str) else stored
