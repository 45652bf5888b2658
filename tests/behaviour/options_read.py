# Options of a command line, pieces of a page, patterns of texts, numbers that only Python writes.
#> arguments("ada") gives {'name': 'ada', 'number': 3, 'verbose': False, 'kind': 'a', 'rest': []}
#> arguments("ada", "r1", "r2", "-n", "5", "--verbose") gives {'name': 'ada', 'number': 5, 'verbose': True, 'kind': 'a', 'rest': ['r1', 'r2']}
#> arguments("ada", "--number=7", "--kind", "b") gives {'name': 'ada', 'number': 7, 'verbose': False, 'kind': 'b', 'rest': []}
#> sub("add", "1", "2") gives {'command': 'add', 'numbers': [1, 2]}
#> sub("list", "--all") gives {'command': 'list', 'all': True}
#> fed("<a href='x'>hi</a> <b>there</b>") gives (['x'], 'hi there', ['a', '/a', 'b', '/b'])
#> fed("<A HREF=y>1 &lt; 2</A><br/>") gives (['y'], '1 < 2', ['a', '/a', 'br', '/br'])
#> fed("<p>a<!-- c -->b") gives ([], 'ab', ['p'])
#> fed("<a href=\"j&#97;va\">x") gives (['java'], 'x', ['a'])
#> Template("$a ${b} $$").substitute(a=1, b=2) gives '1 2 $'
#> tried(lambda: Template("$a").substitute()) gives 'KeyError'
#> Template("$a $b").safe_substitute(a=1) gives '1 $b'
#> Star("*a $b").substitute(a=1) gives '1 $b'
#> tried(lambda: Template("$ x").substitute()) gives 'ValueError'
#> Template("$a").template gives '$a'
#> sorted(Template("$a ${b} $$").get_identifiers()) gives ['a', 'b']
#> Template("$").is_valid() gives False
#> Template("$a_b").substitute({"a_b": 1}, a=2) gives '1'
#> json.loads('{"a": NaN}')["a"] != 0 gives True
#> tried(lambda: json.loads("{'a': 1}")) gives 'JSONDecodeError'
#> json.loads('[1, 1.5, true, null, "\\u00e9"]') gives [1, 1.5, True, None, 'é']
#> json.loads("1e2") gives 100.0
#> json.loads('{"a": 1, "a": 2}') gives {'a': 2}
#> json.loads('{"n": 12}', parse_int=str) gives {'n': '12'}
#> tried(lambda: json.loads('{"a": Infinity}', parse_constant=lambda c: 1 / 0)) gives 'ZeroDivisionError'
#> json.loads(b'\xef\xbb\xbf1') if False else json.loads(b"[1]") gives [1]
#> json.loads('"\\ud83d\\ude00"') gives '😀'
#> tried(lambda: json.loads("")) gives 'JSONDecodeError'
#> tried(lambda: json.loads("[1,]")) gives 'JSONDecodeError'
#> json.loads('{"x": {"__class__": "y"}}', object_hook=lambda d: sorted(d)) gives ['x']
#> tried(lambda: json.loads("01")) gives 'JSONDecodeError'
#> tried(lambda: json.loads('"\n"')) gives 'JSONDecodeError'
#> json.loads('"\n"', strict=False) gives '\n'
import argparse
import html.parser
import json
from decimal import Decimal
from string import Template


def arguments(*words):
    parser = argparse.ArgumentParser(prog="x")
    parser.add_argument("name")
    parser.add_argument("-n", "--number", type=int, default=3)
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--kind", choices=["a", "b"], default="a")
    parser.add_argument("rest", nargs="*")
    return vars(parser.parse_args(list(words)))


def sub(*words):
    parser = argparse.ArgumentParser(prog="x", exit_on_error=False)
    commands = parser.add_subparsers(dest="command", required=True)
    add = commands.add_parser("add")
    add.add_argument("numbers", nargs="+", type=int)
    commands.add_parser("list").add_argument("--all", action="store_true")
    return vars(parser.parse_args(words))


class Links(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.links, self.text, self.open = [], [], []

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        if tag == "a":
            self.links.append(dict(attrs).get("href"))

    def handle_endtag(self, tag):
        self.open.append("/" + tag)

    def handle_data(self, data):
        self.text.append(data)


def fed(text):
    parser = Links()
    parser.feed(text)
    parser.close()
    return parser.links, "".join(parser.text), parser.open


class Star(Template):
    delimiter = "*"
    idpattern = "[a-z]+"


def tried(call):
    try:
        return call()
    except Exception as error:
        return type(error).__name__
