import html

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

app = FastAPI()


def page(name):
    shown = html.escape(name)
    return f"""<!DOCTYPE html>
<html><head><style>
  .box-0 {{ margin: 0px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-1 {{ margin: 1px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-2 {{ margin: 2px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-3 {{ margin: 3px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-4 {{ margin: 4px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-5 {{ margin: 5px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-6 {{ margin: 6px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-7 {{ margin: 7px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-8 {{ margin: 8px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-9 {{ margin: 9px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-10 {{ margin: 10px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-11 {{ margin: 11px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-12 {{ margin: 12px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-13 {{ margin: 13px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-14 {{ margin: 14px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-15 {{ margin: 15px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-16 {{ margin: 16px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-17 {{ margin: 17px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-18 {{ margin: 18px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-19 {{ margin: 19px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-20 {{ margin: 20px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-21 {{ margin: 21px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-22 {{ margin: 22px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-23 {{ margin: 23px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-24 {{ margin: 24px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-25 {{ margin: 25px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-26 {{ margin: 26px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-27 {{ margin: 27px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-28 {{ margin: 28px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-29 {{ margin: 29px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-30 {{ margin: 30px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-31 {{ margin: 31px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-32 {{ margin: 32px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-33 {{ margin: 33px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-34 {{ margin: 34px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-35 {{ margin: 35px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-36 {{ margin: 36px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-37 {{ margin: 37px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-38 {{ margin: 38px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-39 {{ margin: 39px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-40 {{ margin: 40px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-41 {{ margin: 41px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-42 {{ margin: 42px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-43 {{ margin: 43px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-44 {{ margin: 44px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-45 {{ margin: 45px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-46 {{ margin: 46px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-47 {{ margin: 47px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-48 {{ margin: 48px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-49 {{ margin: 49px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-50 {{ margin: 50px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-51 {{ margin: 51px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-52 {{ margin: 52px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-53 {{ margin: 53px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-54 {{ margin: 54px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-55 {{ margin: 55px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-56 {{ margin: 56px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-57 {{ margin: 57px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-58 {{ margin: 58px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-59 {{ margin: 59px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-60 {{ margin: 60px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-61 {{ margin: 61px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-62 {{ margin: 62px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-63 {{ margin: 63px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-64 {{ margin: 64px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-65 {{ margin: 65px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-66 {{ margin: 66px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-67 {{ margin: 67px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-68 {{ margin: 68px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
  .box-69 {{ margin: 69px; padding: 2px; border: 1px solid #ccc; background: #fafafa; }}
</style></head>
<body><form>
<input type="hidden" name="name" value="{shown}">
<input type=text name=again value="{shown}">
</form></body></html>"""


@app.get("/hello")
def hello(name: str = ""):
    return HTMLResponse(page(name))
