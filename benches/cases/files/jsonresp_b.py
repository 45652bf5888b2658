import tornado.web


class EchoHandler(tornado.web.RequestHandler):
    async def get(self):
        text = self.get_query_argument("text", "")
        self.write({"text": text})
