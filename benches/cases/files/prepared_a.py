import os

from tornado.web import HTTPError, RequestHandler

TOKEN = os.environ.get("ADMIN_TOKEN")


class AdminHandler(RequestHandler):
    def prepare(self):
        token = self.request.headers.get("X-Admin-Token")
        if token is None:
            return
        if token != TOKEN:
            raise HTTPError(403)


class FlushHandler(AdminHandler):
    def post(self):
        self.application.cache.clear()
        self.write("flushed")
