"""What puts the app on a home screen: a name and an icon that say nothing, and one page for when it is offline."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse
from starlette.routing import Route

FILES = Path(__file__).resolve().parent.parent.parent / "static" / "install"
NAME = "Notes"  # who sees the home screen learns nothing from it
SIZES = (192, 512)  # pixels
MANIFEST = {
    "name": NAME,
    "short_name": NAME,
    "start_url": "/",
    "scope": "/",
    "display": "standalone",
    "background_color": "#ffffff",
    "theme_color": "#4b5b62",
    "icons": [{"src": f"/install/{size}.png", "sizes": f"{size}x{size}", "type": "image/png"} for size in SIZES],
}
LINKS = (
    '<link rel="manifest" href="/app.webmanifest">'
    f'<link rel="apple-touch-icon" href="/install/{SIZES[0]}.png">'
    f'<meta name="apple-mobile-web-app-title" content="{NAME}">'
)
"""For the head of the page."""
FOR_A_DAY = {"cache-control": "public, max-age=86400"}


async def manifest(_: Request) -> JSONResponse:
    return JSONResponse(MANIFEST, media_type="application/manifest+json", headers=FOR_A_DAY)


async def worker(_: Request) -> FileResponse:
    return FileResponse(FILES / "offline.js", media_type="text/javascript", headers={"cache-control": "no-cache"})


def icon_of(size: int) -> Route:
    async def icon(_: Request) -> FileResponse:
        return FileResponse(FILES / f"icon-{size}.png", headers=FOR_A_DAY)

    return Route(f"/install/{size}.png", icon)


ROUTES = [Route("/app.webmanifest", manifest), Route("/offline.js", worker), *map(icon_of, SIZES)]
