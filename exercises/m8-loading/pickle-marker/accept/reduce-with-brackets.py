class Marker:
    def __reduce__(self):
        return (print, ("hello from the pickle",))
