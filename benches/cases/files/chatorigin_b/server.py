import tornado.ioloop
import tornado.web

from chat import ChatSocket

if __name__ == "__main__":
    app = tornado.web.Application([(r"/chat", ChatSocket)], cookie_secret=open("/run/secrets/cookie").read())
    app.listen(8888)
    tornado.ioloop.IOLoop.current().start()
