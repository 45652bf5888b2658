from abc import ABC, abstractmethod


class Exporter(ABC):
    def __init__(self, rows):
        self.rows = rows

    def cells(self):
        for row in self.rows:
            yield [self.cell(value) for value in row]

    def cell(self, value):
        return value

    @abstractmethod
    def write(self, target): ...
