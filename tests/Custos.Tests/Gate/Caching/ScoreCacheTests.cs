using System.Collections.Immutable;
using Custos.Gate;
using Custos.Gate.Caching;
using Custos.Policy.Conditions;
using Custos.Records;
using static Custos.Tests.Gate.SomeBundles;

namespace Custos.Tests.Gate.Caching;

public sealed class ScoreCacheTests
{
    private const string HateBlocks = "thresholds: {hate: certified}\nrules: [{name: hate, when: flagged(\"hate\"), then: block}]";

    [Fact]
    public async Task A_candidate_beside_the_serving_bundle_scores_no_text_again()
    {
        var counted = new Counted();
        var cache = new ScoreCache(1 << 20);
        var serving = Of(HateBlocks, cache.Before(counted));
        var candidate = Of(HateBlocks.Replace("block", "hold", StringComparison.Ordinal), cache.Before(counted));

        (await DecideAsync(serving, "a system prompt")).Verdict.ShouldBeOfType<Verdict.Block>();
        (await DecideAsync(candidate, "a system prompt")).Verdict.ShouldBeOfType<Verdict.Hold>();
        await DecideAsync(candidate, "another text");

        counted.Calls.ShouldBe(2);
        (cache.State.Hits, cache.State.Misses).ShouldBe((1, 2));
    }

    [Fact]
    public void A_bundle_has_the_same_address_with_and_without_it() =>
        Of(HateBlocks, new ScoreCache(1 << 20).Before(new Counted())).Id.ShouldBe(Of(HateBlocks, new Counted()).Id);

    [Fact]
    public void A_signal_that_reads_more_than_texts_is_left_alone()
    {
        var signal = Scores("hate", 0.9);

        new ScoreCache(1 << 20).Before(signal).ShouldBeSameAs(signal);
        new ScoreCache(0).Before(new Counted()).ShouldBeOfType<Counted>();
    }

    private sealed class Counted : Signal
    {
        public int Calls { get; private set; }

        public override string Name => "counted";

        public override string ContentAddress => "counted 1";

        public override ImmutableArray<KnownLabel> Labels { get; } = [new KnownLabel("hate", 0.5, IsCertified: true)];

        public override bool ReadsTextAlone => true;

        public override bool IsImmediateFor(ScoredText text) => true;

        public override ValueTask<ImmutableArray<double>> ScoreAsync(ScoredText text, CancellationToken cancellationToken)
        {
            Calls++;
            return ValueTask.FromResult(ImmutableArray.Create(0.9));
        }
    }
}
