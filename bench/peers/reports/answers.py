"""The reports' questions answered by pandas and plain loops, on the small data, by other ways than the SQL takes."""
import json
import math
import re
from fractions import Fraction

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


def win_rate(comparisons, a, b, zone, days):
    of = comparisons[((comparisons.model_a == a) & (comparisons.model_b == b)) | ((comparisons.model_a == b) & (comparisons.model_b == a))].copy()
    of["won"] = [0.5 if row.winner == "tie" else float((row.model_a if row.winner == "a" else row.model_b) == a) for row in of.itertuples()]
    of["day"] = local(of.compared_at, zone).dt.tz_localize(None).dt.normalize()
    told = []
    for domain, mine in of.groupby(of.domain.fillna("~")):
        for n, day in enumerate(pd.date_range(mine.day.min(), mine.day.max())):
            today = mine[mine.day == day].won
            inside = mine[(mine.day <= day) & (mine.day > day - pd.Timedelta(days=days))].won
            told.append([None if domain == "~" else domain, day_text(day), len(today), today.mean() if len(today) else None, today.std() if len(today) > 1 else None,
                         min(days, n + 1), len(inside), int((inside == 1).sum()), int((inside == 0.5).sum()), *wilson(inside.sum(), len(inside))])
    return ["domain", "day", "comparisons_of_day", "win_rate_of_day", "win_rate_of_day_sd", "days", "comparisons", "wins", "ties", "win_rate", "win_rate_lower95", "win_rate_upper95"], told


def spread(ratings, least, most):
    last = {}
    for row in ratings.sort_values(["rated_at", "rating_id"]).itertuples():
        last[(row.prompt_id, row.rater if row.rater is not None else row.rating_id)] = row.rating
    frame = pd.DataFrame([(prompt, value) for (prompt, _), value in last.items()], columns=["prompt", "rating"])
    of = frame.groupby("prompt").rating.agg(["count", "mean", "std", "min", "max"]).query("count >= @least").reset_index()
    of["place"] = of["std"].round(9).rank(method="min", ascending=False).astype(int)
    of = of[of.place <= most].sort_values(["place", "count", "prompt"], ascending=[True, False, True])
    return (["place", "prompt_id", "ratings", "mean_rating", "standard_deviation", "lowest", "highest"],
            [[row.place, row.prompt, row["count"], round(row["mean"], 9), round(row["std"], 9), float(row["min"]), float(row["max"])] for _, row in of.iterrows()])


def refusals(exchanges, decisions, annotations, labels, by):
    said = annotations[annotations.name == "refusal"].sort_values("made_at").groupby("exchange_id").value.last()
    votes = labels[labels.name == "should_refuse"].sort_values("labelled_at").groupby(["exchange_id", "labeller"]).value.last().groupby("exchange_id").agg(["sum", "count"])
    should = {exchange: bool(2 * row["sum"] > row["count"]) for exchange, row in votes.iterrows() if 2 * row["sum"] != row["count"]}
    policy = decisions.dropna(subset=["reason_policy"]).groupby("exchange_id").reason_policy.min()
    calls = asked(exchanges)[lambda e: (e.outcome == "completed") & e.protocol.notna()].copy()
    calls["policy"] = calls.id.map(policy)
    calls["no"] = [row.refused is True or row.stop_reason in ("refusal", "content_filter") or said.get(row.id) == "true" for row in calls.itertuples()]
    calls["should"] = [should.get(one) for one in calls.id]
    told = []
    for value, of in calls.groupby(calls[by].fillna("~")):
        right, wrong = of[of.should.map(lambda s: s is True)], of[of.should.map(lambda s: s is False)]
        told.append([None if value == "~" else value, len(of), int(of.no.sum()), *wilson(int(of.no.sum()), len(of)), len(wrong), int(wrong.no.sum()),
                     *wilson(int(wrong.no.sum()), len(wrong)), len(right), int(right.no.sum()), len(right) - int(right.no.sum())])
    return [by, "calls", "refused", "share_refused", "share_refused_lower95", "share_refused_upper95", "should_answer", "over_refused",
            "share_over_refused", "share_over_refused_lower95", "share_over_refused_upper95", "should_refuse", "rightly_refused", "missed"], told


def top(exchanges, accounts, share):
    of = requests(exchanges).dropna(subset=["user_id"]).copy()
    of["tokens"] = of.input_tokens.fillna(0) + of.output_tokens.fillna(0)
    internal = set(accounts[accounts.internal].user_id)
    users = of[~of.user_id.isin(internal)].groupby("user_id").tokens.agg(["sum", "count"]).sort_values("sum", ascending=False)
    edge = users["sum"].iloc[math.ceil(len(users) * share) - 1]
    return of, users, users[users["sum"] >= edge]


