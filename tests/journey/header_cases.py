"""Requests whose head is broken, forged or lies about the body, each made of one that keeps the rules."""

from collections.abc import Callable, Mapping

from tests.journey.raw_http import Post

EVIL = "evil.example"
FORGED = (
    b"X-Forwarded-For: 203.0.113.9", b"X-Forwarded-Host: evil.example", b"X-Forwarded-Proto: https",
    b"X-Forwarded-Port: 666", b"X-Real-IP: 203.0.113.9", b"Forwarded: for=203.0.113.9;host=evil.example;proto=https",
    b"X-Original-URL: /evil.example", b"X-HTTP-Method-Override: DELETE",
)  # fmt: skip
WRONG = b"Bearer chk_" + b"A" * 43
Cases = Mapping[str, Callable[[Post], bytes]]

# Whatever they come to: they are answered once, and done as often as they are answered that they are.
ONCE: Cases = {
    "as it should be": lambda post: post.sent(),
    "in chunks": lambda post: post.chunked(b"content-length:"),
    "in chunks, with a length too": lambda post: post.chunked(),
    "in chunks, by another name": lambda post: post.chunked(b"content-length:").replace(b": chunked", b": xchunked"),
    "in chunks, said twice": lambda post: post.chunked(b"content-length:", b"Transfer-Encoding: identity"),
    "in chunks, with a trailer": lambda post: post.chunked(b"content-length:")[:-2] + b"Authorization: x\r\n\r\n",
    "a chunk of no number": lambda post: post.sent(b"transfer-encoding: chunked", b"content-length:", body=b"zz\r\n{}\r\n0\r\n\r\n"),
    "a chunk of endless length": lambda post: post.sent(
        b"transfer-encoding: chunked", b"content-length:", body=b"f" * 40 + b"\r\n{}"
    ),
    "neither length nor chunks": lambda post: post.sent(b"content-length:"),
    "a length too small": lambda post: post.sent(length=5),
    "two lengths": lambda post: post.sent(b"Content-Length: 3"),
    "a negative length": lambda post: post.sent(length=-1),
    "a length in words": lambda post: post.sent(b"content-length:", b"Content-Length: 0x10"),
    "an endless length": lambda post: post.sent(length=10**30),
    "two hosts": lambda post: post.sent(f"Host: {EVIL}".encode()),
    "another host": lambda post: post.sent(b"host:", f"Host: {EVIL}".encode()),
    "no host": lambda post: post.sent(b"host:"),
    "a host of signs": lambda post: post.sent(b"host:", b"Host: a b@c/d?e#f\\"),
    "an absolute target": lambda post: post.sent(target=f"http://{EVIL}{post.path}"),
    "a target of another scheme": lambda post: post.sent(target=f"gopher://{EVIL}:0{post.path}"),
    "a target with a user": lambda post: post.sent(target=f"http://a:b@{EVIL}{post.path}"),
    "a target of a star": lambda post: post.sent(target="*"),
    "a target with two slashes": lambda post: post.sent(target=f"//{EVIL}{post.path}"),
    "forwarded": lambda post: post.sent(*FORGED),
    "forwarded by nonsense": lambda post: post.sent(b"X-Forwarded-For: ,[::1,\xff,unknown", b"X-Forwarded-Proto: x\ty"),
    "a header of 64 KiB": lambda post: post.sent(b"X-Long: " + b"x" * 65_536),
    "a header of 1 MiB": lambda post: post.sent(b"X-Long: " + b"x" * 1_048_576),
    "a token of 64 KiB": lambda post: post.sent(b"authorization:", b"Authorization: Bearer chk_" + b"A" * 65_536),
    "5,000 headers": lambda post: post.sent(*(f"X-{number}: x".encode() for number in range(5_000))),
    "NUL in a header": lambda post: post.sent(b"X-Odd: a\0b"),
    "a bare CR in a header": lambda post: post.sent(b"X-Odd: a\rAuthorization: b"),
    "a bare LF in a header": lambda post: post.sent(b"X-Odd: a\nX-Even: b"),
    "no ASCII in a header": lambda post: post.sent("X-Odd: ü".encode(), b"Idempotency-Key: \xff\xfe"),
    "no ASCII in a type": lambda post: post.sent(b"content-type:", "Content-Type: application/json; charset=ü".encode()),
    "no ASCII in a token": lambda post: post.sent(b"authorization:", b"Authorization: Bearer chk_\xff\xfe"),
    "no ASCII in a name": lambda post: post.sent("X-Ü: x".encode()),
    "a blank before the colon": lambda post: post.sent(b"Content-Length : 3"),
    "a line that goes on": lambda post: post.sent(b"X-Odd: a\r\n b"),
    "a header without a name": lambda post: post.sent(b": x"),
    "expecting, and there at once": lambda post: post.sent(b"Expect: 100-continue"),
    "expecting something else": lambda post: post.sent(b"Expect: a-miracle"),
    "a wrong token second": lambda post: post.sent(
        b"authorization:", b"Authorization: Bearer " + post.token.encode(), b"Authorization: " + WRONG
    ),
    "two types": lambda post: post.sent(b"Content-Type: text/plain"),
    "two encodings": lambda post: post.sent(b"Content-Encoding: gzip", b"Content-Encoding: identity"),
    "compressed, as it says": lambda post: post.sent(b"Content-Encoding: gzip"),
    "two keys against repeats": lambda post: post.sent(b"Idempotency-Key: a", b"Idempotency-Key: " + b"b" * 999),
    "an upgrade to nothing": lambda post: post.sent(b"connection:", b"Connection: upgrade, close", b"Upgrade: h2c"),
    "another version": lambda post: post.sent().replace(b"HTTP/1.1", b"HTTP/9.9", 1),
}  # fmt: skip
# What is not there to its end is not done.
CUT: Cases = {
    "a length too large": lambda post: post.sent(length=len(post.body) + 9),
    "in chunks, cut off": lambda post: post.chunked(b"content-length:", cut=len(post.body)),
    "in chunks, without the last": lambda post: post.chunked(b"content-length:", cut=-5),
    "a head without an end": lambda post: post.sent().partition(b"\r\n\r\n")[0],
    "expecting, and gone": lambda post: post.sent(b"Expect: 100-continue").partition(b"\r\n\r\n")[0] + b"\r\n\r\n",
}
# Who brings no token that is good for it is nobody, whatever else they bring.
STRANGERS: Cases = {
    "two wrong tokens": lambda post: post.sent(
        b"authorization:", b"Authorization: " + WRONG, b"Authorization: " + WRONG
    ),
    "a wrong token first": lambda post: post.sent(b"Authorization: " + WRONG),
    "an empty one first": lambda post: post.sent(b"Authorization: "),
    "another scheme first": lambda post: post.sent(b"Authorization: Basic YTpi"),
    "two in one": lambda post: post.sent(
        b"authorization:", b"Authorization: " + WRONG + b", Bearer " + post.token.encode()
    ),
    "in a header of a proxy": lambda post: post.sent(
        b"authorization:", b"Proxy-Authorization: Bearer " + post.token.encode(), b"X-Forwarded-User: ada@example.com"
    ),
    "none, in the rest of a body": lambda post: post.sent(b"connection:", length=0, body=post.sent(b"authorization:")),
    "none, behind the last chunk": lambda post: post.sent(
        b"connection:", b"transfer-encoding: chunked", length=9, body=b"0\r\n\r\n" + post.sent(b"authorization:")
    ),
}
