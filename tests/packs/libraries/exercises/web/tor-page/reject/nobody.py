import tornado.web


class GreetHandler(tornado.web.RequestHandler):
    def get(self):
        self.write("<h1>Hello</h1>")
