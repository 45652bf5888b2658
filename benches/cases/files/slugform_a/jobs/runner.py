import logging
import os

logger = logging.getLogger(__name__)


def export(dataset, fmt):
    target = f"/srv/exports/{dataset}.{fmt}"
    status = os.system(f"/usr/local/bin/export --dataset {dataset} --format {fmt} --out {target}")
    if status != 0:
        logger.error("export ended with %d", status)
        raise RuntimeError("export failed")
    return target
