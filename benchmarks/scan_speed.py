"""CPU time per scanned page, beside Tesseract's own program on the same page (one thread, the same data)."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

GOAL = 1.3


def compare(sample: Path) -> None:
    """Scans the sample at 200 dpi, reads it both ways, prints seconds per page and their ratio."""
    from planparse.read import ocr, read

    sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))
    from make_scans import _pages, scan
    from PIL import Image

    if not ocr.is_installed():
        print("\nscans: no OCR engine is installed; see planparse doctor")
        return
    data = scan(sample, "scan200")
    read(data, sample.name)  # opens the engines
    started = time.process_time()
    pages = read(data, sample.name).pages or 1
    own = (time.process_time() - started) / pages
    environment = os.environ | {"OMP_THREAD_LIMIT": "1"}
    with tempfile.TemporaryDirectory() as folder:
        scanned = Path(folder) / "scan.pdf"
        scanned.write_bytes(data)
        for number, (page, _) in enumerate(_pages(scanned, 200)):
            Image.fromarray(page).convert("L").save(Path(folder) / f"{number}.png", dpi=(200, 200))
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        for path in sorted(Path(folder).glob("*.png")):
            subprocess.run(["tesseract", path, path.with_suffix(""), "-l", "Vietnamese"], env=environment, check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    alone = (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) / pages
    ratio = own / alone
    print(f"\nscans at 200 dpi: planparse {own:.2f} s/page, tesseract alone {alone:.2f} s/page")
    print(f"  planparse / tesseract: {ratio:.2f}; goal at most {GOAL:.2f}: {'met' if ratio <= GOAL else 'MISSED'}")
