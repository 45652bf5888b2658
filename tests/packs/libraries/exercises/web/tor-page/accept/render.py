import tornado.web


class GreetHandler(tornado.web.RequestHandler):
    async def get(self):
        self.render("greet.html", name=self.get_query_argument("name", default="guest"))
