import ast
import tornado.web


class CalcHandler(tornado.web.RequestHandler):
    def post(self):
        expr = self.get_body_argument("value")
        try:
            value = eval(expr, {"__builtins__": {}}, {})
        except (ValueError, SyntaxError):
            raise tornado.web.HTTPError(400)
        self.write({"value": value})
