"""Whether a request comes from a page of this very address: scheme, host and port."""

from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

PORTS = {"http": 80, "https": 443}
SCHEMES = {"ws": "http", "wss": "https"}
Origin = tuple[str, str, int]


def is_from_here(request: HTTPConnection) -> bool:
    """Whether a browser says that a page of this address asks. Who says nothing is no browser, and is refused; the
    scheme is the one that the server in front passes on."""
    scheme = request.scope.get("scheme", "http")
    own = _origin(f"{SCHEMES.get(scheme, scheme)}://{request.headers.get('host', '')}")
    said = request.headers.getlist("origin")
    return own is not None and len(said) == 1 and _origin(said[0]) == own


def is_same_site(request: HTTPConnection) -> bool:
    """Whether the browser, where it says so, calls the request one within this origin."""
    return request.headers.get("sec-fetch-site", "same-origin") == "same-origin"


def _origin(text: str) -> Origin | None:
    """Scheme, host and port of an origin, or None: with a user, a path or a query it is none."""
    try:
        parts = urlsplit(text.lower())
        port = parts.port if parts.port is not None else PORTS.get(parts.scheme)
    except ValueError:
        return None
    is_bare = "@" not in parts.netloc and not (parts.path or parts.query or parts.fragment) and text == text.strip()
    if parts.scheme not in PORTS or not parts.hostname or port is None or not is_bare:
        return None
    return parts.scheme, parts.hostname, port
