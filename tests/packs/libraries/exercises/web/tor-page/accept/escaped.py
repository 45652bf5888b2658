import tornado.escape
import tornado.web


class GreetHandler(tornado.web.RequestHandler):
    def get(self):
        name = self.get_argument("name", "guest")
        self.write("<h1>Hello " + tornado.escape.xhtml_escape(name) + "</h1>")
