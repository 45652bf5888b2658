from sanic import Sanic
from sanic.exceptions import Forbidden
from sanic.response import json

from .repo import UserRepo

app = Sanic("accounts")
app.ctx.repo = UserRepo()


@app.post("/reset")
async def reset(request):
    body = request.json
    if not body.get("email") or not body.get("code"):
        raise Forbidden("missing")
    user = request.app.ctx.repo.by_reset(body["email"], body["code"])
    if user is None:
        raise Forbidden("wrong code")
    return json({"ok": True})
