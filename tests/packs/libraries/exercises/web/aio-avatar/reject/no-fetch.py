async def fetch_avatar(url):
    raise ValueError("no avatars")
