"""Hands out recordings."""
from pathlib import Path
from urllib.parse import unquote

from aiohttp import web

ROOT = Path("/srv/recordings").resolve()
routes = web.RouteTableDef()


def located(name: str) -> Path:
    path = (ROOT / unquote(name)).resolve()
    if ROOT not in path.parents:
        raise web.HTTPForbidden()
    return path


@routes.get("/recordings/{name}")
async def recording(request: web.Request) -> web.StreamResponse:
    path = located(request.match_info["name"])
    if not path.is_file():
        raise web.HTTPNotFound()
    return web.FileResponse(path)


def make() -> web.Application:
    app = web.Application()
    app.add_routes(routes)
    return app
