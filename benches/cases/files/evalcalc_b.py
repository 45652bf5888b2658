import ast
import tornado.web


class CalcHandler(tornado.web.RequestHandler):
    def post(self):
        expr = self.get_body_argument("value")
        try:
            value = ast.literal_eval(expr)
        except (ValueError, SyntaxError):
            raise tornado.web.HTTPError(400)
        self.write({"value": value})
