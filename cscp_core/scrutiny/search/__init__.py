"""One search over the report and over what was asked, answered and decided since."""
