class Marker:
    def __init__(self):
        print("x")
