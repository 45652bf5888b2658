class Marker:
    def __reduce_ex__(self, protocol):
        return print, ("x", protocol)
