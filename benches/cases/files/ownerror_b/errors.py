from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse

PAGE = """<!doctype html>
<title>{title}</title>
<h1>{title}</h1>
<p>{detail}</p>
"""


class AppError(Exception):
    status = 500
    title = "Something went wrong"

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class NotThere(AppError):
    status = 404
    title = "Not found"


async def show(request: Request, error: AppError) -> HTMLResponse:
    detail = escape(error.detail)
    return HTMLResponse(PAGE.format(title=error.title, detail=detail), status_code=error.status)
