class Marker:
    def __reduced__(self):
        return print, ("x",)
