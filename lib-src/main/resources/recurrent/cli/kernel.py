"""Starts the kernel once: kernel.py SECONDS; prints how long it took until it had added two numbers."""
import sys
import time

from jupyter_client.manager import start_new_kernel

start = time.monotonic()
try:
    manager, client = start_new_kernel(kernel_name="java", startup_timeout=int(sys.argv[1]))
except RuntimeError as error:
    sys.exit(str(error))
try:
    ready = time.monotonic() - start
    answers = []
    client.execute_interactive("20 + 22", timeout=60, output_hook=lambda message: answers.append(
        message["content"].get("data", {}).get("text/plain")))
    if "42" not in answers:
        sys.exit(f"the kernel answered {answers}, expected 42")
    print(f"{ready:.1f}")
finally:
    client.stop_channels()
    manager.shutdown_kernel(now=True)
