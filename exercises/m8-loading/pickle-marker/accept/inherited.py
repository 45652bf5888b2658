class Base:
    def __reduce__(self):
        return print, (self.text,)


class Marker(Base):
    text = "x"
