import re

import falcon

NAME = re.compile(r"[A-Za-z0-9_-]{1,40}\.csv")


def check_report(req, resp, resource, params):
    name = params["name"]
    if not NAME.fullmatch(name):
        raise falcon.HTTPBadRequest(title="only csv")
