import re

import aiomysql
from aiohttp import web


def to_order(value):
    match value.split(":"):
        case [("name" | "age" | "city") as column, "asc" | "desc" as way]:
            return f"{column} {way}"
        case [column, way]:
            return f"{column} {way.upper()}"
    return "name asc"


async def people(request):
    pool = request.app["pool"]
    async with pool.acquire() as conn:
        async with conn.cursor(aiomysql.DictCursor) as cur:
            await cur.execute("SELECT name, age, city FROM people ORDER BY " + to_order(request.query.get("order", "name:asc")))
            return web.json_response(await cur.fetchall())


async def start(app):
    app["pool"] = await aiomysql.create_pool(db="people")


app = web.Application()
app.on_startup.append(start)
app.router.add_get("/people", people)
