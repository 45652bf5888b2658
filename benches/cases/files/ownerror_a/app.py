from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

from errors import AppError, NotThere, show

BOOKS = {"dune": "Frank Herbert", "emma": "Jane Austen"}


async def book(request):
    title = request.path_params["title"]
    if title not in BOOKS:
        raise NotThere(f"There is no book called {title}.")
    return JSONResponse({"author": BOOKS[title]})


app = Starlette(
    routes=[Route("/books/{title}", book)],
    exception_handlers={AppError: show, NotThere: show},
)
