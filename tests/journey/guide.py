"""What the integration guide prints and a user copies: its SQL, its calls, its sentences, character by character."""

from typing import Any

INSERT = """\
INSERT INTO duxsoup_user (
    dux_soup_user_id,
    dux_soup_auth_key,
    email,
    first_name,
    last_name
) VALUES (
    'your_dux_user_id',
    'your_dux_api_key',
    'user@example.com',
    'John',
    'Doe'
);
"""
UPDATE = """\
UPDATE campaigns_new 
SET dux_user_id = 'your_dux_user_id'
WHERE campaign_id = 'your_campaign_id';
"""  # noqa: W291 - the blank at the end of the line is the guide's own
EMAIL = "user@example.com"
LAUNCH = "/api/campaigns/{campaign_id}/launch-sequence"
STATUS_UPDATE = "/api/webhooks/dux-status-update"
PROFILE_URL = "https://linkedin.com/in/profile"
NOT_CONFIGURED = "DuxSoup user not configured"
NO_URL = "No LinkedIn URL available"
RATE_LIMIT = "Rate limit exceeded"
UPDATE_FAILED = "Failed to update status"


def filled_in(sql: str, **your: str) -> str:
    """Only what the guide calls `your_...` is replaced."""
    for name, value in your.items():
        sql = sql.replace(f"your_{name}", value)
    return sql


def status_update(campaign_id: str, contact_id: str, status: str) -> dict[str, Any]:
    return {"campaign_id": campaign_id, "contact_id": contact_id, "status": status, "profile_url": PROFILE_URL}
