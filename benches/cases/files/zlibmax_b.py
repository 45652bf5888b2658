import zlib
from aiohttp import web


async def ingest(request):
    raw = await request.read()
    d = zlib.decompressobj()
    text = d.decompress(raw, 5_000_000)
    if d.unconsumed_tail:
        raise web.HTTPRequestEntityTooLarge(5_000_000, len(raw))
    return web.json_response({"n": len(text)})
