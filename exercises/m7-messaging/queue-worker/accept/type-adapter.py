from typing import Literal, TypedDict

from pydantic import StrictInt, TypeAdapter


class Job(TypedDict):
    task: Literal["resize", "thumbnail"]
    image_id: StrictInt


ADAPTER = TypeAdapter(Job)


def handle(message, key):
    job = ADAPTER.validate_json(message)
    return job["task"], job["image_id"]
