#!/usr/bin/env bash
# Do Custos and Debian's scikit-learn find the same words and character runs?
#   bench/peers/words.sh [SEED [DATA_FOLDER]]
# Prints how many texts were compared and how many differ; fails where one does. Needs python3-sklearn from Debian.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.."
seed=${1:-1} data=${2:-../shared/data}
/usr/bin/python3 -c 'import sklearn' 2>/dev/null || { echo "words.sh: Debian's python3-sklearn is not installed." >&2; exit 1; }
file=$(mktemp)
trap 'rm -f "$file"' EXIT
/usr/bin/python3 bench/peers/words/words.py "$data" "$seed" >"$file"
dotnet build bench/Custos.Bench -c Release -p:RunAnalyzers=false -v quiet -nologo -clp:NoSummary
dotnet bench/Custos.Bench/bin/Release/net10.0/Custos.Bench.dll peers words "$file"
