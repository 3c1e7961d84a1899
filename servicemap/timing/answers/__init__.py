"""What the passes answer: promises, traces and their receipts, tolerances, fair shares."""
