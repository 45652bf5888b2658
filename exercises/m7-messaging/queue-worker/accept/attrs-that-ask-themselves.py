import json

from attrs import define, field

TASKS = frozenset({"resize", "thumbnail"})


@define
class Job:
    task: str = field()
    image_id: int = field()

    @task.validator
    def _known(self, attribute, value):
        if value not in TASKS:
            raise ValueError(f"unknown task {value!r}")

    @image_id.validator
    def _whole(self, attribute, value):
        if type(value) is not int:
            raise TypeError("the id is a whole number")


def handle(message, key):
    job = Job(**json.loads(message))
    return job.task, job.image_id
