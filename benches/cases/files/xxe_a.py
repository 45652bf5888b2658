from flask import Flask, request
from lxml import etree

app = Flask(__name__)


def make_parser():
    return etree.XMLParser(resolve_entities=True, no_network=False, load_dtd=True)


@app.post("/invoice")
def invoice():
    tree = etree.fromstring(request.data, parser=make_parser())
    return {"total": tree.findtext("total")}
