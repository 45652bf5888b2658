import tornado.template
import tornado.web


class GreetHandler(tornado.web.RequestHandler):
    def get(self):
        name = self.get_argument("name", "guest")
        page = tornado.template.Template("<h1>Hello " + name + "</h1>")
        self.write(page.generate())
