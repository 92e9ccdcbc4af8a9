"""Who is let in: whoever has the token, from a page of ours, by the name of this machine.

Any page that is open in a browser may ask 127.0.0.1 for things.  So the token of the address is looked for once and
then kept in a cookie that no script reads and that no other site's page sends (SameSite=Strict); the Host must be ours
(a foreign name may lead here, DNS rebinding), and so must the Origin of whatever says where it comes from.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Awaitable, Callable, Iterable
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

Scope = dict[str, Any]
Send = Callable[[Any], Awaitable[None]]
Application = Callable[[Any, Any, Any], Awaitable[None]]

BIGGEST = 512 << 20
"""Bytes of one request: a folder of some hundred Word files."""


def policy(scripts: Iterable[str]) -> str:
    """The Content-Security-Policy: scripts of this server and those that are these texts, nothing from elsewhere."""
    hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in scripts)
    return (
        f"default-src 'none'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


class Doors:
    """The application behind its doors: `token` is the secret, `port` the port that it listens on."""

    def __init__(self, application: Application, *, token: str, port: int, policy: str) -> None:
        self._inside = application
        self._token = token
        self._cookie = f"akn-desk-{port}"  # cookies know no ports
        self._hosts = frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})
        self._headers = [
            (b"content-security-policy", policy.encode()),
            (b"referrer-policy", b"no-referrer"),
            (b"x-content-type-options", b"nosniff"),
            (b"x-frame-options", b"DENY"),
            (b"cross-origin-opener-policy", b"same-origin"),
            (b"cross-origin-resource-policy", b"same-origin"),
            (b"cache-control", b"no-store"),
        ]

    async def __call__(self, scope: Scope, receive: Any, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self._inside(scope, receive, send)
            return
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        if reason := self._refusal(scope, headers):
            await self._plain(send, 403, reason)
        elif headers.get("content-length", "0").isdecimal() and int(headers.get("content-length", "0")) > BIGGEST:
            await self._plain(send, 413, f"more than {BIGGEST >> 20} MB at once: take fewer files")
        elif self._is_token(parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]):
            cookie = f"{self._cookie}={self._token}; Path=/; HttpOnly; SameSite=Strict"
            await self._plain(send, 303, "", [(b"location", b"/"), (b"set-cookie", cookie.encode())])
        elif not self._is_token(self._cookie_of(headers.get("cookie", ""))):
            await self._plain(send, 403, "open the address that akn desk printed: it has the key")
        else:
            await self._inside(scope, _bounded(receive), self._with_headers(send))

    def _refusal(self, scope: Scope, headers: dict[str, str]) -> str:
        """Why a request is not looked at; empty if it is."""
        if headers.get("host", "") not in self._hosts:
            return "asked for under a foreign name"
        origin = headers.get("origin", "")
        if origin and origin not in {f"http://{host}" for host in self._hosts}:
            return "asked for by a foreign page"
        if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            return "asked for by a foreign page"
        if scope["method"] not in ("GET", "HEAD") and not origin and "sec-fetch-site" not in headers:
            return "a change without the name of the page that asks for it"
        return ""

    def _is_token(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), self._token.encode())

    def _cookie_of(self, header: str) -> str:
        try:
            found = SimpleCookie(header).get(self._cookie)
        except CookieError:
            return ""
        return found.value if found else ""

    def _with_headers(self, send: Send) -> Send:
        async def sent(message: Any) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", []), *self._headers]}
            await send(message)

        return sent

    async def _plain(self, send: Send, status: int, told: str, more: Iterable[tuple[bytes, bytes]] = ()) -> None:
        body = f"akn desk: {told}\n".encode() if told else b""
        headers = [(b"content-type", b"text/plain; charset=utf-8"), *self._headers, *more]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def _bounded(receive: Any) -> Any:
    """The body of a request, which ends when it is larger than it may be: its length need not have been told."""
    size = 0

    async def received() -> Any:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        return message if size <= BIGGEST else {"type": "http.disconnect"}

    return received
