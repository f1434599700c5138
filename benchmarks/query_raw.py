"""The page by bare means: Starlette, asyncpg, orjson, and one statement that joins all of it."""

import sys
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import orjson
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

_PAGE = """
SELECT a.id::text AS id, a.status, a.version, a.contact_id::text AS contact_id, c.first_name AS c_first, c.last_name AS c_last, c.company, c.title,
 a.member_id::text AS member_id, u.first_name AS u_first, u.last_name AS u_last
FROM assignment a JOIN contact c ON c.id = a.contact_id LEFT JOIN member m ON m.id = a.member_id
 LEFT JOIN "user" u ON u.id = m.user_id
WHERE a.workspace_id = $1 AND a.campaign_id = $2 ORDER BY a.updated_at DESC, a.id DESC LIMIT $3"""


def application(url: str) -> Starlette:
    @asynccontextmanager
    async def lifespan(app: Starlette) -> Any:
        async with asyncpg.create_pool(url, min_size=1, max_size=16) as app.state.pool:
            yield

    return Starlette(routes=[Route("/graphql", page, methods=["POST"])], lifespan=lifespan)


async def page(request: Request) -> Response:
    asked = orjson.loads(await request.body())["variables"]
    wanted = (asked["workspace"], asked["campaign"], asked["first"])
    rows = await request.app.state.pool.fetch(_PAGE, *wanted)
    answer = {"data": {"assignments": [_row(row) for row in rows]}}
    return Response(orjson.dumps(answer), media_type="application/json")


def _row(row: Any) -> dict[str, Any]:
    return {
        "id": row["id"],
        "status": row["status"].upper(),
        "version": row["version"],
        "contact": {
            "id": row["contact_id"],
            "firstName": row["c_first"],
            "lastName": row["c_last"],
            "company": row["company"],
            "title": row["title"],
        },
        "member": row["member_id"]
        and {"id": row["member_id"], "user": {"firstName": row["u_first"], "lastName": row["u_last"]}},
    }


if __name__ == "__main__":
    uvicorn.run(application(sys.argv[1]), port=int(sys.argv[2]), access_log=False, log_level="warning")
