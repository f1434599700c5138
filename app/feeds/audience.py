"""Who may share one execution of a feed: the same question, of the same workspace, with the same rights."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson

from app.feeds.form import form_of
from auth.viewer import Viewer
from models import Role, Scope
from schema.executor import Operation

_NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Audience:
    """Everything that an answer may depend on but the place in the log from which it begins. Whoever has another role, or a token
    that may more or less, is another audience, and so is another workspace.
    """

    workspace_id: UUID
    role: Role
    scopes: frozenset[Scope] | None
    text: str
    name: str | None
    variables: str

    @property
    def viewer(self) -> Viewer:
        """As whom the answer is made: nobody in particular, so that nothing in it can be for one person."""
        return Viewer(_NOBODY, _NOBODY, self.workspace_id, self.role, self.scopes)


def audience_of(operation: Operation, viewer: Viewer) -> Audience | None:
    """None for what cannot be shared: an answer that is about the one who asks, or a cursor that is more than where to begin."""
    form = form_of(operation.text, operation.name)
    if form is None:
        return None
    variables = {name: value for name, value in operation.variables.items() if name != form.after}
    return Audience(
        viewer.workspace_id, viewer.role, viewer.scopes, operation.text, operation.name, _canonical(variables)
    )


def _canonical(variables: Mapping[str, Any]) -> str:
    """Not the bytes: they keep the four kilobytes into which they were written."""
    return orjson.dumps(variables, option=orjson.OPT_SORT_KEYS).decode()
