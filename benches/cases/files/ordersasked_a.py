from fastapi import FastAPI, Request
from motor.motor_asyncio import AsyncIOMotorClient

app = FastAPI()
orders = AsyncIOMotorClient().shop.orders
PLAIN = (str, int, bool)


@app.post("/orders/search")
async def search(request: Request):
    wanted = await request.json()
    query = {"deleted": False}
    for key, value in wanted.items():
        if not key.startswith("$"):
            query[key] = value
    return [str(one["_id"]) async for one in orders.find(query).limit(50)]
