import jobs_pb2

NAMES = {1: "resize", 2: "thumbnail"}


def handle(message, key):
    job = jobs_pb2.Job()
    job.ParseFromString(message)
    return NAMES[job.task], job.image_id
