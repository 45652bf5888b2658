import click
from fabric import Connection

SERVICES = ("web", "worker", "cron")


@click.command()
@click.option("--host", default="app1.internal")
@click.option("--service", default="web")
def restart(host, service):
    Connection(host).sudo(f"systemctl restart {service}")


if __name__ == "__main__":
    restart()
