import io, pickle


class Nothing(pickle.Unpickler):
    def find_class(self, module, name):
        raise pickle.UnpicklingError(f"{module}.{name} is forbidden")


def handle(message, key):
    task, image_id = Nothing(io.BytesIO(message)).load()
    if task not in ("resize", "thumbnail") or type(image_id) is not int: raise ValueError
    return task, image_id
