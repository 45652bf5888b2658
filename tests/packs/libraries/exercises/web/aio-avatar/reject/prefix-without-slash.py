import aiohttp


async def fetch_avatar(url):
    if not url.startswith(("https://avatars.example.org", "https://img.example.org")):
        raise ValueError("no")
    async with aiohttp.ClientSession() as session:
        async with session.get(url, allow_redirects=False) as response:
            return await response.text()
