import pickle


def handle(message, key):
    job = pickle.loads(message)
    return job.run()
