import asyncio


async def paint(text):
    figlet = await asyncio.create_subprocess_exec(
        "figlet", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    painted, _ = await figlet.communicate(text.encode())
    return painted.decode()


def banner(text):
    """Return the text, painted in big letters."""
    return asyncio.run(paint(text))
