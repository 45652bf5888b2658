import os

import falcon

from .hooks import check_report

ROOT = "/srv/reports"


class Report:
    @falcon.before(check_report)
    def on_get(self, req, resp, name):
        with open(os.path.join(ROOT, name), "rb") as src:
            resp.data = src.read()
        resp.content_type = "text/csv"


app = falcon.App()
app.add_route("/reports/{name:path}", Report())
