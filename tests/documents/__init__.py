"""The texts that tests read: the bundled report and documents by writers who had not seen the rules."""

from pathlib import Path

FOLDER = Path(__file__).parent
REPORT = FOLDER.parents[1] / "src" / "reechain" / "data" / "demo-report.txt"
DOCUMENTS = [REPORT, *sorted(FOLDER.glob("*.txt"))]
GOLD = {REPORT: FOLDER.parent / "data" / "demo-report.json"} | {
    path: path.with_suffix(".json") for path in sorted(FOLDER.glob("*.txt"))
}
