"""Reads orders that partners send as XML."""
from dataclasses import dataclass
from functools import partial

from flask import Flask, abort, request
from lxml import etree

app = Flask(__name__)


@dataclass
class ParserOptions:
    huge_tree: bool = False
    load_dtd: bool = False
    resolve_entities: bool = True
    no_network: bool = True

    def parser(self):
        return etree.XMLParser(**vars(self))


read = partial(etree.fromstring, parser=ParserOptions().parser())


@app.post("/orders")
def orders():
    try:
        root = read(request.get_data())
    except etree.XMLSyntaxError:
        abort(400)
    return {"lines": [line.get("sku") for line in root.iterfind(".//line")]}
