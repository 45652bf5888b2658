"""Zones and weeks, and what waits for something: tasks, threads, locks."""
import asyncio, contextlib, io, threading
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

UTC = timezone.utc
BERLIN = ZoneInfo("Europe/Berlin")
SYDNEY = ZoneInfo("Australia/Sydney")


async def add(a, b):
    await asyncio.sleep(0)
    return a + b


async def together():
    task = asyncio.create_task(add(5, 6), name="t")
    async with asyncio.TaskGroup() as group:
        more = group.create_task(add(1, 1))
    async with asyncio.timeout(5), asyncio.Semaphore(2):
        done = await task
    found = [await one for one in asyncio.as_completed([add(1, 2)])]
    return done, task.get_name(), more.result(), found, await asyncio.gather(add(1, 2), add(3, 4))


async def elsewhere():
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(None, sum, [1, 2])


class Later:
    def __await__(self):
        return 7
        yield


async def later():
    return await Later()


class Noted(contextlib.ContextDecorator):
    seen = []

    def __enter__(self):
        self.seen.append("in")

    def __exit__(self, *why):
        self.seen.append("out")


@Noted()
def noted(x):
    return [*Noted.seen, x]


def threads():
    found = []
    each = [threading.Thread(target=found.append, args=(n,)) for n in range(3)]
    for thread in each:
        thread.start()
    for thread in each:
        thread.join()
    with threading.Lock():
        found.append("locked")
    return found


def closed():
    with io.StringIO("a\nb\n") as file:
        first = next(file)
        rest = file.read()
    try:
        file.read()
    except ValueError:
        return first, rest, file.closed


#> datetime(2026, 7, 1, 20, tzinfo=BERLIN).astimezone(UTC).isoformat() gives '2026-07-01T18:00:00+00:00'
#> datetime(2026, 12, 24, 17, tzinfo=UTC).astimezone(BERLIN).isoformat() gives '2026-12-24T18:00:00+01:00'
#> datetime(2026, 3, 29, 2, 30, tzinfo=BERLIN).isoformat() gives '2026-03-29T02:30:00+01:00'
#> datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1).isoformat() gives '2026-10-25T02:30:00+01:00'
#> [datetime(2026, 10, 25, h, 30, tzinfo=UTC).astimezone(BERLIN).isoformat() for h in (0, 1)] gives ['2026-10-25T02:30:00+02:00', '2026-10-25T02:30:00+01:00']
#> [datetime(2026, 10, 25, h, 30, tzinfo=UTC).astimezone(BERLIN).fold for h in (0, 1)] gives [0, 1]
#> [datetime(2026, m, 1, tzinfo=ZoneInfo("America/New_York")).tzname() for m in (1, 7)] gives ['EST', 'EDT']
#> [datetime(2026, m, d, 1, 59, tzinfo=ZoneInfo("America/Chicago")).utcoffset().total_seconds() / 3600 for m, d in ((3, 8), (3, 9), (11, 1), (11, 2))] gives [-6.0, -5.0, -5.0, -6.0]
#> [datetime(2026, m, 15, tzinfo=SYDNEY).utcoffset().total_seconds() / 3600 for m in (1, 4, 7, 11)] gives [11.0, 10.0, 10.0, 11.0]
#> [datetime(2026, 4, 4, h, tzinfo=UTC).astimezone(SYDNEY).isoformat() for h in (15, 16)] gives ['2026-04-05T02:00:00+11:00', '2026-04-05T02:00:00+10:00']
#> datetime(2026, 5, 5, tzinfo=ZoneInfo("Asia/Kolkata")).isoformat() gives '2026-05-05T00:00:00+05:30'
#> datetime.fromtimestamp(1782900000, ZoneInfo("Europe/London")).isoformat() gives '2026-07-01T11:00:00+01:00'
#> (str(BERLIN), BERLIN.key, repr(ZoneInfo("UTC")), BERLIN == ZoneInfo("Europe/Berlin")) gives ('Europe/Berlin', 'Europe/Berlin', "zoneinfo.ZoneInfo(key='UTC')", True)
#> datetime(2026, 7, 1, 12, tzinfo=BERLIN) - datetime(2026, 7, 1, 12, tzinfo=UTC) == timedelta(hours=-2) gives True
#> date.fromisocalendar(2026, 48, 6).isoformat() gives '2026-11-28'
#> (date.fromisoformat("2026-W48-6").isoformat(), date.fromisoformat("2026W48").isoformat()) gives ('2026-11-28', '2026-11-23')
#> date(2026, 11, 28).strftime("%G-W%V-%u %w %U %W") gives '2026-W48-6 6 47 47'
#> timedelta.max.days gives 999999999
#> asyncio.run(together()) gives (11, 't', 2, [3], [3, 7])
#> asyncio.run(elsewhere()) gives 3
#> asyncio.run(later()) gives 7
#> noted(5) gives ['in', 5]
#> threads() gives [0, 1, 2, 'locked']
#> closed() gives ('a\n', 'b\n', True)
