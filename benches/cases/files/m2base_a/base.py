import re

import tornado.web


class ToolHandler(tornado.web.RequestHandler):
    def safe_argument(self, name):
        value = self.get_argument(name)
        if re.match(r"[a-z0-9]+", value) is None:
            raise tornado.web.HTTPError(400)
        return value
