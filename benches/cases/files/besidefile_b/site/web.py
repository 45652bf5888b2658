from aiohttp import web

from render import page

routes = web.RouteTableDef()


@routes.get("/hello")
async def hello(request):
    name = request.query.get("name", "you")
    return web.Response(text=page("hello", name=name), content_type="text/html")
