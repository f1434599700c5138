"""What each call of the remote API does and answers, once it is admitted."""

from collections.abc import Callable
from typing import Any

from starlette.requests import Request

from sandbox import intake, remote_signal
from sandbox.account import Account
from sandbox.admission import Admitted, RefusedError
from sandbox.instant import iso
from sandbox.queue import QueuedCommand
from sandbox.settings import wrong
from sandbox.state import State
from sandbox.world import World

Used = tuple[str, ...]
Act = Callable[[World, Admitted, Request, float, Used], Any]
_MOST_ITEMS = 100


def queue(world: World, admitted: Admitted, _: Request, at: float, used: Used) -> Any:
    command = intake.command_in(world, admitted.account, admitted.body, at)
    return intake.take(world, admitted.account, command, at, used)


def reset(world: World, admitted: Admitted, _: Request, at: float, __: Used) -> Any:
    intake.reset(world, admitted.account, at)
    return _done(world, admitted.account)


def size(world: World, admitted: Admitted, request: Request, _: float, __: Used) -> Any:
    return {"result": len(_matching(world.state, admitted.account, request))}


def items(world: World, admitted: Admitted, request: Request, _: float, __: Used) -> Any:
    matching = _matching(world.state, admitted.account, request)[:_MOST_ITEMS]
    shown = [
        {"messageid": item.messageid, "command": item.command, "params": item.params, "when": iso(item.when)}
        for item in matching
    ]
    return shown if world.state.knobs(admitted.account).items_shape == "array" else {"items": shown}


def signal(world: World, admitted: Admitted, _: Request, at: float, __: Used) -> Any:
    literal, params = admitted.body.get("signal"), admitted.body.get("params") or {}
    trouble = remote_signal.wrong(world, admitted.account, literal, params)
    if trouble:
        raise RefusedError(f"malformed: {trouble}", world.state.knobs(admitted.account))
    remote_signal.take(world, admitted.account, str(literal), params, at)
    return _done(world, admitted.account)


def profile(world: World, admitted: Admitted, _: Request, __: float, ___: Used) -> Any:
    account = admitted.account
    names = {"firstname": account.first_name, "lastname": account.last_name} | account.profile
    return {"userid": account.userid} | (names if world.state.knobs(account).profile_fields else {})


def settings(_: World, admitted: Admitted, __: Request, ___: float, ____: Used) -> Any:
    return admitted.account.settings


def change_settings(world: World, admitted: Admitted, _: Request, at: float, __: Used) -> Any:
    values = admitted.body.get("settings")
    trouble = wrong(values)
    if trouble:
        raise RefusedError(f"malformed: {trouble}", world.state.knobs(admitted.account))
    world.record("settings", at, userid=admitted.account.userid, values=values)
    return _done(world, admitted.account)


def tags(_: World, admitted: Admitted, request: Request, __: float, ___: Used) -> Any:
    relation = admitted.account.by_dux_id(request.path_params["dux_id"])
    return relation.tags if relation else []


def _matching(state: State, account: Account, request: Request) -> list[QueuedCommand]:
    wanted = request.query_params
    return [
        command
        for command in _queued(state, account)
        if wanted.get("campaignid", command.label) == command.label
        and wanted.get("command", command.command) == command.command
        and ("profileid" not in wanted or _dux_id(state, account, command) == wanted["profileid"])
    ]


def _queued(state: State, account: Account) -> list[QueuedCommand]:
    under_way = account.running if state.knobs(account).running_counts_as_queued else None
    return [*([under_way.command] if under_way else []), *account.queue]


def _dux_id(state: State, account: Account, command: QueuedCommand) -> str:
    return state.relation(account, command.slug).dux_id if command.slug else ""


def _done(world: World, account: Account) -> dict[str, Any]:
    return {} if world.state.knobs(account).empty_bodies else {"result": True}
