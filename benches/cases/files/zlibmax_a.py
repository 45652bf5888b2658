import zlib
from aiohttp import web


async def ingest(request):
    raw = await request.read()
    text = zlib.decompress(raw)
    return web.json_response({"n": len(text)})
