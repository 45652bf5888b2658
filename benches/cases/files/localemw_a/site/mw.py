from starlette.middleware.base import BaseHTTPMiddleware


class LocaleMiddleware(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        request.state.locale = request.cookies.get("lang", "en")
        return await call_next(request)
