class Marker:
    def __call__(self):
        print("x")
