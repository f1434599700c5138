"""Stands in for curl with the options that the guides print, so that they are walked on a machine that has none; it fails as `curl -f` does."""

import argparse
import sys
from http.cookiejar import MozillaCookieJar
from pathlib import Path

import httpx


def main() -> None:
    given = _options().parse_args()
    jar = MozillaCookieJar(given.c) if given.c else None
    if jar is not None and Path(given.c).exists():
        jar.load(ignore_discard=True)
    headers = dict(line.split(": ", 1) for line in given.H)
    parts = dict(part.split("=@", 1) for part in given.F)
    files = {name: (path, Path(path).read_bytes()) for name, path in parts.items()} or None
    method = given.X or ("POST" if given.d or files else "GET")
    with httpx.Client(cookies=jar, trust_env=False, timeout=60) as client:
        answer = client.request(method, given.url, headers=headers, content=given.d, files=files)
    if jar is not None:
        jar.save(ignore_discard=True)
    sys.stdout.write(answer.text + "\n")
    sys.exit(0 if answer.is_success else 22)


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


if __name__ == "__main__":
    main()
