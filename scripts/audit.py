"""Asks pip-audit whether anything that requirements.txt pins has a known weakness, and says so where it cannot tell.

A weakness fails. So does an advisory database that cannot be reached, unless --may-be-offline is given: then it is
said and passed over, so that a machine without access can still run the tests.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ASK = ["--require-hashes", "-r", "requirements.txt", "--disable-pip", "--progress-spinner", "off", "-f", "json"]


def sentence(report: str) -> tuple[int, str]:
    """What a report of pip-audit says: 0 for nothing known, 1 for a weakness, 2 for cannot tell; and in words."""
    try:
        told = json.loads(report)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return 2, "audit: cannot tell, the advisory database was not reached."
    weak = [f"{one['name']} {one['version']}: {bug['id']}" for one in told for bug in one.get("vulns", ())]
    unseen = [one["name"] for one in told if "skip_reason" in one]
    if weak:
        return 1, "audit: known weaknesses in " + "; ".join(weak) + "."
    if unseen or not told:
        return 2, f"audit: cannot tell of {len(unseen)} of {len(told)} packages, which were not found there."
    return 0, f"audit: {len(told)} packages, no known weakness."


if __name__ == "__main__":
    asked = [sys.executable, "-m", "pip_audit", *ASK]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    code, said = sentence(done.stdout)
    print(said)
    sys.exit(0 if code == 2 and "--may-be-offline" in sys.argv else code)
