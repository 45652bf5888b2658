import os
import jwt
from aiohttp import web

PUBLIC = open("/etc/app/jwt.pub").read()


def claims(token):
    header = jwt.get_unverified_header(token)
    if "kid" not in header:
        raise web.HTTPUnauthorized()
    return jwt.decode(token, PUBLIC, algorithms=["RS256"])


async def me(request):
    token = request.headers.get("X-Token", "")
    return web.json_response(claims(token))
