import json
from dataclasses import dataclass


@dataclass(frozen=True)
class Job:
    task: str
    image_id: int

    def __post_init__(self):
        if self.task not in {"resize", "thumbnail"}:
            raise ValueError("unknown task")
        if type(self.image_id) is not int:
            raise ValueError("image_id must be a whole number")


def handle(message, key):
    data = json.loads(message)
    job = Job(task=data["task"], image_id=data["image_id"])
    return job.task, job.image_id
