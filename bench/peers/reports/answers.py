"""The reports' questions answered by pandas and plain loops, on the small data, by other ways than the SQL takes."""
import json
import math
import re

import pandas as pd

Z = 1.959963984540054
NOW = pd.Timestamp("2026-05-01")


def wilson(successes, n):
    if n == 0:
        return None, None, None
    p = successes / n
    centre = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z / (1 + Z * Z / n) * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    return p, 0.0 if successes == 0 else centre - half, 1.0 if successes == n else centre + half


def asked(table, start=None, end=None, time="occurred_at"):
    start, end = pd.Timestamp(start or "1900-01-01"), pd.Timestamp(end) if end else NOW
    return table[(table[time] >= start) & (table[time] < end)]


def requests(exchanges, **period):
    return asked(exchanges, **period)[lambda e: e.parent_id.isna()]


def local(times, zone):
    return pd.to_datetime(times).dt.tz_localize("UTC").dt.tz_convert(zone)


def order(frame, by):
    """NULLs last, texts by their bytes, as the database sorts."""
    return frame.sort_values(by, na_position="last", kind="stable").reset_index(drop=True)


def day_text(day):
    return str(day)[:10]


def reports_actioned(reports, actions, zone):
    first = reports.groupby("report_id").created_at.min().reset_index()
    rows = []
    for report in first.itertuples():
        mine = actions[actions.report_id == report.report_id].action_at
        later = mine[mine >= report.created_at]
        rows.append((report.created_at, len(later) > 0 and later.min() - report.created_at <= pd.Timedelta(hours=24), (mine < report.created_at).any()))
    frame = pd.DataFrame(rows, columns=["at", "within", "before"])
    frame["day"] = local(frame["at"], zone).dt.date
    told = []
    for day, of in frame.groupby("day"):
        share, low, high = wilson(int(of.within.sum()), len(of))
        told.append([day_text(day), len(of), int(of.within.sum()), share, low, high, int(of.before.sum())])
    return ["created_on", "reports", "actioned_within_24h", "share", "share_lower95", "share_upper95", "acted_before"], told


