import hmac, hashlib, json


def handle(message, key):
    mac, _, body = message.partition(b".")
    if not hmac.compare_digest(mac, hmac.new(key, body, hashlib.sha256).hexdigest().encode()):
        raise ValueError("mac")
    job = json.loads(body)
    if not isinstance(job, dict): raise ValueError
    if job.get("task") not in {"resize", "thumbnail"} or not isinstance(job.get("image_id"), int):
        raise ValueError
    return job["task"], job["image_id"]
