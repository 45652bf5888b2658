from html import escape
from aiohttp import web


def row(cells, clean=True):
    return "<tr>" + "".join(f"<td>{escape(c) if clean else c}</td>" for c in cells) + "</tr>"


async def table(request):
    rows = [request.query.getall("c", [])]
    body = "<table>" + "".join(row(r, clean=False) for r in rows) + "</table>"
    return web.Response(body=body.encode(), content_type="text/html")
