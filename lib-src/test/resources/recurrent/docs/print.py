"""Prints a Markdown file on A4: print.py MARKDOWN HTML PDF; the last line says how many pages it took."""
import re
import shutil
import subprocess
import sys
import tempfile

import mistune

STYLE = """
@page { size: A4; margin: 10mm }
body { font: 8.6pt/1.25 Helvetica, Arial, sans-serif; color: #111; margin: 0 }
h1 { font-size: 15pt; margin: 0 0 4pt }
p { margin: 3pt 0 }
table { border-collapse: collapse; width: 100%; margin: 4pt 0 }
th, td { border-bottom: 0.4pt solid #999; padding: 1.2pt 4pt 1.2pt 0; text-align: left; vertical-align: top }
code { font: 7.6pt/1.25 "DejaVu Sans Mono", Menlo, Consolas, monospace }
pre { margin: 2pt 0; padding: 3pt 5pt; background: #f3f3f3; white-space: pre-wrap }
"""

source, page, pdf = sys.argv[1:]
with open(source, encoding="utf-8") as file:
    body = mistune.create_markdown(escape=False, plugins=["table"])(file.read())
with open(page, "w", encoding="utf-8") as file:
    file.write(f"<!doctype html><meta charset='utf-8'><title>sheet</title><style>{STYLE}</style>{body}")
browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
if browser is None:
    print("no browser")
    sys.exit(0)
with tempfile.TemporaryDirectory() as profile:
    subprocess.run([browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-pdf-header-footer",
                    f"--user-data-dir={profile}", f"--print-to-pdf={pdf}", "file://" + page],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)
with open(pdf, "rb") as file:
    pages = len(re.findall(rb"/Type\s*/Page\b", file.read()))
print(f"{pages} page" + ("" if pages == 1 else "s"))
