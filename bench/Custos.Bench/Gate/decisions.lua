-- Decisions on texts of 500 characters, each drawn anew, so that no cache knows them:
-- wrk -t1 -c16 -d20s --latency -s bench/Custos.Bench/Gate/decisions.lua http://127.0.0.1:5080
local syllables = {"ba", "co", "den", "fi", "ga", "hol", "jur", "ka", "lem", "mi", "no", "per", "qua", "ri", "sta", "tu", "ul", "ven", "wa", "ye"}
local texts = {}

function init(args)
  math.randomseed(7)
  for i = 1, 2000 do
    local words = {}
    local length = 0
    while length < 500 do
      local word = syllables[math.random(#syllables)] .. syllables[math.random(#syllables)] .. (math.random(3) == 1 and syllables[math.random(#syllables)] or "")
      words[#words + 1] = word
      length = length + #word + 1
    end
    texts[i] = string.sub(table.concat(words, " "), 1, 490)
  end
end

-- A second run draws other texts than the first.
local number = os.time() % 100000 * 1000000

function request()
  number = number + 1
  local body = string.format('{"content":"%s %012d","user":"user-%d","address":"10.0.0.%d","tier":"free","endpoint":"/chat"}', texts[number % 2000 + 1], number, number % 1000, number % 200)
  return wrk.format("POST", "/v1/decisions", {["Content-Type"] = "application/json"}, body)
end

function done(summary, latency, requests)
  io.write(string.format("%.0f a second, p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms, max %.2f ms; %d not 2xx, %d socket errors\n",
    summary.requests / (summary.duration / 1e6), latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency:percentile(99.9) / 1000, latency.max / 1000,
    summary.errors.status, summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