def latency(exchanges, by, **period):
    calls = asked(exchanges, **period)[lambda e: (e.outcome == "completed") & e.duration_microseconds.notna()]
    told = []
    for value, of in calls.groupby(by, dropna=False):
        times, n, row = sorted(int(t) for t in of.duration_microseconds), len(of), [None if pd.isna(value) else value, len(of)]
        for share in (50, 95, 99):
            width = Z * math.sqrt(n * share / 100 * (1 - share / 100))
            for rank in (-(-n * share // 100), math.floor(n * share / 100 - width), math.ceil(n * share / 100 + width) + 1):
                row.append(times[rank - 1] if 1 <= rank <= n else None)
        told.append(row)
    columns = [by, "calls"] + [f"p{share}{end}" for share in (50, 95, 99) for end in ("", "_lower95", "_upper95")]
    return columns, order(pd.DataFrame(told, columns=columns, dtype=object), by).values.tolist()


def blocked_often(exchanges, decisions, more_than, hours, **period):
    blocks = asked(decisions, time="decided_at", **period)[lambda d: d.verdict == "block"].groupby("exchange_id").decided_at.min()
    users = exchanges.set_index("id").user_id.reindex(blocks.index)
    told = []
    for user, times in blocks.groupby(users):
        times, best = sorted(times), None
        for until in times:
            inside = [t for t in times if until - pd.Timedelta(hours=hours) <= t <= until]
            if best is None or len(inside) > best[0]:
                best = (len(inside), inside[0], until)
        if best[0] > more_than:
            told.append([user, best[0], iso(best[1]), iso(best[2]), len(times)])
    told.sort(key=lambda row: (-row[1], -row[4], row[0]))
    return ["user_id", "most_blocks", "most_from", "most_to", "blocks_in_all"], told


def iso(time):
    return time.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def sessions(exchanges, zone, gap, **period):
    told, found = [], []
    for _, of in requests(exchanges, **period).dropna(subset=["user_id"]).groupby("user_id"):
        times, begun = sorted(of.occurred_at), None
        for time in times:
            if begun is None or time - begun[-1] > pd.Timedelta(minutes=gap):
                begun = []
                found.append(begun)
            begun.append(time)
    frame = pd.DataFrame(dict(at=[times[0] for times in found], requests=[len(times) for times in found],
                              lasted=[(times[-1] - times[0]) / pd.Timedelta(seconds=1) for times in found]))
    for day, of in frame.groupby(local(frame["at"], zone).dt.date):
        lasted = sorted(of.lasted)
        told.append([day_text(day), len(of), int(of.requests.sum()), of.requests.mean(), None if len(of) == 1 else of.requests.std(),
                     lasted[math.ceil(len(of) / 2) - 1], lasted[-(-len(of) * 9 // 10) - 1]])
    return ["day", "sessions", "requests", "requests_per_session", "requests_per_session_sd", "median_seconds", "p90_seconds"], told


def retention(exchanges, by, zone, start=None, end=None):
    of = requests(exchanges, start=start, end=end).dropna(subset=["user_id"]).copy()
    when = local(of.occurred_at, zone).dt.tz_localize(None)
    of["week"] = (when - pd.to_timedelta(when.dt.dayofweek, unit="D")).dt.normalize()
    users = {key: set(group.user_id) for key, group in of.groupby([of[by].fillna("~"), "week"])}
    to = pd.Timestamp(end or NOW).tz_localize("UTC").tz_convert(zone).tz_localize(None)
    begin = pd.Timestamp(start or "1900-01-01").tz_localize("UTC").tz_convert(zone).tz_localize(None)
    told = []
    for (value, week), active in sorted(users.items()):
        whole = week >= begin and week + pd.Timedelta(days=14) <= to
        back = len(active & users.get((value, week + pd.Timedelta(days=7)), set()))
        told.append([None if value == "~" else value, day_text(week), len(active)]
                    + ([len(active), back, *wilson(back, len(active))] if whole else [None] * 5))
    return [by, "week", "users", "users_told", "returned", "share", "share_lower95", "share_upper95"], told


def rolling(exchanges, by, zone, days, start=None, end=None):
    of = requests(exchanges, start=start, end=end).copy()
    when = local(of.occurred_at, zone)
    of["day"] = when.dt.tz_localize(None).dt.normalize()
    begin = pd.Timestamp(start or "1900-01-01").tz_localize("UTC")
    to = pd.Timestamp(end or NOW).tz_localize("UTC")
    wholes = [day for day in of.day.unique()
              if pd.Timestamp(day).tz_localize(zone) >= begin and (pd.Timestamp(day) + pd.Timedelta(days=1)).tz_localize(zone) <= to]
    calendar, told = pd.date_range(min(wholes), max(wholes)), []
    for value, mine in of[of.day.isin(wholes)].groupby(of[by].fillna("~")):
        counts = mine.groupby("day").size().reindex(calendar, fill_value=0)
        for day, mean in counts.rolling(days).mean().items():
            told.append([None if value == "~" else value, day_text(day), int(counts[day]), None if pd.isna(mean) else mean])
    return [by, "day", "requests", "rolling_mean"], told


def speed(exchanges, by, **period):
    calls, told = asked(exchanges, **period)[lambda e: (e.outcome == "completed") & e.protocol.notna()], []
    for value, of in calls.groupby(calls[by].fillna("~")):
        timed = of[(of.output_tokens > 0) & (of.duration_microseconds > of.first_token_microseconds)]
        tokens, seconds = timed.output_tokens.astype(float), (timed.duration_microseconds - timed.first_token_microseconds).astype(float) / 1e6
        ratio = tokens.sum() / seconds.sum()
        # Linearised: the variance of tokens - ratio * seconds, over the mean seconds squared, gives the ratio's; over the ratio, its logarithm's.
        error = (tokens - ratio * seconds).std() / math.sqrt(len(timed)) / seconds.mean() / ratio
        waits, costs = sorted(of.first_token_microseconds.dropna()), of.cost.dropna()
        half = Z * costs.std() / math.sqrt(len(costs))
        told.append([None if value == "~" else value, len(of), int(of.input_tokens.sum()), int(of.output_tokens.sum()), len(timed), ratio,
                     ratio * math.exp(-Z * error), ratio * math.exp(Z * error), int(waits[math.ceil(len(waits) / 2) - 1]), int(waits[-(-len(waits) * 95 // 100) - 1]),
                     len(costs), len(costs) / len(of), costs.sum(), costs.mean(), costs.std(), costs.mean() - half, costs.mean() + half])
    return [by, "calls", "tokens_read", "tokens_written", "timed", "tokens_per_second", "tokens_per_second_lower95", "tokens_per_second_upper95",
            "first_token_p50", "first_token_p95", "priced", "share_priced", "cost", "cost_per_call", "cost_per_call_sd",
            "cost_per_call_lower95", "cost_per_call_upper95"], told


def injections(exchanges, decisions, findings, word):
    met, users = {}, exchanges.set_index("id").user_id
    decided = decisions.set_index("sequence")
    for finding in findings.itertuples():
        if word not in finding.policy:
            continue
        decision = decided.loc[finding.sequence]
        for evidence in json.loads(finding.evidence):
            key = (finding.policy, finding.rule, evidence["kind"], evidence.get("name") or evidence["label"])
            stopped, times = met.setdefault(key, {}).get(decision.exchange_id, (False, []))
            met[key][decision.exchange_id] = (stopped or finding.verdict in ("block", "hold", "redact"), times + [decision.decided_at])
    told = []
    for key, found in met.items():
        stopped, times = sum(stop for stop, _ in found.values()), [min(times) for _, times in found.values()]
        known = users.reindex(found.keys()).dropna().nunique()
        told.append([*key, len(found), known, stopped, len(found) - stopped, *wilson(stopped, len(found)), iso(min(times)), iso(max(times))])
    told.sort(key=lambda row: (-row[4], row[:4]))
    return ["policy", "rule", "kind", "pattern", "exchanges", "users", "stopped", "flagged", "share_stopped", "share_stopped_lower95",
            "share_stopped_upper95", "first_at", "last_at"], told


def base_use(retrievals, by):
    told = []
    for value, of in retrievals.groupby(retrievals[by].fillna("~")):
        hits = of[of.documents > 0]
        answered, cited, dated = of.answered.dropna(), hits.cited.dropna(), hits.dropna(subset=["newest_document_at"])
        ages = sorted(max(0.0, (row.retrieved_at - row.newest_document_at) / pd.Timedelta(days=1)) for row in dated.itertuples())
        told.append([None if value == "~" else value, of.organisation.nunique(), len(of), len(hits), *wilson(len(hits), len(of)),
                     len(answered), int((answered == False).sum()), *wilson(int((answered == False).sum()), len(answered)),  # noqa: E712
                     len(cited), int((cited > 0).sum()), *wilson(int((cited > 0).sum()), len(cited)),
                     len(dated), ages[math.ceil(len(ages) / 2) - 1] if ages else None])
    shares = lambda name: [f"share_{name}", f"share_{name}_lower95", f"share_{name}_upper95"]
    return [by, "organisations", "retrievals", "hits", *shares("hit"), "answer_known", "unanswered", *shares("unanswered"),
            "citing_known", "citing", *shares("citing"), "dated", "median_age_days"], told


def adoption(exchanges, retrievals, by):
    ids = set(retrievals.exchange_id.dropna())
    keys = {(row.source, row.external_key) for row in retrievals[retrievals.exchange_id.isna()].itertuples()}
    of, told = requests(exchanges).copy(), []
    of["used"] = [row.id in ids or (row.external_key is not None and (row.source, row.external_key) in keys) for row in of.itertuples()]
    for value, mine in of.groupby(of[by].fillna("~")):
        users, used = mine.user_id.dropna().nunique(), mine[mine.used].user_id.dropna().nunique()
        told.append([None if value == "~" else value, len(mine), int(mine.used.sum()), *wilson(int(mine.used.sum()), len(mine)), users, used, *wilson(used, users)])
    shares = lambda name: [f"share_of_{name}", f"share_of_{name}_lower95", f"share_of_{name}_upper95"]
    return [by, "requests", "requests_with", *shares("requests"), "users", "users_with", *shares("users")], told


ANGER = ("useless|stupid|idiot|garbage|ridiculous|terrible|awful|wtf|wrong again|still wrong|not what i (asked|meant|said|wanted)|"
         "for the last time|are you kidding|how many times|listen to me|come on")


def words_of(text):
    return re.findall(r"[^\W_]+", text[:2000].lower())


def frustration(exchanges, contents, feedback, by, least_turns):
    bad = feedback[((feedback.kind == "thumb") & (feedback.value < 0)) | ((feedback.kind == "stars") & (feedback.value <= 2))]
    bad_ids, bad_keys = set(bad.exchange_id.dropna()), {(row.source, row.external_key) for row in bad[bad.exchange_id.isna()].itertuples()}
    thumbs = {row.conversation for row in exchanges.itertuples() if row.id in bad_ids or (row.external_key is not None and (row.source, row.external_key) in bad_keys)}
    turns = requests(exchanges).merge(contents[contents.direction == "input"][["sequence", "content"]], on="sequence").dropna(subset=["conversation"])
    scored = []
    for name, talk in turns.sort_values(["occurred_at", "sequence"]).groupby("conversation"):
        if len(talk) < least_turns:
            continue
        said = [words_of(text) for text in talk.content]
        rephrased = any(a != b and min(len(set(a)), len(set(b))) >= 3 and len(set(a) & set(b)) / len(set(a) | set(b)) >= 0.5 for a, b in zip(said, said[1:]))
        spoken = [tuple(words) for words in said if words]
        angry = any(1 <= len(words) <= 12 and (re.search(rf"\b({ANGER})\b", text.lower()) or re.search(r"(!!|\?\?)\s*$", text)
                                               or (len(words) >= 2 and text == text.upper() and text != text.lower())) for words, text in zip(said, talk.content))
        last = talk.iloc[-1]
        scored.append((talk.iloc[0][by], [int(rephrased), int(len(set(spoken)) < len(spoken)), int(bool(angry)), int(last.outcome != "completed" or last.refused is True), int(name in thumbs)]))
    told = []
    for value, group in pd.DataFrame(scored, columns=["by", "signs"]).groupby("by"):
        signs = pd.DataFrame(group.signs.tolist())
        score, total, n = signs @ [0.25, 0.25, 0.20, 0.15, 0.15], signs.sum(axis=1), len(signs)
        half = Z * score.std() / math.sqrt(n)
        alpha = 5 / 4 * (1 - signs.var().sum() / total.var()) if total.var() > 0 else None
        told.append([value, n, score.mean(), max(0, score.mean() - half), min(1, score.mean() + half), score.std(), *signs.mean(), alpha])
    return [by, "conversations", "frustration", "frustration_lower95", "frustration_upper95", "frustration_sd",
            "rephrased", "repeated", "angry", "abandoned", "thumbs_down", "alpha"], told
