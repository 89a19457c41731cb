"""The HTML page behind every address: Streamlit's own, with the app's script in it, and the files of that script."""

import base64
import hashlib
import importlib.util
import re
import secrets
from pathlib import Path

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cscp_core.people import seal
from cscp_core.settings import settings
from pages.server import install, landing, own_script
from pages.server.kept_files import FOR_A_YEAR
from pages.server.sign_in import set_cookie

SCRIPTS = Path(__file__).resolve().parent.parent.parent / "static" / "js"
ICON = SCRIPTS.parent / "favicon.png"
BEGINNING = SCRIPTS.parent / "beginning.html"  # stands in the page until Streamlit draws the first screen in its place
TITLE = "CSCP scrutiny"
PLACE = "/own"
NEUTRAL = "/conversions"  # where somebody lands who leaves: an address that says nothing of the app
NOSCRIPT = (
    "<noscript><style>.beginning { display: none; }</style>"
    "<p>This app needs JavaScript. Turn it on for this address, then reload the page.</p></noscript>"
)


def version_of(script: str) -> str:
    """A short hash over the app's script: its address changes whenever it does."""
    return hashlib.sha256(script.encode()).hexdigest()[:16]


OWN = own_script.join(SCRIPTS)
VERSION = version_of(OWN)
OWN_ADDRESS = f"{PLACE}/{VERSION}/app.js"


def streamlit_files() -> Path:
    """The folder with the page that the installed Streamlit serves. Streamlit itself is not imported for it."""
    spec = importlib.util.find_spec("streamlit")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("streamlit")
    return Path(spec.submodule_search_locations[0]) / "static"


def streamlit_page() -> str:
    """The page that the installed Streamlit serves."""
    return (streamlit_files() / "index.html").read_text()


def icon() -> str:
    """The app's icon inside the page: browsers ask for an icon's address again whenever the page's address changes."""
    return f"data:image/png;base64,{base64.b64encode(ICON.read_bytes()).decode()}"


def with_own_script(page: str) -> str:
    """Streamlit's page with the app's script, icon, title and first grey shapes, and without its word to programs about
    a closed address.

    Raises:
        ValueError: the page is not of the form that this version of Streamlit gives it.
    """
    script = f'<script type="module" src="{OWN_ADDRESS}"></script>'  # runs before Streamlit's, which is below
    for pattern, instead in (
        (r"\./favicon\.png", icon()),
        (r"<meta charset=\"UTF-8\" />", rf"\g<0>\n    {script}"),
        (r"<link rel=\"service-desc\"[^>]*>", install.LINKS),
        (r"<noscript>.*?</noscript>", NOSCRIPT),
        (r"<title>Streamlit</title>", f"<title>{TITLE}</title>"),
        (r"(<div id=\"root\">)(</div>)", rf"\g<1>{BEGINNING.read_text()}\g<2>"),
    ):
        page, found = re.subn(pattern, instead, page, flags=re.DOTALL)
        if found != 1:
            raise ValueError(f"Streamlit's page holds {pattern} {found} times, not once.")
    return page


def inline_scripts(page: str) -> list[str]:
    """Hashes of the scripts that stand inside a page: the only ones that a browser may run inline."""
    found = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    return [f"'sha256-{base64.b64encode(hashlib.sha256(one.encode()).digest()).decode()}'" for one in found]


PAGE = with_own_script(streamlit_page())
ETAG = f'"{hashlib.sha256(PAGE.encode()).hexdigest()[:32]}"'


class OwnPage:
    """Wherever Streamlit answers with its page, whatever the address, the browser is given the app's instead; and the
    number by which it is known again, if it has none."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        is_replaced = False

        async def send_own(message: Message) -> None:
            nonlocal is_replaced
            if message["type"] == "http.response.start":
                kind = Headers(raw=message["headers"]).get("content-type", "")
                is_replaced = kind.startswith("text/html") and scope["path"] != NEUTRAL
                if is_replaced:
                    asked = HTTPConnection(scope)
                    answer = await landing.redirect(asked) or _answer(asked)
                    await answer(scope, receive, send)
            if not is_replaced:
                await send(message)

        await self.app(scope, receive, send_own)


def _answer(asked: HTTPConnection) -> Response:
    headers = {"cache-control": "no-cache, private", "etag": ETAG}
    if asked.headers.get("if-none-match") == ETAG:
        answer = Response(status_code=304, headers=headers)
    else:
        answer = Response(PAGE, media_type="text/html", headers=headers)
    if seal.name_of(seal.BROWSER, settings().mode) not in asked.cookies:
        # Strict would hold it back from a page that a link in an e-mail leads to, and it would be made again there
        set_cookie(answer, seal.BROWSER, secrets.token_urlsafe(32), same_site="lax")
    return answer


class OwnScripts(StaticFiles):
    """The app's script, and the files that it is joined from, under `/own/<version>/`. Another version's address
    answers too, and is not kept: while a new version starts on one server after the other, a page and its script may
    come from two."""

    def __init__(self) -> None:
        super().__init__(directory=SCRIPTS)

    async def get_response(self, path: str, scope: Scope) -> Response:
        version, _, name = path.partition("/")
        if not name.endswith(".js"):
            raise HTTPException(status_code=404)
        if name == "app.js":
            answer = Response(OWN, media_type="text/javascript")
        else:
            answer = await super().get_response(name, scope)
        answer.headers["cache-control"] = FOR_A_YEAR if version == VERSION else "no-cache"
        return answer
