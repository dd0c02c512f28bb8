using Custos.Gate;
using Custos.Gate.Replay;
using Custos.Gate.Traffic;
using Custos.Records;
using Custos.Tests.Gate.Replay;
using static Custos.Tests.Gate.SomeBundles;

namespace Custos.Tests.Gate;

public sealed class LongReadingTests
{
    private const string Rules = "lists: {bad: [bad word]}\npatterns: {shape: 'x[0-9]{3}'}\nrules: [{name: bad, when: 'phrase(\"bad\")', then: hold}, {name: shape, when: 'count(user, \"message\", duration(\"1h\")) > 100.0 ? false : pattern(\"shape\")', then: redact}, {name: hate, when: 'score(\"hate\") > 0.5', then: block}]";

    private static readonly string Filler = string.Concat(Enumerable.Repeat("the we\u0430ther in Utrecht is fine today ", (1 << 20) / 37));

    // Less than the thread takes to begin, let alone a megabyte of homoglyphs.
    private static readonly TimeSpan TooShort = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task A_megabyte_under_a_deadline_that_is_too_short_is_answered_by_the_fallback_for_timeouts()
    {
        var decision = await DecideAsync(Of(Rules, Scores("hate", 0.9)), Hello with { Text = Filler, User = "u", Deadline = TooShort });

        var unknown = decision.Verdict.ShouldBeOfType<Verdict.Unknown>();
        (unknown.Cause, unknown.Fallback, unknown.Because!.Rule).ShouldBe((FailureClass.Timeout, Fallback.Hold, "bad"));
        decision.Observations.ShouldContain(ObservedValue.Unread(FailureClass.Timeout));
        decision.Buckets.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("user == \"u\"", "block")]
    [InlineData("user == \"other\"", "allow")]
    [InlineData("count(user, \"message\", duration(\"1h\")) >= 1.0", "block")]
    [InlineData("text == \"\"", "unknown")]
    [InlineData("size(raw) > 5", "unknown")]
    [InlineData("language() == \"en\"", "unknown")]
    [InlineData("score(\"hate\") > 0.5", "unknown")]
    [InlineData("conversation_score(\"hate\") > 0.5", "unknown")]
    public async Task Only_what_needs_the_text_falls_back(string when, string verdict)
    {
        var bundle = Of($"rules: [{{name: r, when: '{when}', then: block}}]", Scores("hate", 0.9));

        (await DecideAsync(bundle, Hello with { Text = Filler, User = "u", Conversation = "c", Deadline = TooShort })).Verdict.Name.ShouldBe(verdict);
    }

    [Fact]
    public async Task A_tool_call_that_was_not_read_is_not_held_to_be_as_its_schema_says()
    {
        var bundle = Of([PolicyOf("tools", "tools: {open: any, shut: {arguments: {type: object}}}\nrules: [{name: r, when: 'false', then: block}]", "[tool_call]", Fallbacks)]);
        var call = Hello with { Text = $"{{\"a\": \"{Filler}\"}}", Direction = Direction.ToolCall, Deadline = TooShort };

        (await DecideAsync(bundle, call with { Tool = "shut" })).Verdict.ShouldBeOfType<Verdict.Unknown>().Cause.ShouldBe(FailureClass.Timeout);
        (await DecideAsync(bundle, call with { Tool = "open" })).Verdict.ShouldBe(new Verdict.Allow());
        (await DecideAsync(bundle, call with { Tool = "unheard of" })).Verdict.ShouldBeOfType<Verdict.Block>();
        (await DecideAsync(bundle, call with { Tool = "shut", Deadline = TimeSpan.FromMinutes(1) })).Verdict.ShouldBe(new Verdict.Allow());
    }

    [Fact]
    public async Task Read_beside_or_at_once_or_left_unread_a_decision_is_made_again_bit_for_bit()
    {
        var bundle = Of(Rules, Scores("hate", 0.3));
        var gatekeeper = new Gatekeeper(bundle, TimeProvider.System);
        var log = EventLog.InMemory();
        foreach (var text in (string[])["hello", Filler[..40_000], $"{Filler[..40_000]} x123 and x456", $"x123 b\u0430d word {Filler[..40_000]}", Filler])
        {
            foreach (var deadline in (TimeSpan[])[TooShort, TimeSpan.FromMinutes(1)])
            {
                foreach (var all in (bool[])[false, true])
                {
                    await DecisionReplayTests.RecordAsync(log, gatekeeper, Hello with { Text = text, User = "u", Conversation = "c", Deadline = deadline, WantsAll = all });
                }
            }
        }

        var replayed = await new DecisionReplay(bundle, 3).RunAsync(log.ReadAsync(default), default).ToListAsync();

        replayed.SelectMany(one => one.Differences()).ShouldBeEmpty();
        replayed.Select(one => one.Then.Verdict.Name).Distinct().Order().ShouldBe(["allow", "hold", "redact", "unknown"]);
    }

    [Fact]
    public async Task What_was_not_read_is_counted_as_any_message_and_taken_up_again()
    {
        const string Counts = "rules: [{name: often, when: 'count(user, \"message\", duration(\"1h\")) > 2.0 && sum(user, \"characters\", duration(\"1h\")) > 2.0', then: block}, {name: said, when: 'conversation_score(\"hate\") > 0.5', then: flag}]";
        var bundle = Of([PolicyOf("test", Counts, fallbacks: Fallbacks.Replace("timeout: hold", "timeout: allow", StringComparison.Ordinal))], Scores("hate", 0.1));
        var message = Hello with { Text = Filler, User = "u", Conversation = "c" };
        var log = EventLog.InMemory();
        var before = new Gatekeeper(bundle, TimeProvider.System);
        for (var i = 0; i < 2; i++) await DecisionReplayTests.RecordAsync(log, before, message with { Deadline = TooShort });
        var after = new Gatekeeper(bundle, TimeProvider.System);
        await after.TakeUpAsync(log.ReadAsync(default), default);

        foreach (var gatekeeper in (Gatekeeper[])[before, after]) (await DecideAsync(gatekeeper, message with { Text = "hello" })).Verdict.ShouldBeOfType<Verdict.Block>();
    }

    [Fact]
    public async Task A_text_that_is_full_of_what_is_to_be_taken_out_is_held()
    {
        var bundle = Of("patterns: {shape: 'x[0-9]{3}'}\nlists: {bad: [bad word]}\nrules: [{name: shape, when: 'pattern(\"shape\") || phrase(\"bad\")', then: redact}]");

        (await DecideAsync(bundle, string.Concat(Enumerable.Repeat("x123 ", 63)))).Verdict.ShouldBeOfType<Verdict.Redact>().Stretches.Length.ShouldBe(63);
        (await DecideAsync(bundle, string.Concat(Enumerable.Repeat("x123 ", 65)))).Verdict.ShouldBeOfType<Verdict.Hold>();
        (await DecideAsync(bundle, string.Concat(Enumerable.Repeat("bad word ", 60_000)))).Verdict.ShouldBeOfType<Verdict.Hold>().Because.Evidence.Length.ShouldBe(64);
    }
}
