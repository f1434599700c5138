"""The page as the documentation of Strawberry and of Tortoise has it: plain types, and rows with what they lead to prefetched."""

import sys
from contextlib import asynccontextmanager
from typing import Any

import strawberry
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route
from strawberry.asgi import GraphQL

import models
from app.database import close_database, open_database
from models import AssignmentStatus


@strawberry.type
class User:
    first_name: str
    last_name: str


@strawberry.type
class Member:
    id: strawberry.ID
    user: User


@strawberry.type
class Contact:
    id: strawberry.ID
    first_name: str
    last_name: str
    company: str | None
    title: str | None


@strawberry.type
class Assignment:
    id: strawberry.ID
    status: AssignmentStatus
    version: int
    contact: Contact
    member: Member | None


@strawberry.type
class Query:
    @strawberry.field
    async def assignments(self, workspace: strawberry.ID, campaign: strawberry.ID, first: int) -> list[Assignment]:
        chosen = models.Assignment.filter(workspace_id=workspace, campaign_id=campaign)
        rows = await chosen.order_by("-updated_at", "-id").limit(first).prefetch_related("contact", "member__user")
        return [_assignment(row) for row in rows]


def _assignment(row: models.Assignment) -> Assignment:
    """A row of Tortoise's is awaitable, and the executor would wait for it."""
    contact = row.contact
    return Assignment(
        id=strawberry.ID(str(row.id)),
        status=row.status,
        version=row.version,
        contact=Contact(
            id=strawberry.ID(str(contact.id)),
            first_name=contact.first_name,
            last_name=contact.last_name,
            company=contact.company,
            title=contact.title,
        ),
        member=None if row.member is None else _member(row.member),
    )


def _member(row: models.Member) -> Member:
    user = User(first_name=row.user.first_name, last_name=row.user.last_name)
    return Member(id=strawberry.ID(str(row.id)), user=user)


def application(url: str) -> Starlette:
    @asynccontextmanager
    async def lifespan(_: Starlette) -> Any:
        await open_database(url)
        yield
        await close_database()

    served: GraphQL[Any, Any] = GraphQL(strawberry.Schema(query=Query))
    return Starlette(routes=[Route("/graphql", served)], lifespan=lifespan)


if __name__ == "__main__":
    uvicorn.run(application(sys.argv[1]), port=int(sys.argv[2]), access_log=False, log_level="warning")
