"""The page at /: what runs where, and what to try."""

from html import escape
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from app.documentation import served
from app.parts import Parts

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Chaknal</title>
<style>
  body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 3rem auto; padding: 0 1rem; color: #1c2430 }}
  code, pre {{ font: 14px/1.45 ui-monospace, monospace; background: #f2f4f7; border-radius: 4px }}
  code {{ padding: .1em .3em }} pre {{ padding: .8em 1em; overflow-x: auto }}
  dt {{ font-weight: 600 }} dd {{ margin: 0 0 .6rem }}
  @media (prefers-color-scheme: dark) {{ body {{ background: #14181f; color: #dde3ec }} code, pre {{ background: #202733 }} }}
</style>
</head>
<body>
<h1>Chaknal</h1>
<p>Team outreach on LinkedIn through Dux-Soup: contacts are assigned to members, sequences launched, actions sent inside
limits, and what happened comes back by webhook and is seen at once.</p>
<dl>
  <dt>GraphQL</dt><dd><code>{url}/graphql</code>, queries and commands by POST, live feeds over <code>graphql-transport-ws</code></dd>
  <dt>Launch</dt><dd><code>POST {url}/api/campaigns/{{campaign_id}}/launch-sequence</code></dd>
  <dt>Webhooks</dt><dd><code>POST {url}/api/webhooks/dux-status-update</code>, and each account's own secret address below it</dd>
  <dt>Documentation</dt><dd>{documentation}</dd>
  <dt>Health</dt><dd><a href="/healthz">/healthz</a>, <a href="/readyz">/readyz</a></dd>
  <dt>Dux-Soup</dt><dd><code>{duxsoup}</code>{simulated}</dd>
</dl>
<h2>To try</h2>
<p>Programs bring an API token, people sign in. The demo prints both; elsewhere, with the same <code>CHAKNAL_DATABASE_URL</code> and
<code>CHAKNAL_SECRET_KEYS</code> as this process: <code>python -m app token create --email you@example.com</code>, or <code>python -m app member link you@example.com</code> for a link
that sets a password</p>
<pre>python -m app watch --url {url} --token chk_...

curl -X POST "{url}/api/campaigns/CAMPAIGN_ID/launch-sequence" \\
  -H "Authorization: Bearer chk_..." -H "Content-Type: application/json" -d '{{"user_id": "USER_ID"}}'

curl "{url}/graphql" -H "Authorization: Bearer chk_..." -H "Content-Type: application/json" \\
  -d '{{"query": "{{ campaigns(first: 10) {{ nodes {{ name state stats {{ total byStatus {{ status count }} }} }} }} }}"}}'</pre>
<p>LinkedIn's terms forbid automated access. Whoever runs this program carries that risk.</p>
</body>
</html>
"""

_LINK = '<a href="/docs/">/docs</a>'
_UNBUILT = "<code>make docs</code> builds it; it is served from the next start on"


def routes(parts: Parts, documentation: Path = served.FOLDER) -> list[Route]:
    """Its pages are linked where they are served, which is settled when the process begins."""
    linked = bool(served.routes(documentation))

    async def start(_: Request) -> HTMLResponse:
        return HTMLResponse(page(parts, linked=linked))

    return [Route("/", start)]


def page(parts: Parts, *, linked: bool) -> str:
    anchor = parts.clock.anchor
    simulated = "" if anchor.real else f" (simulated time: a day takes {anchor.day_seconds} seconds)"
    settings = parts.settings
    return _PAGE.format(
        url=escape(settings.public_url),
        duxsoup=escape(settings.duxsoup_url),
        simulated=simulated,
        documentation=_LINK if linked else _UNBUILT,
    )
