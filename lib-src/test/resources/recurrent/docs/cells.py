"""Runs cells in the Java kernel: cells.py FILE, a JSON list of sources; prints for each what it showed or printed."""
import json
import sys

from jupyter_client.manager import start_new_kernel

with open(sys.argv[1], encoding="utf-8") as file:
    cells = json.load(file)
manager, client = start_new_kernel(kernel_name="java", startup_timeout=120)
try:
    shown = []
    for source in cells:
        parts = []

        def hear(message):
            content = message["content"]
            if message["msg_type"] == "stream":
                parts.append(content["text"])
            elif message["msg_type"] in ("execute_result", "display_data"):
                parts.append(content["data"].get("text/plain", ""))
            elif message["msg_type"] == "error":
                parts.append("error: " + content["evalue"])

        client.execute_interactive(source, timeout=120, output_hook=hear, stop_on_error=False)
        shown.append("".join(parts))
    print(json.dumps(shown))
finally:
    client.stop_channels()
    manager.shutdown_kernel(now=True)
