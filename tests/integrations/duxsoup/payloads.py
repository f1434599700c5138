"""The recorded webhooks, and how a test looks into what was read from them."""

import copy
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from integrations.duxsoup.inbound import Reading, read

PAYLOADS = Path(__file__).parents[2] / "webhooks" / "payloads"
USER_ID = "100000000000000000001"
COMMAND = "5b0e7a11-3c9d-a1f2c3d4e5f6"
SLUG = "https://www.linkedin.com/in/robin-example/"
URN = "https://www.linkedin.com/in/ACoAAEXAMPLE01"
VISITED = (
    SLUG,
    "https://www.linkedin.com/sales/lead/ACwAAEXAMPLE01,NAME_SEARCH,aB1c",
    "https://www.linkedin.com/talent/profile/ACwAAEXAMPLE01",
)
ROBIN = {
    "first_name": "Robin",
    "last_name": "Example",
    "title": "Head of Ops",
    "company": "Example Freight BV",
    "company_linkedin_url": "https://www.linkedin.com/company/123456/",
    "location": "Utrecht, Netherlands",
    "industry": "Logistics",
}


def recorded(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((PAYLOADS / f"{name}.json").read_bytes())
    return found


def reading(name: str) -> Reading:
    return read((PAYLOADS / f"{name}.json").read_bytes())


def changed(name: str, /, **data: Any) -> Reading:
    """The recorded body with other values in its data; None takes a field out."""
    body = copy.deepcopy(recorded(name))
    body["data"] = {key: value for key, value in (body["data"] | data).items() if value is not None}
    return read(json.dumps(body).encode())


def only(found: Reading, kind: type[Any]) -> Any:
    [finding] = [finding for finding in found.findings if isinstance(finding, kind)]
    return finding


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]  # the parts of a time, in their order
