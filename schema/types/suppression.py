"""Whom nobody of the workspace may approach."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import strawberry

from models import SuppressionScope
from models.sql import as_time
from schema.types.node import Node


@strawberry.type
class Suppression(Node):
    scope: SuppressionScope
    label: str
    reason: str
    created_at: datetime

    @classmethod
    def of(cls, row: Mapping[str, Any], label: str) -> "Suppression":
        return cls(
            id=strawberry.ID(str(row["id"])),
            scope=SuppressionScope(row["scope"]),
            label=label,
            reason=row["reason"],
            created_at=as_time(row["created_at"]),  # type: ignore[arg-type]  # the column is not null
        )
