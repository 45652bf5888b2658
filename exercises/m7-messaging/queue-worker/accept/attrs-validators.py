import json

import attrs
from attrs import validators


@attrs.frozen
class Job:
    task: str = attrs.field(validator=validators.in_(["resize", "thumbnail"]))
    image_id: int = attrs.field(validator=validators.instance_of(int))


def handle(message, key):
    job = Job(**json.loads(message))
    return job.task, job.image_id
