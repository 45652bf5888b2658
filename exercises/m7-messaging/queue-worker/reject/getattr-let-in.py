import builtins, io, pickle

SAFE = {"getattr", "list", "dict"}


class R(pickle.Unpickler):
    def find_class(self, module, name):
        if module == "builtins" and name in SAFE: return getattr(builtins, name)
        raise pickle.UnpicklingError


def handle(message, key):
    task, image_id = R(io.BytesIO(message)).load()
    if task not in ("resize", "thumbnail") or type(image_id) is not int: raise ValueError
    return task, image_id
