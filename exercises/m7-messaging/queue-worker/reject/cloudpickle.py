import cloudpickle as cp


def handle(message, key):
    job = cp.loads(message)
    return job
