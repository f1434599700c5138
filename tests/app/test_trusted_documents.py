"""A list of trusted documents that cannot be kept to is refused at the start, by file and entry."""

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from app import trusted_documents
from app.parts import ServingRefused
from app.presence import present
from app.serving import serve
from app.settings import Settings
from schema.limits import MAX_ALIASES, MAX_DEPTH, MAX_DIRECTIVES
from schema.root import api
from tests.databases import Database
from tests.faults.town import SECRET_KEYS
from tests.graphql.trusted_list import hash_of, written

ME = "query Me { viewer { role } }"
SHA1 = "93fb9b1a4a9ae7d1c1ab2a6a25e0dfb2b2e7e2ac"


def taken(path: Path | None, **settings: Any) -> Any:
    chosen = Settings(trusted_documents=path, **settings)
    return trusted_documents.trusted_documents(chosen, api(introspection=chosen.introspection))


def test_it_is_taken_as_the_client_preset_writes_it_with_and_without_the_algorithm(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    for name in (f"sha256:{hash_of(ME)}", hash_of(ME)):
        path.write_text(json.dumps({name: ME}))
        assert taken(path).texts == {hash_of(ME): ME}
        assert (taken(path).closed, taken(path, graphql="open").closed) == (True, False)


def test_without_a_list_or_with_an_empty_one_there_is_nothing_to_keep_to(tmp_path: Path) -> None:
    for path in (None, written(tmp_path / "list.json")):
        assert (taken(path).texts, taken(path).closed) == ({}, False)


def test_the_list_that_the_pages_were_built_with_is_kept_to_unless_another_is_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = written(tmp_path / "shipped.json", ME)
    monkeypatch.setattr(trusted_documents, "SHIPPED", shipped)
    assert (taken(None).closed, list(taken(None).texts)) == (True, [hash_of(ME)])
    assert list(taken(written(tmp_path / "other.json", "{ viewer { role } }")).texts) == [
        hash_of("{ viewer { role } }")
    ]


def one(text: object, name: str | None = None) -> str:
    return json.dumps({hash_of(ME): ME, name or f"sha256:{hash_of(str(text))}": text})


FILES = [
    ("", "are no JSON"),
    ("{", "are no JSON"),
    ("[]", "no object"),
    ("null", "no object"),
    (" " * (4 * 1024 * 1024 + 1), "more than 4 MiB"),
]
ENTRIES = [
    (5, "x", "not named by a SHA-256"),
    (5, None, "it is no text"),
    (None, hash_of("x"), "it is no text"),
    (ME, SHA1, "not named by a SHA-256 (hashAlgorithm: 'sha256' in the client preset)"),
    (ME, hash_of(ME).upper(), "not named by a SHA-256"),
    (ME, f"sha1:{hash_of(ME)}", "not named by a SHA-256"),
    (ME, f"sha256:{hash_of(ME)} ", "not named by a SHA-256"),
    (f"{ME} ", hash_of("other"), f"has another hash, sha256:{hash_of(f'{ME} ')}"),
    ("", None, "Syntax Error"),
    ("query {", None, "Syntax Error"),
    ("{ nonsense }", None, "Cannot query field 'nonsense' on type 'Query'"),
    ("query ($n: Int) { viewer { role } }", None, "is never used"),
    ("fragment alone on Viewer { role }", None, "never used"),
    ("type Mine { id: ID }", None, "not executable"),
    ("{ __schema { types { name } } }", None, "introspection"),
    ("{ workspace { " + "id " * 1000 + "} }", None, "tokens"),
    ("{ workspace { id " + "@include(if: true) " * 11 + "} }", None, f"at most {MAX_DIRECTIVES} directives"),
    ("{ " + "".join(f"a{n}: workspace {{ id }} " for n in range(16)) + "}", None, f"at most {MAX_ALIASES} aliases"),
    ("{ campaigns " + "{ nodes { assignments " * 4 + "{ totalCount }" + " } }" * 4 + " }", None, f"{MAX_DEPTH} levels"),
    ("{ " + "a { " * 450 + "a" + " }" * 450 + " }", None, "nested too deeply"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "said"), FILES)
def test_a_file_that_is_no_list_is_refused_by_name(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "list.json"
    path.write_text(content)
    with pytest.raises(ServingRefused) as refused:
        taken(path)
    assert f"of {path} " in str(refused.value)
    assert said in str(refused.value)


def test_a_file_that_cannot_be_read_is_refused_by_name(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.json", tmp_path):
        with pytest.raises(ServingRefused, match=rf"of {path} cannot be read \(\w"):
            taken(path)


@pytest.mark.parametrize(("text", "name", "said"), ENTRIES)
def test_an_entry_that_nobody_could_have_run_is_refused_by_file_and_entry(
    tmp_path: Path, text: object, name: str | None, said: str
) -> None:
    path = tmp_path / "list.json"
    path.write_text(one(text, name))
    with pytest.raises(ServingRefused) as refused:
        taken(path, graphql="open")
    entry = name or f"sha256:{hash_of(str(text))}"
    assert str(refused.value).startswith(f'The trusted documents of {path}, entry "{entry}": ')
    assert said in str(refused.value)


def test_what_introspection_needs_is_taken_where_it_is_allowed(tmp_path: Path) -> None:
    path = written(tmp_path / "list.json", "{ __schema { types { name } } }")
    assert len(taken(path, introspection=True).texts) == 1


async def test_with_such_a_list_nothing_is_served(made: Database, tmp_path: Path) -> None:
    path = written(tmp_path / "list.json", "{ nonsense }")
    given: dict[str, Any] = {
        "database_url": SecretStr(made.url),
        "secret_keys": SecretStr(SECRET_KEYS),
        "trusted_documents": path,
    }
    listened: list[bool] = []
    with pytest.raises(ServingRefused, match=r"entry .*nonsense"):
        await serve(Settings(**given), listening=lambda: listened.append(True))
    assert listened == []
    async with present(made.url, serving=True) as presence:
        assert presence.alone
