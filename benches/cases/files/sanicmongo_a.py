from sanic import Sanic, json
from pymongo import MongoClient

app = Sanic("profile")
coll = MongoClient()["app"]["profiles"]


@app.post("/find")
async def find(request):
    wanted = request.json
    docs = coll.find({"team": wanted["team"], "public": True})
    return json([d["name"] for d in docs])
