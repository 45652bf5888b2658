import sqlite3
from aiohttp import web


def fetch_many(ids):
    db = sqlite3.connect("app.db")
    marks = ",".join("?" for _ in ids)
    return db.execute(f"SELECT id, title FROM docs WHERE id IN ({marks})", ids).fetchall()


async def docs(request):
    ids = [part.strip() for part in request.query.get("ids", "").split(",") if part.strip()]
    rows = fetch_many(ids)
    return web.json_response([{"id": r[0], "title": r[1]} for r in rows])


app = web.Application()
app.router.add_get("/docs", docs)
