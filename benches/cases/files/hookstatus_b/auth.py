import logging
import os
import hmac

import falcon


def require_admin(req, resp, resource, params):
    token = req.get_header("X-Admin-Token") or ""
    if not hmac.compare_digest(token, os.environ["ADMIN_TOKEN"]):
        logging.warning("bad admin token")
        raise falcon.HTTPForbidden()