def top_users(exchanges, accounts, share):
    of, users, best = top(exchanges, accounts, share)
    rows = []
    for user, row in best.iterrows():
        mine = of[of.user_id == user].sort_values(["occurred_at", "sequence"])
        tiers = mine.tier.dropna()
        rows.append([int((users["sum"] > row["sum"]).sum()) + 1, user, tiers.iloc[-1] if len(tiers) else None, tiers.nunique(), int(row["count"]), int(row["sum"]),
                     row["sum"] / users["sum"].sum(), len(users)])
    return ["place", "user_id", "tier", "tiers", "requests", "tokens", "part_of_all", "users_in_all"], sorted(rows)


def top_filtered(exchanges, accounts, decisions, share, more_than):
    of, users, best = top(exchanges, accounts, share)
    stopped = set(decisions[decisions.verdict.isin(["block", "hold", "redact"])].exchange_id)
    rows = []
    for user, row in best.iterrows():
        mine = of[of.user_id == user]
        filtered = int((mine.id.isin(stopped) | (mine.stop_reason == "content_filter")).sum())
        if filtered > more_than:
            rows.append([int((users["sum"] > row["sum"]).sum()) + 1, user, int(row["count"]), int(row["sum"]), filtered, filtered / int(row["count"])])
    return ["place", "user_id", "requests", "tokens", "filtered", "share_filtered"], sorted(rows)


def gpu_costs(jobs, bills, by, start, end):
    start, end = pd.Timestamp(start), pd.Timestamp(end)
    work = []
    for job in jobs[jobs.started_at.notna()].itertuples():
        reserved, used = Fraction(str(job.gpu_seconds_reserved)), Fraction(str(0 if pd.isna(job.gpu_seconds_used) else job.gpu_seconds_used))
        until = max(job.started_at, end) if pd.isna(job.ended_at) else job.ended_at
        work.append((job, until, reserved, used, max(reserved, used), max(reserved - used, 0)))

    def part(job, until, since, before):
        """The part of a job that lies between two times."""
        if until == job.started_at:
            return Fraction(int(since <= until < before))
        microseconds = lambda span: span // pd.Timedelta(microseconds=1)
        return Fraction(max(0, microseconds(min(until, before) - max(job.started_at, since))), microseconds(until - job.started_at))

    money, nobody = {}, {}
    for line in bills[(bills.billed_from >= start) & (bills.billed_from < end)].itertuples():
        # In whole milliseconds of GPU time, as a share of a line is given out.
        weights = [(one, math.floor(one[4] * 1000 * part(one[0], one[1], line.billed_from, line.billed_to))) for one in work if one[0].cluster == line.cluster]
        weights = [(one, weight) for one, weight in weights if weight > 0]
        total = sum(weight for _, weight in weights)
        if total == 0:
            nobody[line.currency] = nobody.get(line.currency, 0) + line.amount_cents
            continue
        amount, sign = abs(line.amount_cents), 1 if line.amount_cents > 0 else -1
        shares = sorted(((Fraction(amount * weight, total), one) for one, weight in weights), key=lambda share: (-(share[0] % 1), share[1][0].job_id))
        left = amount - sum(share // 1 for share, _ in shares)
        for place, (share, one) in enumerate(shares):
            cents, key = sign * (share // 1 + (1 if place < left else 0)), (getattr(one[0], by), line.currency)
            known = money.setdefault(key, [0, 0])
            known[0] += cents
            exact = cents * one[5] / one[4]
            known[1] += int(math.copysign(math.floor(abs(exact) + Fraction(1, 2)), exact))
    hours = {}
    for job, until, reserved, used, charged, idle in work:
        inside = part(job, until, start, end)
        if job.started_at < end and (until > start or (until == job.started_at and job.started_at >= start)):
            known = hours.setdefault(getattr(job, by), [0, 0, 0, 0, 0])
            for place, value in enumerate((1, reserved * inside / 3600, used * inside / 3600, charged * inside / 3600, idle * inside / 3600)):
                known[place] += value
    told = []
    for owner, spent in sorted(hours.items(), key=lambda item: (item[0] is None, item[0] or "")):
        currencies = sorted(currency for name, currency in money if name == owner) or [None]
        for currency in currencies:
            told.append([owner, currency, "jobs", spent[0], *(round(float(value), 6) for value in spent[1:]), *(money.get((owner, currency)) or [None, None])])
    told += [[None, currency, "nobody", None, None, None, None, None, cents, None] for currency, cents in sorted(nobody.items())]
    billed = bills[(bills.billed_from >= start) & (bills.billed_from < end)].groupby("currency").amount_cents.sum()
    for currency, cents in billed.items():
        assert cents == sum(row[8] for row in told if row[1] == currency), "The rows do not sum to the bill."
    return [by, "currency", "charged_to", "jobs", "gpu_hours_reserved", "gpu_hours_used", "gpu_hours_charged", "gpu_hours_idle", "amount_cents", "idle_cents"], told
