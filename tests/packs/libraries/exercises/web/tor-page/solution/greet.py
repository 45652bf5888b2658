import tornado.template
import tornado.web

PAGE = tornado.template.Template("<h1>Hello {{ name }}</h1>")


class GreetHandler(tornado.web.RequestHandler):
    def get(self):
        name = self.get_argument("name", "guest")
        self.write(PAGE.generate(name=name))
