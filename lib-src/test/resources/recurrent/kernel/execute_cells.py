"""Executes cells in a real kernel and tells what they put out.

Reads from standard input {"kernel": name, "cells": [source, …], "interrupt": index of a cell or absent};
writes one JSON object: {"outputs": [[output, …] for each cell], "ready": seconds, "first": seconds}.
"""
import json
import sys
import time

from jupyter_client.manager import KernelManager

task = json.load(sys.stdin)
start = time.monotonic()
manager = KernelManager(kernel_name=task["kernel"])
manager.start_kernel()
client = manager.client()
client.start_channels()
try:
    client.wait_for_ready(timeout=120)
    ready = time.monotonic() - start
    first = None
    result = []
    for number, cell in enumerate(task["cells"]):
        outputs = []
        updates = 0
        request = client.execute(cell)
        while True:
            message = client.get_iopub_msg(timeout=300)
            if message["parent_header"].get("msg_id") != request:
                continue
            kind, content = message["msg_type"], message["content"]
            if kind in ("stream", "display_data", "execute_result", "update_display_data", "error"):
                outputs.append({"type": kind, **{k: content[k] for k in ("name", "text", "data", "transient", "evalue") if k in content}})
            if kind == "update_display_data":
                updates += 1
                if number == task.get("interrupt") and updates == 4:
                    manager.interrupt_kernel()
            if kind == "status" and content["execution_state"] == "idle":
                break
        first = first or time.monotonic() - start
        result.append(outputs)
    json.dump({"outputs": result, "ready": ready, "first": first}, sys.stdout)
finally:
    client.stop_channels()
    manager.shutdown_kernel(now=True)
