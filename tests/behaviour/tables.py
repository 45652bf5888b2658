# Tables as text, as `CPython` 3.11 writes and reads them.
#> written() gives 'a,"b""c","d,e",1,\r\n'
#> quoted() gives '"1",""\n"x",""\n'
#> alone() gives '""\r\n'
#> read() gives [['a', '', ''], [], ['x\ny', 'z']]
#> headed() gives (['a', 'b'], [['c', 'd']])
#> named() gives [{'a': '1', 'b': '2'}, {'a': '3', 'b': None}]
#> too_many() gives [{'a': '1', None: ['2']}]
#> by_name() gives 'x,y\r\n1,\r\n'
#> strange() gives raises ValueError
#> odd() gives raises Error
#> tabs() gives [['a', 'b,c']]
#> keyed() gives ({0: None, 1: None, 'a': None}, {'b': 7, 'a': 7}, 300, 'BANANb')
#> dumped() gives '{"a": [1, null]}'
import csv
import io
import json


def written():
    out = io.StringIO()
    csv.writer(out).writerow(["a", 'b"c', "d,e", 1, None])
    return out.getvalue()


def quoted():
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows([[1, None], ["x", ""]])
    return out.getvalue()


def alone():
    out = io.StringIO()
    csv.writer(out).writerow([""])
    return out.getvalue()


def read():
    return list(csv.reader(["a,,", "", '"x\n', 'y",z']))


def headed():
    rows = csv.reader(io.StringIO("a;b\nc;d\n"), delimiter=";")
    head = next(rows)
    return head, list(rows)


def named():
    return list(csv.DictReader(io.StringIO("a,b\n1,2\n\n3\n")))


def too_many():
    return list(csv.DictReader(["a", "1,2"]))


def by_name():
    out = io.StringIO()
    rows = csv.DictWriter(out, ["x", "y"])
    rows.writeheader()
    rows.writerow({"x": 1})
    return out.getvalue()


def strange():
    csv.DictWriter(io.StringIO(), ["x"]).writerow({"y": 1})


def odd():
    csv.writer(io.StringIO(), quoting=csv.QUOTE_NONE).writerow(["a,b"])


def tabs():
    return list(csv.reader(["a\tb,c"], dialect="excel-tab"))


def dumped():
    out = io.StringIO()
    json.dump({"a": [1, None]}, out)
    return out.getvalue()


def keyed():
    every = dict.fromkeys(list(range(300)) + [1, 2.0, "1"])
    table = str.maketrans({"a": "A", "b": "B", "n": "N", "z": "b"})
    return (
        dict.fromkeys([0, 1, "a", True, 0.0]),
        dict.fromkeys("ba", 7),
        len(every) - 1,
        "banan".translate(table) + "z".translate(table),
    )
