import csv

from .base import Exporter


class Table(Exporter):
    def cell(self, value):
        text = str(value)
        return "'" + text if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text

    def write(self, target):
        writer = csv.writer(target)
        writer.writerow(["name", "wish"])
        for row in self.cells():
            writer.writerow(row)
