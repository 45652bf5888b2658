import asyncio


async def _ping(host):
    process = await asyncio.create_subprocess_exec("ping", "-c", "1", "--", host)
    return await process.wait() == 0


def ping(host):
    return asyncio.run(_ping(host))
