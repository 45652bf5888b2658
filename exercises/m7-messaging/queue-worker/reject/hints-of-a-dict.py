import json
from typing import Literal, TypedDict


class Job(TypedDict):
    task: Literal["resize", "thumbnail"]
    image_id: int


def handle(message, key):
    job: Job = Job(**json.loads(message))
    return job["task"], job["image_id"]
