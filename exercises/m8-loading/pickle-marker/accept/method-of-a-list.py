class Marker:
    def __init__(self):
        self.log = []

    def __reduce__(self):
        return self.log.append, ("x",)
