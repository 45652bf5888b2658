import hmac
import json
import logging

log = logging.getLogger("webhooks")

def receive(body, header, secret):
    mac = hmac.new(key=secret, msg=body, digestmod="sha256")
    if hmac.compare_digest("sha256=%s" % mac.hexdigest(), header):
        return json.loads(body)
    log.warning("webhook refused")
    raise PermissionError
