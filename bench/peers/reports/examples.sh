#!/bin/sh
# Makes the small data of the reports' worked examples and answers each report with pandas, for the tests to compare the SQL with.
# Needs Debian's python3-pandas. Run from anywhere: bench/peers/reports/examples.sh
set -eu
cd "$(dirname "$0")"
/usr/bin/python3 examples.py ../../../tests/Custos.Tests/Store/Report/Examples
