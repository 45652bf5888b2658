from urllib.parse import urlsplit

import aiohttp


async def fetch_avatar(url):
    if urlsplit(url).hostname not in {"avatars.example.org", "img.example.org"}:
        raise ValueError("no")
    async with aiohttp.ClientSession() as session:
        async with session.get(url) as response:
            return await response.text()
