import json
from dataclasses import dataclass, fields

TASKS = {"resize", "thumbnail"}


@dataclass
class Job:
    task: str
    image_id: int

    def __post_init__(self):
        for item in fields(self):
            if type(getattr(self, item.name)) is not item.type:
                raise TypeError(item.name)
        if self.task not in TASKS:
            raise ValueError(self.task)


def handle(message, key):
    job = Job(**json.loads(message.decode()))
    return (job.task, job.image_id)
