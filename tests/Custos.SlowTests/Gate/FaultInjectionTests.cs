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
        await WarmUp.RunAsync(bundle, TimeProvider.System, CancellationToken.None);
        var gatekeeper = new Gatekeeper(bundle, TimeProvider.System);
        var (late, asked) = (new ConcurrentBag<double>(), 0);
        var decided = new ConcurrentDictionary<Guid, (Verdict Verdict, double Late)>();
        var until = Stopwatch.GetTimestamp() + 4 * Stopwatch.Frequency;

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetTimestamp() < until)
            {
                var (exchange, started) = (Guid.NewGuid(), Stopwatch.GetTimestamp());
                Interlocked.Increment(ref asked);
                var decision = await gatekeeper.DecideAsync(exchange, SomeBundles.Hello with { Deadline = Deadline }, CancellationToken.None);
                var by = (Stopwatch.GetElapsedTime(started) - Deadline).TotalMilliseconds;
                late.Add(by);
                decided.TryAdd(decision.ExchangeId, (decision.Verdict, by)).ShouldBeTrue();
                if (decision.ExchangeId != exchange) throw new InvalidOperationException("An answer to another request.");
            }
        })));

        decided.Count.ShouldBe(asked);
        foreach (var (verdict, by) in decided.Values)
        {
            // Where the whole machine stood still, a signal may have answered by the time at which anybody looked.
            if (verdict is Verdict.Block && by > StoodStill.TotalMilliseconds) continue;
            var unknown = verdict.ShouldBeOfType<Verdict.Unknown>();
            causes.ShouldContain(unknown.Cause);
            unknown.Fallback.ShouldBe(unknown.Cause == FailureClass.Overload ? Fallback.Flag : Fallback.Hold);
        }

        output.WriteLine(Told(fault, [.. late.Order()]));
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

    private static string Told(string fault, double[] late) => FormattableString.Invariant(
        $"{fault}: {late.Length} answers; after the deadline by p50 {late[late.Length / 2]:0.0}, p99 {late[(int)(late.Length * 0.99)]:0.0}, p99.9 {late[(int)(late.Length * 0.999)]:0.0}, at most {late[^1]:0.0} ms.");
}
