import pickle


class Surprise:
    def __reduce__(self):
        return print, ("x",)


def payload():
    return pickle.dumps(Surprise())
