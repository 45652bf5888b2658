import ast
import base64


def load_session(cookie):
    return ast.literal_eval(base64.b64decode(cookie).decode())
