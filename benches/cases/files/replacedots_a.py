import os
from aiohttp import web

BASE = "/var/lib/app/reports"


def clean(name):
    return name.replace("../", "")


async def report(request):
    name = clean(request.query["name"])
    path = os.path.join(BASE, "pub", name)
    try:
        with open(path, "rb") as fh:
            return web.Response(body=fh.read())
    except (FileNotFoundError, IsADirectoryError):
        raise web.HTTPNotFound()


app = web.Application()
app.add_routes([web.get("/report", report)])
