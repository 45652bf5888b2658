import importlib


def handle(message, key):
    return importlib.import_module("pick" + "le").loads(message)
