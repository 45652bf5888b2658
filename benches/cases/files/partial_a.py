import functools
import subprocess
from aiohttp import web

run = functools.partial(subprocess.run, shell=True, capture_output=True, text=True)


async def whois(request):
    domain = request.match_info["domain"]
    done = run(f"whois -- {domain}")
    return web.json_response({"text": done.stdout})


app = web.Application()
app.router.add_get("/whois/{domain}", whois)
