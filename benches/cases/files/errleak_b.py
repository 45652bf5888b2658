import logging
import traceback
from aiohttp import web

log = logging.getLogger(__name__)


@web.middleware
async def errors(request, handler):
    try:
        return await handler(request)
    except web.HTTPException:
        raise
    except Exception:
        log.exception("request failed")
        return web.Response(status=500, text="internal error")


app = web.Application(middlewares=[errors])
