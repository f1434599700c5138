"""No page of another site makes a signed-in browser do anything, and nobody is signed in by one either."""

from urllib.parse import urlencode

import orjson
import pytest
from httpx import AsyncClient

from app.session_cookie import HEADER
from models import Campaign, Role, Session
from tests import factories
from tests.graphql.browser import ME, SIGN_IN, Browser
from tests.graphql.conftest import parts_of, served

EMAIL = "ada@example.com"
CREATE = 'mutation { createCampaign(input: {name: "Theirs", sequenceKind: CONNECTION}) { errors { __typename } } }'
BODY = orjson.dumps({"query": CREATE})
MULTIPART = (
    b'--b\r\nContent-Disposition: form-data; name="operations"\r\n\r\n' + BODY + b"\r\n"
    b'--b\r\nContent-Disposition: form-data; name="map"\r\n\r\n{}\r\n--b--\r\n'
)
# What a page can have a browser send to another site without asking it first: no header of its own, three types or none.
FORMS = {
    "a link": ("GET", f"?{urlencode({'query': CREATE})}", None, b""),
    "a link with a hash": ("GET", f"?{urlencode({'extensions': '{}', 'query': CREATE})}", None, b""),
    "a probe": ("HEAD", f"?{urlencode({'query': CREATE})}", None, b""),
    "text": ("POST", "", "text/plain", BODY),
    "text with parameters": ("POST", "", "text/plain; charset=utf-8; x=application/json", BODY),
    "two types": ("POST", "", "text/plain, application/json", BODY),
    "a form": ("POST", "", "application/x-www-form-urlencoded", urlencode({"query": CREATE}).encode()),
    "a form with files": ("POST", "", "multipart/form-data; boundary=b", MULTIPART),
    "no type": ("POST", "", None, BODY),
    "an empty type": ("POST", "", "", BODY),
    "a query beside an empty body": ("POST", f"?{urlencode({'query': CREATE})}", "text/plain", b""),
}


@pytest.fixture
async def browser(client: AsyncClient, workspace) -> Browser:
    await factories.person(workspace, Role.ADMIN, email=EMAIL)
    made = Browser(client)
    await made.sign_in(EMAIL)
    return made


async def sent(browser: Browser, form: str, **more: str) -> int:
    method, query, kind, body = FORMS[form]
    headers = ({} if kind is None else {"content-type": kind}) | more
    return (await browser.client.request(method, f"/graphql/{query}", content=body, headers=headers)).status_code


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("more", [{}, {HEADER: "1"}], ids=["as it comes", "had it our header"])
async def test_a_form_that_needs_no_permission_to_be_sent_does_nothing(browser, form, more):
    assert await sent(browser, form, **more) in {400, 405}
    assert await Campaign.all().count() == 0


async def test_a_cookie_without_our_header_is_nobodys(browser):
    assert (await browser.post(ME, headers={})).status_code == 401
    assert (await browser.post(CREATE, headers={})).status_code == 401
    assert (await browser.post(ME)).status_code == 200
    assert await Campaign.all().count() == 0


async def test_where_queries_go_by_get_a_cookie_needs_our_header_all_the_same(browser, units, clock, ring, parts):
    async with served(parts_of(units, clock, ring, parts.duxsoup, graphql_get=True)) as client:
        client.cookies = browser.client.cookies
        for headers, status in (({}, 401), ({HEADER: "1"}, 200), ({HEADER: "1", "sec-fetch-site": "cross-site"}, 401)):
            assert (await client.get("/graphql/", params={"query": ME}, headers=headers)).status_code == status
        changing = await client.get("/graphql/", params={"query": CREATE}, headers={HEADER: "1"})
        assert changing.status_code == 405
    assert await Campaign.all().count() == 0


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
async def test_a_cookie_from_a_page_of_elsewhere_is_nobodys_whatever_headers_it_has(browser, site):
    assert (await browser.post(ME, headers={HEADER: "1", "sec-fetch-site": site})).status_code == 401
    assert (await browser.post(ME, headers={HEADER: "1", "sec-fetch-site": "same-origin"})).status_code == 200


@pytest.mark.parametrize("headers", [{}, {HEADER: ""}, {HEADER: "1", "sec-fetch-site": "cross-site"}], ids=str)
async def test_nobody_is_signed_in_by_another_site(client, workspace, headers):
    await factories.person(workspace, email=EMAIL)
    given = {"email": EMAIL, "password": factories.PASSWORD}
    answer = await Browser(client).post(SIGN_IN, headers=headers, input=given)
    assert (answer.status_code, "set-cookie" in answer.headers) == (401, False)
    assert await Session.all().count() == 0


async def test_a_browser_that_asks_whether_another_site_may_is_told_nothing_that_allows_it(browser):
    asked = {"origin": "https://evil.example", "access-control-request-method": "POST"}
    answer = await browser.client.options("/graphql/", headers={**asked, "access-control-request-headers": HEADER})
    assert answer.status_code == 405
    assert not [name for name in answer.headers if name.startswith("access-control")]
