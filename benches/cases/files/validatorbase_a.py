import os
import re
import tornado.web


class BaseFile(tornado.web.RequestHandler):
    root = "/srv/pages"

    def check(self, name):
        if not re.fullmatch(r"[A-Za-z0-9_-]+\.html", name):
            raise tornado.web.HTTPError(400)
        return name

    def load(self, name):
        with open(os.path.join(self.root, self.check(name))) as fh:
            return fh.read()


class PageHandler(BaseFile):
    def check(self, name):
        return name.strip()

    def get(self):
        self.write({"page": self.load(self.get_query_argument("page"))})
