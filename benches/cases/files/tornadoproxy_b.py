import asyncio
from urllib.parse import urlsplit

from tornado.httpclient import AsyncHTTPClient
from tornado.web import Application, HTTPError, RequestHandler

HOSTS = ("images.example.com", "cdn.example.com")


class ImageProxy(RequestHandler):
    async def get(self):
        url = self.get_query_argument("src")
        host = urlsplit(url).hostname or ""
        if host not in HOSTS or urlsplit(url).scheme != "https":
            raise HTTPError(400)
        response = await AsyncHTTPClient().fetch(url, follow_redirects=False, request_timeout=5)
        self.set_header("Content-Type", "image/png")
        self.write(response.body)


async def main():
    Application([(r"/image", ImageProxy)]).listen(8000, address="127.0.0.1")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
