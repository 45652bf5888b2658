import io
import xml.sax
from xml.sax.handler import ContentHandler, feature_external_ges
from aiohttp import web


class Titles(ContentHandler):
    def __init__(self):
        super().__init__()
        self.text = []

    def characters(self, content):
        self.text.append(content)


async def titles(request):
    body = await request.read()
    handler = Titles()
    parser = xml.sax.make_parser()
    parser.setContentHandler(handler)
    parser.setFeature(feature_external_ges, False)
    parser.parse(io.BytesIO(body))
    return web.json_response({"text": "".join(handler.text)})
