from sanic import Sanic, json
from pymongo import MongoClient

app = Sanic("profile")
coll = MongoClient()["app"]["profiles"]


@app.post("/find")
async def find(request):
    wanted = request.json
    team = wanted["team"]
    if not isinstance(team, str):
        return json({"error": "team"}, status=400)
    docs = coll.find({"team": team, "public": True})
    return json([d["name"] for d in docs])
