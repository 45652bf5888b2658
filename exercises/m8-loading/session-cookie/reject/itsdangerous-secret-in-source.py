from itsdangerous import URLSafeSerializer


def load_session(cookie):
    return URLSafeSerializer("s3cret").loads(cookie)
