from jinja2 import Environment, FileSystemLoader
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route

env = Environment(loader=FileSystemLoader("templates"), autoescape=False)


async def profile(request):
    page = env.get_template("profile.html")
    return HTMLResponse(page.render(name=request.query_params.get("name", "")))


app = Starlette(routes=[Route("/profile", profile)])
