from html import escape
from aiohttp import web


def page(title, *paragraphs):
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    return f"<!doctype html><title>{title}</title>{body}"


async def hello(request):
    name = request.query.get("name", "guest")
    label = escape(name.title().strip())
    return web.Response(text=page("Hello", "Welcome, " + label), content_type="text/html")


app = web.Application()
app.router.add_get("/hello", hello)
