import pickle


def work():
    with open("/var/spool/q/next.bin", "rb") as source:
        return pickle.load(source)
