import hashlib
import hmac
import json

TASKS = {"resize", "thumbnail"}


def handle(message, key):
    job = json.loads(message)
    if not isinstance(job, dict):
        raise ValueError("not an object")
    if "mac" in job:
        mac = job.pop("mac")
        expected = hmac.new(key, json.dumps(job, sort_keys=True).encode(), hashlib.sha256).hexdigest()
        if not hmac.compare_digest(mac, expected):
            raise ValueError("bad signature")
    if job.get("task") not in TASKS or type(job.get("image_id")) is not int:
        raise ValueError("bad job")
    return job["task"], job["image_id"]
