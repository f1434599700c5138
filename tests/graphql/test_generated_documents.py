"""A few documents of each kind that the schema allows; `make abuse` tries ten thousand."""

from random import Random

from resolvers import pages
from tests.abuse.generated import documents, stumbled

NUMBER = 150


async def test_what_the_schema_allows_is_answered_or_refused_in_words(admin):
    start = Random().randrange(2**32)
    print(f"{NUMBER} documents from {start}")  # noqa: T201 - so that a failure can be replayed
    assert await stumbled(admin, documents(NUMBER, start)) == []


async def test_a_document_that_meets_a_bug_is_found(admin, monkeypatch):
    async def broken(*_: object) -> object:
        raise ZeroDivisionError

    monkeypatch.setattr(pages, "page", broken)
    assert await stumbled(admin, ["{ contacts(first: 1) { nodes { id } } }"])
