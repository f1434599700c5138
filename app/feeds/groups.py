"""The groups of one process: a feed is executed once for all who may see the same, and who comes late joins them."""

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import replace
from functools import partial
from typing import Any

import orjson
from strawberry.schema import BaseSchema
from strawberry.schema.schema import StreamResult
from strawberry.types.execution import ExecutionResult, PreExecutionError

from app.feeds.audience import Audience
from app.feeds.driving import Driving
from app.feeds.frame import Frame
from app.feeds.group import Group
from app.feeds.joining import Joining
from app.feeds.subscriber import Subscriber
from events.course import Course
from events.cursor import Place
from events.walk import Begin, ResetReason
from schema.context import Context
from schema.trusted import TrustedDocuments

LOOK_SECONDS = 3.0
ALONE_SECONDS = 10.0
_log = logging.getLogger("chaknal.feeds")


class Groups:
    """By it a socket runs its operations, as by a schema."""

    def __init__(self, schema: BaseSchema) -> None:
        self._schema = schema
        self._groups: dict[Audience, Group] = {}
        self._driving: dict[Group, asyncio.Task[None]] = {}
        self._failed_at: dict[Audience, float] = {}

    async def stream(self, query: str | None, *, context_value: Context, **asked: Any) -> StreamResult:
        """A feed's answers are its own up to where others are, then the frames made for all, and its own again when it must."""
        return self._answers(query, context_value, asked)

    async def _answers(self, query: str | None, context: Context, asked: dict[str, Any]) -> AsyncGenerator[Any, None]:
        course: Course = self._joining(context, None, asked)
        while True:
            source = await self._schema.stream(query, context_value=replace(context, course=course), **asked)
            try:
                async with aclosing(source):
                    async for result in source:
                        yield result
                        if _failed(result):
                            return  # the next cursor would lie beyond what was not shown
                if not (isinstance(course, Joining) and course.joined and course.group):
                    return
                async with aclosing(_frames(course.group, course.subscriber)) as frames:
                    async for frame in frames:
                        yield frame
            finally:
                await self._leave(course)
            context = replace(context, budget=None)  # counted when it was opened
            slow = course.group.outran(course.subscriber)
            course = self._joining(context, ResetReason.SLOW_CONSUMER if slow else course.subscriber.place, asked)

    def _joining(self, context: Context, begin: Begin, asked: dict[str, Any]) -> Course:
        if context.viewer is None:
            return Course(begin)
        return Joining(context.viewer, self._groups.get, partial(self._make, context, asked), begin)

    def _make(self, context: Context, asked: dict[str, Any], audience: Audience, place: Place) -> Group | None:
        """Null for a while after one has failed: whoever goes on alone learns why, and what fails at once is not tried in a circle."""
        now = context.clock.monotonic()
        self._failed_at = {one: at for one, at in self._failed_at.items() if now - at < ALONE_SECONDS}
        if audience in self._failed_at:
            return None
        group = Group(audience, place)
        course = Driving(group, partial(self._look_in_silence, context))
        # Its document was one that its founder may have run; nobody in particular could show that once more.
        documents = TrustedDocuments()
        as_many = replace(
            context, viewer=audience.viewer, course=course, documents=documents, connection_params=None, budget=None
        )
        self._groups[audience] = group
        self._driving[group] = asyncio.create_task(self._drive(group, as_many, asked))
        return group

    async def _drive(self, group: Group, context: Context, asked: dict[str, Any]) -> None:
        try:
            source = await self._schema.stream(group.audience.text, context_value=context, **asked)
            async with aclosing(source):
                async for result in source:
                    if _failed(result):
                        return  # of it everybody learns alone, from where they stood before it
                    payload = _encoded(result)
                    await self._look(context, group)
                    await group.publish(Frame(payload, context.course.told or group.walked))
        except Exception:  # noqa: BLE001 - whatever it was, everybody goes on alone
            _log.exception("feeds.group_failed")
        finally:
            if not group.empty:
                self._failed_at[group.audience] = context.clock.monotonic()
            self._forget(group)
            group.end()

    async def _look_in_silence(self, context: Context, group: Group) -> None:
        if context.clock.monotonic() - group.looked_at >= LOOK_SECONDS:
            await self._look(context, group)

    async def _look(self, context: Context, group: Group) -> None:
        """Nothing is shown on access that has ended or changed."""
        group.looked_at = context.clock.monotonic()
        viewers = group.viewers  # who joins meanwhile was let in meanwhile
        if lost := viewers - await context.access.holding(viewers):
            group.lose(lost)

    async def _leave(self, course: Course) -> None:
        """The last one ends it."""
        if not isinstance(course, Joining) or course.group is None:
            return
        course.leave()
        group = course.group
        if group.empty and (driving := self._driving.pop(group, None)):
            self._forget(group)
            driving.cancel()
            await asyncio.wait([driving])

    def _forget(self, group: Group) -> None:
        """Whoever comes now makes another one."""
        if self._groups.get(group.audience) is group:
            del self._groups[group.audience]


async def _frames(group: Group, subscriber: Subscriber) -> AsyncGenerator[Subscriber | Frame, None]:
    """For as long as it can be shown with the others what they are shown. It comes first itself, so that it can be given a way in
    which it is offered what it waits for.
    """
    yield subscriber
    while not (subscriber.lost or group.over or group.outran(subscriber)):
        frame = group.take(subscriber)
        if frame is None:
            await subscriber.rest()
        else:
            yield frame


def _failed(result: object) -> bool:
    """Nothing of it is shown, its cursor neither."""
    return isinstance(result, ExecutionResult) and result.data is None and bool(result.errors)


def _encoded(result: object) -> bytes:
    """The payload of a `next` message. Raises TypeError for what was never run: of its founder it was."""
    if not isinstance(result, ExecutionResult) or isinstance(result, PreExecutionError):
        raise TypeError(type(result).__name__)
    payload: dict[str, Any] = {"data": result.data}
    if result.errors:
        payload["errors"] = [error.formatted for error in result.errors]
    if result.extensions:
        payload["extensions"] = result.extensions
    return orjson.dumps(payload)
