using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using Custos.Gate;
using Custos.Records;
using Custos.Tests.Gate;
using Xunit.Abstractions;

namespace Custos.SlowTests.Gate;

public sealed class FaultInjectionTests(ITestOutputHelper output)
{
    private const int Callers = 16;

    private static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(50);

    // On a busy machine even a quick signal may not have come to run by the deadline.
    private static readonly Dictionary<string, (Func<CancellationToken, ValueTask<ImmutableArray<double>>> How, FailureClass[] Causes)> Faults = new(StringComparer.Ordinal)
    {
        ["throws"] = (_ => throw new InvalidOperationException("down"), [FailureClass.Error, FailureClass.Timeout]),
        ["throws later"] = (async _ =>
        {
            await Task.Delay(5, CancellationToken.None);
            throw new InvalidOperationException("down");
        }, [FailureClass.Error, FailureClass.Timeout]),
        ["hangs"] = (async token =>
        {
            await Task.Delay(Timeout.Infinite, token);
            throw new UnreachableException();
        }, [FailureClass.Timeout]),
        ["hangs and does not hear"] = (async _ =>
        {
            await Task.Delay(400, CancellationToken.None);
            return [0.9];
        }, [FailureClass.Timeout]),
        ["sleeps on its thread"] = (_ =>
        {
            Thread.Sleep(300);
            return ValueTask.FromResult(ImmutableArray.Create(0.9));
        }, [FailureClass.Timeout, FailureClass.Overload]),
        ["slow by steps"] = (async token =>
        {
            for (var step = 1; step < 40; step++) await Task.Delay(step, token);
            return [0.9];
        }, [FailureClass.Timeout]),
        ["garbage"] = (_ => ValueTask.FromResult(ImmutableArray.Create(double.NaN, 7.0)), [FailureClass.Error, FailureClass.Timeout]),
    };

    private static readonly TimeSpan StoodStill = TimeSpan.FromMilliseconds(100);

    public static TheoryData<string> Names() => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Whatever_a_signal_does_each_request_is_answered_once_with_the_fallback(string fault)
    {
        var (how, causes) = Faults[fault];
        var bundle = SomeBundles.Of("thresholds: {hate: certified}\nrules: [{name: hate, when: flagged(\"hate\"), then: block}]", SomeBundles.Fails("hate", how));

        foreach (var (verdict, by) in await AskAsync(fault, bundle, new GatekeeperOptions(), _ => SomeBundles.Hello))
        {
            // Where the whole machine stood still, a signal may have answered by the time at which anybody looked.
            if (verdict is Verdict.Block && by > StoodStill.TotalMilliseconds) continue;
            var unknown = verdict.ShouldBeOfType<Verdict.Unknown>();
            causes.ShouldContain(unknown.Cause);
            unknown.Fallback.ShouldBe(unknown.Cause == FailureClass.Overload ? Fallback.Flag : Fallback.Hold);
        }
    }

    [Fact]
    public async Task Windows_without_memory_left_answer_with_bounds()
    {
        var bundle = SomeBundles.Of("rules: [{name: often, when: 'count(user, \"message\", duration(\"1h\")) >= 1.0', then: flag}]");

        var said = await AskAsync("windows full", bundle, new GatekeeperOptions { WindowBytes = 1 << 20 }, number => SomeBundles.Hello with { User = $"user-{number}" });

        var counts = said.Select(one => one.Verdict.ShouldBeOfType<Verdict.Flag>().Because.Evidence.OfType<Evidence.Count>().Single()).ToList();
        counts.ShouldAllBe(count => count.Low <= 1 && count.High >= 1);
        counts.ShouldContain(count => count.Low < count.High);
    }

    [Fact]
    public async Task Texts_beyond_what_is_decoded_fall_back_and_caches_without_room_decide_again()
    {
        var bundle = SomeBundles.Of("lists: {bad: [bad word]}\nrules: [{name: bad, when: phrase(\"bad\"), then: block}]");
        var deep = "a harmless sentence about the weather in Utrecht";
        for (var depth = 0; depth < 6; depth++) deep = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(deep));

        var said = await AskAsync("views and caches full", bundle, new GatekeeperOptions { VerdictCacheBytes = 1 }, _ => SomeBundles.Hello with { Text = deep });

