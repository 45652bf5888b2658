import asyncpg
from aiohttp import web

from repository import AccountRepository
from service import AccountService

routes = web.RouteTableDef()
SERVICE: web.AppKey = web.AppKey("service", AccountService)


@routes.get("/accounts")
async def accounts(request: web.Request) -> web.Response:
    service = request.app[SERVICE]
    owner = request["user"].id
    found = await service.accounts_of(
        owner, request.query.get("sort", "label"), request.query.get("dir", "up")
    )
    return web.json_response(found)


async def start(app: web.Application):
    pool = await asyncpg.create_pool(app["dsn"])
    app[SERVICE] = AccountService(AccountRepository(pool))
    yield
    await pool.close()


def build(dsn: str) -> web.Application:
    app = web.Application()
    app["dsn"] = dsn
    app.cleanup_ctx.append(start)
    app.add_routes(routes)
    return app
