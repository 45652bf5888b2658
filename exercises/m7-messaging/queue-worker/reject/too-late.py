import pickle


def handle(message, key):
    job = pickle.loads(message)
    if not isinstance(job, tuple):
        raise ValueError
    return job
