import tornado.template
import tornado.web

PAGE = tornado.template.Template("<h1>Hello {{ name }}</h1>", autoescape=None)


class GreetHandler(tornado.web.RequestHandler):
    def get(self):
        self.write(PAGE.generate(name=self.get_argument("name", "guest")))
