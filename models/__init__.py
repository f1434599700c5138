"""What is, and may this change happen, one file a noun?"""

from models.account import DuxSoupAccount
from models.action import Action, ActionState, LearnedBy
from models.api_token import ApiToken, Scope
from models.assignment import Assignment
from models.campaign import Campaign, CampaignState, SequenceKind
from models.clock import ClockRow
from models.contact import Contact, ContactIdentity, IdentityKind
from models.erasure import Erasure
from models.event import Actor, Event, EventKind, NewEvent
from models.facts import AssignmentStatus, Fact, Facts
from models.health import AccountHealth
from models.hearing import HearingRow
from models.idempotency_key import IdempotencyKey
from models.import_batch import ImportBatch, ImportChunk, ImportPreset, ImportRow, ImportState
from models.limit_hold import HoldCause, LimitHold
from models.manual_act import ManualAct
from models.member import Member, Role
from models.message import Message, MessageDirection
from models.missed import MissedRow
from models.parting import Parting
from models.password_link import PasswordLink
from models.receipt import Dialect, Receipt, Verdict
from models.session import Session
from models.sign_in_attempt import SignInAttempt
from models.socket_ticket import SocketTicket
from models.step import NoteFallback, SequenceVersion, Step, StepKind
from models.suppression import Suppression, SuppressionHash, SuppressionScope
from models.unit import Clock, Unit, Units
from models.user import User
from models.workspace import Workspace

__all__ = [
    "AccountHealth", "Action", "ActionState", "Actor", "ApiToken", "Assignment", "AssignmentStatus", "Campaign",
    "CampaignState", "Clock", "ClockRow", "Contact", "ContactIdentity", "Dialect", "DuxSoupAccount", "Erasure", "Event",
    "EventKind", "Fact", "Facts", "HearingRow", "HoldCause", "IdempotencyKey", "IdentityKind", "ImportBatch", "ImportChunk",
    "ImportPreset", "ImportRow", "ImportState", "LearnedBy", "LimitHold", "ManualAct", "Member", "Message",
    "MessageDirection", "MissedRow", "NewEvent", "NoteFallback", "Parting", "PasswordLink", "Receipt", "Role", "Scope",
    "SequenceKind", "SequenceVersion", "Session", "SignInAttempt", "SocketTicket", "Step", "StepKind", "Suppression",
    "SuppressionHash", "SuppressionScope", "Unit", "Units", "User", "Verdict", "Workspace",
]  # fmt: skip

MODULES = ["models"]

# Read by Aerich through aerich.toml; it works offline, so nothing is ever opened here.
TORTOISE_ORM = {
    "connections": {"default": "sqlite://:memory:"},
    "apps": {"models": {"models": ["models", "aerich.models"], "default_connection": "default"}},
}