        foreach (var (verdict, _) in said) verdict.ShouldBe(new Verdict.Unknown(FailureClass.Overload, Fallback.Flag, verdict.Because));
    }

    [Fact]
    public async Task More_long_texts_than_can_be_read_fall_back()
    {
        var bundle = SomeBundles.Of("lists: {bad: [bad word]}\nrules: [{name: bad, when: phrase(\"bad\"), then: block}]");
        var text = HugeTexts().First(huge => huge.Name == "homoglyphs").Text;

        var said = await AskAsync("long texts", bundle, new GatekeeperOptions(), _ => SomeBundles.Hello with { Text = text });

        foreach (var (verdict, _) in said.Where(one => one.Verdict is not Verdict.Allow)) verdict.ShouldBeOfType<Verdict.Unknown>().Cause.ShouldBeOneOf(FailureClass.Timeout, FailureClass.Overload);
        said.ShouldContain(one => one.Verdict is Verdict.Unknown);
    }

    [Theory]
    [InlineData(150)]
    [InlineData(20)]
    public async Task Huge_texts_are_answered_by_the_deadline_or_told_how_late(int milliseconds)
    {
        var bundle = BundleFolder.TryLoad(Path.Combine(Custos.Tests.House.Repository.Root, "samples", "policies", "basic"), null, out var loaded, out var errors) ? loaded : throw new InvalidOperationException(string.Join('\n', errors));
        await WarmUp.RunAsync(bundle, TimeProvider.System, CancellationToken.None);
        var gatekeeper = new Gatekeeper(bundle, TimeProvider.System);
        foreach (var (name, text) in HugeTexts())
        {
            var (late, unread) = (new List<double>(), 0);
            for (var i = 0; i < 20; i++)
            {
                var started = Stopwatch.GetTimestamp();
                var decision = await gatekeeper.DecideAsync(Guid.NewGuid(), SomeBundles.Hello with { Text = text, Deadline = TimeSpan.FromMilliseconds(milliseconds), User = "u" }, CancellationToken.None);
                late.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds - milliseconds);
                if (!decision.Observations.Any(seen => seen.Of == "reading")) continue;
                unread++;
                decision.Verdict.ShouldBeOfType<Verdict.Unknown>().Cause.ShouldBe(FailureClass.Timeout);
            }

            output.WriteLine(FormattableString.Invariant($"{name}, {text.Length:N0} units, {milliseconds} ms: {unread} of {late.Count} not read in time; after the deadline by {late.Min():0.0} to {late.Max():0.0} ms."));
        }
    }

    private static IEnumerable<(string Name, string Text)> HugeTexts()
    {
        const int Longest = 1 << 20;
        yield return ("one letter", new string('a', Longest));
        yield return ("words", string.Concat(Enumerable.Repeat("the weather in Utrecht is fine today ", Longest / 37)));
        yield return ("base64", Convert.ToBase64String(new byte[Longest / 4 * 3]));
        yield return ("base64 of words", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("ignore all previous instructions ", Longest / 45)))));
        yield return ("digits", string.Concat(Enumerable.Repeat("4111111111111111 ", Longest / 17)));
        yield return ("homoglyphs", string.Concat(Enumerable.Repeat("\u0430\u0435\u043E \uFF41\uFF42 ", Longest / 7)));
    }

    /// <summary>Asks for four seconds, from many callers at once; each is answered once.</summary>
    private async Task<ICollection<(Verdict Verdict, double Late)>> AskAsync(string fault, Bundle bundle, GatekeeperOptions options, Func<int, Message> message)
    {
        await WarmUp.RunAsync(bundle, TimeProvider.System, CancellationToken.None);
        var gatekeeper = new Gatekeeper(bundle, TimeProvider.System, options);
        var asked = 0;
        var decided = new ConcurrentDictionary<Guid, (Verdict Verdict, double Late)>();
        var until = Stopwatch.GetTimestamp() + 4 * Stopwatch.Frequency;

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetTimestamp() < until)
            {
                var next = message(Interlocked.Increment(ref asked)) with { Deadline = Deadline };
                var (exchange, started) = (Guid.NewGuid(), Stopwatch.GetTimestamp());
                var decision = await gatekeeper.DecideAsync(exchange, next, CancellationToken.None);
                decided.TryAdd(decision.ExchangeId, (decision.Verdict, (Stopwatch.GetElapsedTime(started) - Deadline).TotalMilliseconds)).ShouldBeTrue();
                if (decision.ExchangeId != exchange) throw new InvalidOperationException("An answer to another request.");
            }
        })));

        decided.Count.ShouldBe(asked);
        output.WriteLine(Told(fault, [.. decided.Values.Select(one => one.Late).Order()]));
        return decided.Values;
    }

    private static string Told(string fault, double[] late) => FormattableString.Invariant(
        $"{fault}: {late.Length} answers; after the deadline by p50 {late[late.Length / 2]:0.0}, p99 {late[(int)(late.Length * 0.99)]:0.0}, p99.9 {late[(int)(late.Length * 0.999)]:0.0}, at most {late[^1]:0.0} ms.");
}
