import asyncio
import shlex
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route


async def run(command):
    proc = await asyncio.create_subprocess_shell(
        command, stdout=asyncio.subprocess.PIPE
    )
    out, _ = await proc.communicate()
    return out.decode()


async def probe(request):
    title = request.query_params.get("title", "untitled")
    return PlainTextResponse(await run(f'figlet -- "{title}"'))


app = Starlette(routes=[Route("/banner", probe)])
