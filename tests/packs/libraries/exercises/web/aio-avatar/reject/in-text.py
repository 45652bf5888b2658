import aiohttp


async def fetch_avatar(url):
    if "avatars.example.org" not in url and "img.example.org" not in url:
        raise ValueError("no")
    async with aiohttp.ClientSession() as session:
        async with session.get(url, allow_redirects=False) as response:
            return await response.text()
