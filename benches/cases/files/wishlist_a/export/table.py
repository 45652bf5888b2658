import csv

from .base import Exporter


class Table(Exporter):
    def write(self, target):
        writer = csv.writer(target)
        writer.writerow(["name", "wish"])
        for row in self.cells():
            writer.writerow(row)
