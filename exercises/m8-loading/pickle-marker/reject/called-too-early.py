class Marker:
    def __reduce__(self):
        return print("x"), ()
