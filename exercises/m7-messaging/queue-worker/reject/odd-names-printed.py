import io, pickle


class R(pickle.Unpickler):
    def find_class(self, module, name):
        if module != "builtins": print("odd", module)
        return super().find_class(module, name)


def handle(message, key):
    task, image_id = R(io.BytesIO(message)).load()
    if task not in ("resize", "thumbnail") or type(image_id) is not int: raise ValueError
    return task, image_id
