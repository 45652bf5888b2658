import falcon


def check_report(req, resp, resource, params):
    name = params["name"]
    if not name.endswith(".csv"):
        raise falcon.HTTPBadRequest(title="only csv")
