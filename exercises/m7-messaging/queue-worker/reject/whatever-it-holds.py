import json


class Job:
    pass


def handle(message, key):
    job = Job()
    job.__dict__.update(json.loads(message))
    getattr(job, "check", lambda: None)
    return job.task, job.image_id
