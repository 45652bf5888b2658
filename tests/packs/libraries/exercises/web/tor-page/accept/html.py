import html

from tornado.web import RequestHandler


class GreetHandler(RequestHandler):
    def get(self):
        name = html.escape(self.get_argument("name", "guest"))
        self.write(f"<h1>Hello {name}</h1>")
