import os
from aiohttp import web

ROOT = "/srv/exports"


def inside(path):
    real = os.path.realpath(path)
    if os.path.commonpath([ROOT, real]) != ROOT:
        raise PermissionError(path)
    return real


async def export(request):
    path = os.path.join(ROOT, request.query.get("f", ""))
    try:
        path = inside(path)
    except PermissionError:
        raise web.HTTPForbidden()
    with open(path, "rb") as fh:
        return web.Response(body=fh.read(), content_type="application/octet-stream")
