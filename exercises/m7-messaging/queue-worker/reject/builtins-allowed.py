import io
import pickle


class Safe(pickle.Unpickler):
    def find_class(self, module, name):
        if module == "builtins":
            return super().find_class(module, name)
        raise pickle.UnpicklingError(module)


def handle(message, key):
    return Safe(io.BytesIO(message)).load()
