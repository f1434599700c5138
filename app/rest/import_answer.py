"""What an upload is answered: the import that was made of it, its columns and its first rows."""

from typing import Any
from uuid import UUID

import orjson
from starlette.responses import Response

from engine import import_batch
from models import ImportBatch
from schema.context import Context


async def answer_of(context: Context, batch_id: UUID) -> Response:
    batch = await ImportBatch.get(id=batch_id)
    rows = await import_batch.rows_from(context.ring, batch, 0)
    document: dict[str, Any] = {
        "id": str(batch.id),
        "state": batch.state.value,
        "source": batch.source,
        "total": batch.total,
        "preset": batch.preset.value if batch.preset else None,
        "encoding": batch.encoding,
        "columns": [
            {"name": name, "field": field} for name, field in zip(batch.header or [], batch.mapping or [], strict=True)
        ],
        "preview": [cells or [] for cells in rows[: import_batch.PREVIEW]],
    }
    # Halves of characters, which a broken file may hold, are shown as the sign for what cannot be shown.
    text = orjson.dumps(_shown(document))
    return Response(text, 202, media_type="application/json")


def _shown(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [_shown(one) for one in value]
    return {name: _shown(one) for name, one in value.items()} if isinstance(value, dict) else value
