from sanic import Sanic
from sanic.exceptions import Forbidden
from sanic.response import json

from .repo import UserRepo

app = Sanic("accounts")
app.ctx.repo = UserRepo()


@app.post("/reset")
async def reset(request):
    body = request.json
    email, code = body.get("email"), body.get("code")
    if not isinstance(email, str) or not isinstance(code, str):
        raise Forbidden("missing")
    user = request.app.ctx.repo.by_reset(email, code)
    if user is None:
        raise Forbidden("wrong code")
    return json({"ok": True})
