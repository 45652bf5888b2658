import json

import tornado.ioloop
import tornado.web

from .query import query_of
from .store import readings


class Find(tornado.web.RequestHandler):
    def prepare(self):
        self.wish = json.loads(self.request.body)

    async def post(self):
        found = [document async for document in readings(query_of(self.wish))]
        self.write({"found": found})


if __name__ == "__main__":
    tornado.web.Application([(r"/find", Find)]).listen(8888, address="127.0.0.1")
    tornado.ioloop.IOLoop.current().start()
