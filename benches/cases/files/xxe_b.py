from flask import Flask, request
from lxml import etree

app = Flask(__name__)


def make_parser():
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


@app.post("/invoice")
def invoice():
    tree = etree.fromstring(request.data, parser=make_parser())
    return {"total": tree.findtext("total")}
