"""Every knob by name, with its default and its bounds: for all accounts, or for one of them."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool

Rate = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=-1)]  # how many times; -1 is always
Span = tuple[float, float]
Time = Annotated[str, Field(pattern=r"^([01]\d|2[0-4]):[0-5]\d$")]
Week = dict[Literal["0", "1", "2", "3", "4", "5", "6"], list[tuple[Time, Time]]]
Hours = Literal["settings", "always"] | tuple[Time, Time] | Week
DuplicateField = Literal["command", "profile", "text", "campaignid", "runafter"]
AcceptanceSignal = Literal["tag", "degree", "invitation_accept_message", "message"]
Exclusions = Literal["limits", "empty"] | dict[Literal["commands", "campaigns"], list[str]]

DURATIONS: dict[str, Span] = {
    "visit": (15, 40),
    "connect": (25, 75),
    "message": (40, 100),
    "inmail": (40, 100),
    "follow": (15, 40),
    "endorse": (20, 60),
    "enroll": (15, 40),
}


class Execution(BaseModel):
    """What the extension in the browser does with its queue."""

    online: bool = True
    remote_control: bool | None = None  # none: as the account's settings say; so for the caps below
    planner_hours: Hours = "settings"
    daily_visits: int | None = None
    daily_invitations: int | None = None
    daily_messages: int | None = None
    weekly_invitations: int | None = 100
    duration_seconds: Span | dict[str, Span] = DURATIONS
    gap_seconds: Span = (1, 5)
    failure_rate: Rate = 0
    fail_next: Count = 0
    failures_are_told: bool = True
    skip_rate: Rate = 0
    skip_next: Count = 0
    max_attempts: Annotated[int, Field(ge=1, le=9)] = 1
    retry_after_minutes: float = 5
    ready: bool = True
    ready_interval_minutes: Span = (10, 36)
    ready_double_rate: Rate = 0.5
    ready_exclusions: Exclusions = "limits"
    data_reset_literal: str = "dataReset"


class Outcomes(BaseModel):
    """What the invented people do."""

    degree: Literal[1, 2, 3] = 2
    acceptance_probability: Rate = 0.6
    acceptance_delay_hours: Span = (2, 72)
    reply_probability: Rate = 0.4
    reply_delay_hours: Span = (1, 48)


class Hooks(BaseModel):
    """What webhooks say, and what becomes of them on their way."""

    acceptance_signals: frozenset[AcceptanceSignal] = frozenset({"tag", "degree"})
    system_tags: bool = True
    note_appears_as_sent: bool = True
    visit_with_every_command: bool = True
    visit_update_rate: Rate = 0.7
    degree_style: Literal["1", "1st"] = "1"
    action_webhooks: bool = True
    rccommand_id: Literal["messageid", "other"] = "messageid"
    echo_campaignid: bool = True
    command_details: bool = False
    bridge: bool | None = None
    bridge_interval_minutes: float | None = None
    webhook_lag_seconds: Span = (0.43, 0.92)
    webhook_delay_seconds: Span = (0, 0)
    webhook_shuffle: StrictBool | float = 0.0  # up to so many seconds later, each by its own draw; true is 30
    webhook_duplicate_rate: Rate = 0
    webhook_drop_rate: Rate = 0
    webhook_drop_next: Count = 0
    webhook_retries: bool = False
    webhook_source: Literal["cloud", "browser"] = "cloud"
    webhook_connections: Annotated[int, Field(ge=1, le=64)] = 4
    webhook_timeout_seconds: Annotated[float, Field(gt=0, le=60)] = 10


class Protocol(BaseModel):
    """How the remote API answers."""

    strict_signature: bool = True
    strict_targeturl: bool = True
    timestamp_window: float | None = 300
    licensed: bool = True
    status_codes: dict[str, int] = {}
    duplicate_key: frozenset[DuplicateField] = frozenset({"command", "profile"})
    duplicate_mode: Literal["same_id", "no_id", "error", "accepted"] = "same_id"
    running_counts_as_queued: bool = False
    items_shape: Literal["array", "items"] = "array"
    inmail_subject_field: Literal["messagesubject", "subject", "either"] = "either"
    tags_field: str = "tags"
    empty_bodies: bool = False
    profile_fields: bool = True
    latency_seconds: Span = (0, 0)


class Faults(BaseModel):
    """Faults of the remote API: so many times by name, or at a seeded rate."""

    respond_400: Count = 0
    respond_401: Count = 0
    respond_402: Count = 0
    respond_403: Count = 0
    respond_404: Count = 0
    respond_429: Count = 0
    respond_500: Count = 0
    respond_502: Count = 0
    respond_503: Count = 0
    drop_requests: Count = 0
    timeouts: Count = 0
    refuse_silently: Count = 0
    drop_answers: Count = 0
    timeouts_after_taking: Count = 0
    fail_after_taking: Count = 0
    bad_json: Count = 0
    without_messageid: Count = 0
    oversized: Count = 0
    fault_rates: dict[str, Rate] = {}
    fault_endpoints: frozenset[str] = frozenset({"queue"})
    retry_after_seconds: int | None = 5
    timeout_seconds: float = 60


class Knobs(Execution, Outcomes, Hooks, Protocol, Faults):
    """All of them together; an unknown name is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)
