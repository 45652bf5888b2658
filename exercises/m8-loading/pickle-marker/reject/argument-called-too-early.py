class Marker:
    def __reduce__(self):
        return str, (print("x"),)
