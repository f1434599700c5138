"""Who asks how a text would read for one person, before anything is saved."""

from typing import Annotated
from uuid import UUID

import strawberry
from strawberry import UNSET

import models
from engine import template as templates
from engine.sender import account_for
from engine.template import Fields, TemplateProblem
from models import DuxSoupAccount, StepKind
from models.errors import NotFound
from resolvers.command import as_id
from resolvers.permissions import reader
from schema.context import Context
from schema.types.message_preview import MOST_NAMES, MessagePreview

Info = strawberry.Info[Context, None]
_ANY_SUBJECT = "-"


async def message_preview(
    info: Info,
    campaign_id: Annotated[
        strawberry.ID, strawberry.argument(description="For campaign.name, and for the account that would send.")
    ],
    contact_id: Annotated[strawberry.ID, strawberry.argument(description="For whom it is rendered.")],
    kind: Annotated[StepKind, strawberry.argument(description="By it the text may be longer or shorter.")],
    template: Annotated[str, strawberry.argument(description="Liquid, as it would stand in a step.")],
    member_id: Annotated[
        strawberry.ID | None, strawberry.argument(description="Whose account would send; left out: the viewer's.")
    ] = UNSET,
) -> MessagePreview:
    viewer = reader(info.context.viewer)
    campaign = await _campaign(viewer.workspace_id, campaign_id)
    contact = await _contact(viewer.workspace_id, contact_id)
    account = await account_for(campaign, as_id(member_id, "memberId") if member_id else viewer.member_id)
    return _preview(template, kind, account, contact, campaign)


async def _campaign(workspace_id: UUID, text: str) -> models.Campaign:
    found = await models.Campaign.own(workspace_id, as_id(text, "campaignId"))
    if found is None:
        raise NotFound(text, path=["campaignId"])
    return found


async def _contact(workspace_id: UUID, text: str) -> models.Contact:
    found = await models.Contact.own(workspace_id, as_id(text, "contactId"))
    if found is None:
        raise NotFound(text, path=["contactId"])
    return found


def _preview(
    text: str, kind: StepKind, account: DuxSoupAccount | None, contact: models.Contact, campaign: models.Campaign
) -> MessagePreview:
    """An account that is not there yet leaves the sender's names missing, and counts as free."""
    sender = account or DuxSoupAccount(first_name="", last_name="", email="")
    fields, paid = templates.fields_of(contact, sender, campaign), sender.paid_linkedin
    missing = _missing(text, fields)
    rendered, problem = _rendered(text, fields, kind, paid)
    characters = templates.utf16_length(rendered) if rendered is not None else 0
    limit = templates.longest(kind, paid)
    return MessagePreview(text=rendered, characters=characters, limit=limit, missing=missing, problem=problem)


def _rendered(text: str, fields: Fields, kind: StepKind, paid: bool | None) -> tuple[str | None, str | None]:
    """A text that is too long is shown all the same, so that one sees what to cut."""
    rendered = None
    try:
        templates.check_template(text)
        rendered = templates.render(text, fields) or None
        templates.check_text(kind, rendered, _ANY_SUBJECT if kind is StepKind.INMAIL else None, paid)
    except TemplateProblem as problem:
        return rendered, problem.message
    return rendered, None


def _missing(text: str, fields: Fields) -> list[str]:
    """Every name that is missing: each is filled in for a trial, and the next one shows."""
    trial, names = {**fields, "custom": _copy(fields, "custom"), "sender": _copy(fields, "sender")}, list[str]()
    while len(names) < MOST_NAMES:
        try:
            templates.render(text, trial)
        except TemplateProblem as problem:
            if problem.name is None or problem.name in names:
                break
            names.append(problem.name)
            _fill(trial, problem.name)
        else:
            break
    return names


def _copy(fields: Fields, name: str) -> dict[str, object]:
    inner = fields.get(name)
    return dict(inner) if isinstance(inner, dict) else {}


def _fill(trial: Fields, name: str) -> None:
    outer, _, inner = name.partition(".")
    place = trial.get(outer)
    if inner and isinstance(place, dict):
        place[inner] = name
    else:
        trial[outer] = name
