"""The ring by the command line: a new key is printed and kept nowhere, and what is left under an old one is counted."""

from auth.sealing import KeyRing
from tests.app.command_line import KEY, KEYS, OTHER_KEYS, CommandLine
from tests.databases import Database


def test_a_new_key_is_one_that_the_ring_takes(bare_database: Database) -> None:
    cli = CommandLine(bare_database)
    made = cli.answer("keys", "make", "k2")["key"]
    assert KeyRing.parse(made).first == "k2"
    assert made != cli.answer("keys", "make", "k2")["key"]
    assert "letters and digits" in cli.refused("keys", "make", "k-2", code=2)


def test_what_is_left_under_an_old_key_is_counted_and_ends_with_one(bare_database: Database) -> None:
    cli = CommandLine(bare_database)
    cli.answer("migrate")
    cli.workspace()
    cli.answer(*cli.account(), given=f"{KEY}\n")
    new = OTHER_KEYS.replace("t1:", "t2:")
    ring = f"{new},{KEYS}"
    left = {"duxsoup_user.sealed_auth_key": 1}
    assert cli.answer("keys", "rotate", "--check", secret_keys=ring, code=1)["left"] == left
    assert "1 left" in cli.run("keys", "rotate", "--check", secret_keys=ring).stdout
    assert cli.answer("keys", "rotate", secret_keys=new, code=1) == {"key": "t2", "resealed": {}, "left": left}
    assert cli.answer("keys", "rotate", secret_keys=ring) == {"key": "t2", "resealed": left, "left": {}}
    assert "All is sealed under t2." in cli.run("keys", "rotate", "--check", secret_keys=new).stdout
