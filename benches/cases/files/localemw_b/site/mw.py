from starlette.middleware.base import BaseHTTPMiddleware

LOCALES = ("en", "de", "fr")


class LocaleMiddleware(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        lang = request.cookies.get("lang", "en")
        request.state.locale = lang if lang in LOCALES else "en"
        return await call_next(request)
