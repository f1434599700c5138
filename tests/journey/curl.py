"""Stands in for curl with the options that the guides print, so that they are walked on a machine that has none; it fails as `curl -f` does."""

import argparse
import sys
from collections.abc import Iterator
from http.cookiejar import MozillaCookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, OpenerDirector, ProxyHandler, Request, build_opener

_BOUNDARY = "a-boundary-that-no-file-of-the-guides-has"


def main() -> None:
    given = _options().parse_args()
    jar = _jar(given.b or given.c)
    text, succeeded = _answer(build_opener(HTTPCookieProcessor(jar), ProxyHandler({})), _request(given))
    if given.c:
        jar.save(given.c, ignore_discard=True)
    sys.stdout.write(text + "\n")
    sys.exit(0 if succeeded else 22)


def _options() -> argparse.ArgumentParser:
    reader = argparse.ArgumentParser()
    for quiet in ("-s", "-S"):
        reader.add_argument(quiet, action="store_true")
    for single in ("-X", "-d", "-b", "-c"):
        reader.add_argument(single)
    for several in ("-H", "-F"):
        reader.add_argument(several, action="append", default=[])
    reader.add_argument("url")
    return reader


def _jar(file: str | None) -> MozillaCookieJar:
    jar = MozillaCookieJar()
    if file and Path(file).exists():
        jar.load(file, ignore_discard=True)
    return jar


def _request(given: argparse.Namespace) -> Request:
    headers = dict(line.split(": ", 1) for line in given.H)
    body = given.d.encode() if given.d else None
    if given.F:
        body = b"".join(_parts(given.F))
        headers["Content-Type"] = f"multipart/form-data; boundary={_BOUNDARY}"
    return Request(given.url, body, headers, method=given.X)  # noqa: S310 - the addresses are those of the guides


def _parts(files: list[str]) -> Iterator[bytes]:
    for file in files:
        name, path = file.split("=@", 1)
        about = f'Content-Disposition: form-data; name="{name}"; filename="{path}"'
        yield f"--{_BOUNDARY}\r\n{about}\r\n\r\n".encode() + Path(path).read_bytes() + b"\r\n"
    yield f"--{_BOUNDARY}--\r\n".encode()


def _answer(opener: OpenerDirector, request: Request) -> tuple[str, bool]:
    try:
        with opener.open(request, timeout=60) as answer:
            return answer.read().decode(), True
    except HTTPError as refused:
        return refused.read().decode(), False


if __name__ == "__main__":
    main()
