using Custos.App.Simulation;
using Custos.Records;

namespace Custos.Tests.App.Simulation;

public sealed class TrafficTallyTests
{
    [Fact]
    public void Nothing_sent_is_no_rate_and_no_latency()
    {
        var summary = new TrafficTally().Summarise();

        (summary.Decided, summary.Failed).ShouldBe((0, 0));
        summary.HarmlessStopped.ShouldBeNull();
        summary.HarmfulStopped.ShouldBeNull();
        summary.MedianMilliseconds.ShouldBeNull();
    }

    [Fact]
    public void Stopped_is_blocked_or_held_and_each_rate_bears_its_n()
    {
        var tally = new TrafficTally();
        tally.Count("allow", isHarmful: false, TimeSpan.FromMilliseconds(1));
        tally.Count("hold", isHarmful: false, TimeSpan.FromMilliseconds(2));
        tally.Count("block", isHarmful: true, TimeSpan.FromMilliseconds(3));
        tally.Count("unknown", isHarmful: true, TimeSpan.FromMilliseconds(4));
        tally.Count("block", isHarmful: null, TimeSpan.FromMilliseconds(5));
        tally.CountFailure();

        var summary = tally.Summarise();

        summary.ByVerdict.ShouldBe(new Dictionary<string, long> { ["allow"] = 1, ["hold"] = 1, ["block"] = 2, ["unknown"] = 1 }, ignoreOrder: true);
        summary.HarmlessStopped.ShouldBe(Estimate.OfRate(1, 2));
        summary.HarmfulStopped.ShouldBe(Estimate.OfRate(1, 2));
        (summary.Decided, summary.Failed, summary.MedianMilliseconds, summary.P99Milliseconds).ShouldBe((5, 1, 3, 5));
    }
}
