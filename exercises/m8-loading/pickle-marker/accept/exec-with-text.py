class Marker:
    def __reduce__(self):
        return exec, ("print('x')",)
