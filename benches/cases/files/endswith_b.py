import httpx
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

FEEDS = {"news": "https://news.example.com/rss", "blog": "https://blog.example.com/rss"}


async def feed(request):
    source = request.query_params.get("source", "")
    if source not in FEEDS:
        return JSONResponse({"error": "unknown"}, status_code=400)
    url = FEEDS[source]
    async with httpx.AsyncClient() as client:
        got = await client.get(url, timeout=10)
    return JSONResponse({"length": len(got.text)})


app = Starlette(routes=[Route("/feed", feed)])
