from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import JSONResponse
from starlette.routing import Route


async def account(request):
    return JSONResponse({"user": request.cookies.get("user")})


ORIGINS = ["https://app.example.com"]
app = Starlette(
    routes=[Route("/account", account)],
    middleware=[
        Middleware(CORSMiddleware, allow_origins=ORIGINS, allow_credentials=True, allow_methods=["GET"])
    ],
)
