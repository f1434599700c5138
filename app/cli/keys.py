"""`keys make` and `keys rotate`: the ring that seals what the database keeps secret, and sealing anew under its first key."""

from typing import Annotated, Any

import typer

from app.cli.frame import REFUSED, Json, run, show
from app.parts import Parts
from auth.sealing import new_key
from engine import adoption, key_rotation

keys = typer.Typer(help="The ring of CHAKNAL_SECRET_KEYS.", no_args_is_help=True)


@keys.command("make")
def make_key(
    kid: Annotated[str, typer.Argument(help="Its name in the ring: letters and digits, never used before.")],
    *,
    as_json: Json = False,
) -> None:
    """Prints a new key in the form in which the ring takes it. It is stored nowhere."""
    if not (kid.isascii() and kid.isalnum()):
        raise typer.BadParameter("A kid has letters and digits only.")
    entry = f"{kid}:{new_key()}"
    show({"key": entry}, as_json=as_json, text=entry)


@keys.command("rotate")
def rotate(
    *,
    check: Annotated[bool, typer.Option("--check", help="Change nothing; fail if anything is not under it.")] = False,
    as_json: Json = False,
) -> None:
    """Seals all that is sealed under the ring's first key, beside a product that serves. Cut off, it is simply run again."""

    async def work(parts: Parts) -> dict[str, Any]:
        if check:
            done = key_rotation.Rotated(left=await key_rotation.left(parts.ring))
        else:
            done = await key_rotation.rotate(parts.units, parts.ring)
            await adoption.forget_clear_keys()
        return {"key": parts.ring.first, "resealed": dict(done.resealed), "left": dict(done.left)}

    answer = run(work)
    show(answer, as_json=as_json, text=_sentences(answer))
    raise typer.Exit(REFUSED if answer["left"] else 0)


def _sentences(answer: dict[str, Any]) -> str:
    """What is left can be opened with no key of the ring, or was sealed since by a process that has another first key."""
    said = []
    for word in ("resealed", "left"):
        said += [f"{name}: {count} {word}" for name, count in answer[word].items()]
    return "\n".join([*said, f"{'Not all' if answer['left'] else 'All'} is sealed under {answer['key']}."])
