import asyncio
import json
import subprocess

from aiohttp import web


async def socket(request):
    ws = web.WebSocketResponse()
    await ws.prepare(request)
    async for message in ws:
        name = json.loads(message.data)["name"]
        await asyncio.to_thread(subprocess.run, ["convert", "--", f"uploads/{name}", "out.png"], check=True)
        await ws.send_str("done")
    return ws


app = web.Application()
app.add_routes([web.get("/ws", socket)])
