import base64
import pickle


def load_session(cookie):
    session = pickle.loads(base64.b64decode(cookie))
    if type(session) is not dict:
        raise TypeError("not a session")
    return session
