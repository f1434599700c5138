"""The sandbox as a process: what it says when it cannot start, and when it ends by itself."""

import re
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_a_taken_port_is_said_in_a_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "sandbox", "--port", port, "--data", str(tmp_path)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"Nothing can listen on 127.0.0.1:{port}" in done.stderr
    assert "Traceback" not in done.stderr


def test_it_ends_when_whoever_holds_its_standard_input_is_gone(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sandbox", "--port", "0", "--data", str(tmp_path), "--until-stdin-closes"]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert "sandbox on http" in process.stdout.readline()
    process.communicate(timeout=60)
    assert process.returncode == 0


def test_whoever_hangs_up_in_mid_body_is_passed_over(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sandbox", "--port", "0", "--data", str(tmp_path), "--until-stdin-closes"]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, text=True)
    assert process.stdout is not None
    found = re.search(r"http://127\.0\.0\.1:(\d+)", process.stdout.readline())
    assert found is not None
    port = int(found[1])
    with socket.create_connection(("127.0.0.1", port)) as half:
        half.sendall(b"POST /sandbox/people HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{")
    with socket.create_connection(("127.0.0.1", port)) as whole:
        whole.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        assert whole.recv(100).startswith(b"HTTP/1.1 200")
    _, complaint = process.communicate(timeout=60)
    assert (process.returncode, complaint) == (0, "")
