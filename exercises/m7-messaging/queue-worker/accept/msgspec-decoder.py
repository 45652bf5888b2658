from typing import Literal

import msgspec


class Job(msgspec.Struct):
    task: Literal["resize", "thumbnail"]
    image_id: int


DECODER = msgspec.json.Decoder(Job)


def handle(message, key):
    job = DECODER.decode(message)
    return job.task, job.image_id
