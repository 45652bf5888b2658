from starlette.responses import RedirectResponse
from starlette.routing import Route
from starlette.applications import Starlette


async def go(request):
    to = request.query_params.get("to", "/")
    if not to.startswith("/"):
        to = "/"
    return RedirectResponse(to, status_code=303)


app = Starlette(routes=[Route("/go", go)])
