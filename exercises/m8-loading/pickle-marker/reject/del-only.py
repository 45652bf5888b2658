class Marker:
    def __del__(self):
        print("x")
