import logging

log = logging.getLogger(__name__)


def start(service):
    log.info("starting")
    return "started " + service


def stop(service):
    return "stopped " + service


def run_action(name: str, arg: str) -> str:
    actions = {"start": start, "stop": stop}
    if name not in actions:
        raise ValueError(f"no such action: {name}")
    return actions[name](arg)
