"""Writes data/README.md: the data dictionary, made of cscp_core/evidence/sheets.py, and the rows of each section."""

from cscp_core.evidence.dictionary import written
from cscp_core.settings import ROOT

(ROOT / "data" / "README.md").write_text(written(ROOT / "data" / "annual-report-2019-20"), encoding="utf-8")
