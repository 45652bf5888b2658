from collections import defaultdict

_listeners = defaultdict(list)


def on(kind):
    def wrap(function):
        _listeners[kind].append(function)
        return function
    return wrap


def emit(kind, **facts):
    for function in _listeners[kind]:
        function(**facts)
