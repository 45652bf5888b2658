import builtins
import io
import pickle


class Careful(pickle.Unpickler):
    def find_class(self, module, name):
        if module == "builtins":
            return getattr(builtins, name)
        raise pickle.UnpicklingError("only built-in things")


def open_parcel(data):
    return Careful(io.BytesIO(data)).load()
