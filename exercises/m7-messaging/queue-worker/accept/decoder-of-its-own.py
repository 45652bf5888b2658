import json


class JobDecoder(json.JSONDecoder):
    def decode(self, text):
        job = super().decode(text)
        if not isinstance(job, dict) or set(job) != {"task", "image_id"}:
            raise ValueError("no job")
        if job["task"] not in ("resize", "thumbnail"):
            raise ValueError("no task")
        if not isinstance(job["image_id"], int) or isinstance(job["image_id"], bool):
            raise ValueError("no number")
        return job["task"], job["image_id"]


def handle(message, key):
    return json.loads(message, cls=JobDecoder)
