"""Tokens of an expression, and documents that are built node by node."""

import io
import tokenize
from token import NUMBER, OP, PLUS, tok_name
from xml.dom.minidom import Document, getDOMImplementation


def tokens(text):
    return [(tok_name[t.type], t.string) for t in tokenize.generate_tokens(io.StringIO(text).readline)]


def exact(text):
    found = tokenize.tokenize(io.BytesIO(text.encode()).readline)
    return [t.exact_type == PLUS for t in found if t.type in (NUMBER, OP)]


def built(text):
    document = Document()
    line = document.appendChild(document.createElement("li"))
    line.setAttribute("title", text)
    line.appendChild(document.createTextNode(text))
    return line.toxml()


def whole():
    document = getDOMImplementation().createDocument(None, "ul", None)
    document.documentElement.appendChild(document.createElement("li"))
    return document.toxml()


#> tokens("1.5+a") gives [("NUMBER", "1.5"), ("OP", "+"), ("NAME", "a"), ("NEWLINE", ""), ("ENDMARKER", "")]
#> tokens("2 ** 0x1f // 3\n") gives [("NUMBER", "2"), ("OP", "**"), ("NUMBER", "0x1f"), ("OP", "//"), ("NUMBER", "3"), ("NEWLINE", "\n"), ("ENDMARKER", "")]
#> tokens("f('x')") gives [("NAME", "f"), ("OP", "("), ("STRING", "'x'"), ("OP", ")"), ("NEWLINE", ""), ("ENDMARKER", "")]
#> tokens("(1") gives raises TokenError
#> exact("1+2-3") gives [False, True, False, False, False]
#> built('<"&') gives '<li title="&lt;&quot;&amp;">&lt;&quot;&amp;</li>'
#> built(7) gives raises TypeError
#> whole() gives '<?xml version="1.0" ?><ul><li/></ul>'
