import base64
import io
import pickle


class Plain(pickle.Unpickler):
    def find_class(self, module, name):
        raise pickle.UnpicklingError("no classes")


def load_session(cookie):
    return Plain(io.BytesIO(base64.b64decode(cookie))).load()
