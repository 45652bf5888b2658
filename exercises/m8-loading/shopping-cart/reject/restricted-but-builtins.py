import base64
import io
import pickle


class Safe(pickle.Unpickler):
    def find_class(self, module, name):
        if module == "builtins":
            return super().find_class(module, name)
        raise pickle.UnpicklingError(module)


def load_cart(token):
    return Safe(io.BytesIO(base64.b64decode(token))).load()
