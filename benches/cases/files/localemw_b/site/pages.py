from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse
from starlette.routing import Route

from .mw import LocaleMiddleware

PAGES = Path("/srv/pages")


async def imprint(request):
    return HTMLResponse((PAGES / request.state.locale / "imprint.html").read_text())


app = Starlette(routes=[Route("/imprint", imprint)], middleware=[Middleware(LocaleMiddleware)])
