using Custos.Text.Repeats;

namespace Custos.Tests.Text.Repeats;

public sealed class LoopDetectorTests
{
    [Fact]
    public void A_loop_of_any_period_from_1_to_100_is_seen_within_200_tokens_of_its_start()
    {
        var random = new Random(15);
        for (var period = 1; period <= 100; period++)
        {
            var before = random.Next(0, 300);
            var detector = new LoopDetector();
            for (var i = 0; i < before; i++) detector.Observe(1_000_000 + i).ShouldBeNull();

            TokenLoop? seen = null;
            for (var i = 0; seen is null; i++) seen = detector.Observe(i % period);

            seen.Value.StartToken.ShouldBe(before);
            seen.Value.PeriodTokens.ShouldBe(period);
            (seen.Value.SeenToken - before + 1).ShouldBeLessThanOrEqualTo(200);
            detector.Current.ShouldBe(seen);
        }
    }

    [Fact]
    public void Numbers_that_count_on_are_no_deviation()
    {
        for (var period = 2; period <= 100; period++)
        {
            var (byOne, byFive) = (Seen(period, 1, 7), Seen(period, 5, 7));

            byOne.PeriodTokens.ShouldBe(period);
            byOne.SeenToken.ShouldBeLessThan(200);
            byFive.PeriodTokens.ShouldBe(period);
            byFive.SeenToken.ShouldBeLessThan(300);
        }

        static TokenLoop Seen(int period, int step, int start)
        {
            var detector = new LoopDetector();
            for (var i = 0; ; i++)
            {
                var number = start + (i / period * step);
                if ((i % period == 1 ? detector.ObserveNumber(900_000 + number, number) : detector.Observe(i % period)) is { } seen) return seen;
            }
        }
    }

    [Fact]
    public void A_loop_with_a_word_that_changes_is_seen_where_most_of_a_round_is_as_before()
    {
        var detector = new LoopDetector();
        var random = new Random(16);
        TokenLoop? seen = null;
        for (var i = 0; seen is null; i++) seen = detector.Observe(i % 40 == 39 ? 1_000 + random.Next(100_000) : i % 40);

        seen.Value.PeriodTokens.ShouldBe(40);
        seen.Value.SeenToken.ShouldBeInRange(150, 250);
    }

    [Fact]
    public void A_loop_is_told_once_and_the_next_one_again()
    {
        var detector = new LoopDetector();
        var told = new List<TokenLoop>();
        for (var i = 0; i < 3_000; i++)
        {
            var token = i is >= 1_000 and < 2_000 ? 5_000 + i : i % 7;
            if (detector.Observe(token) is { } seen) told.Add(seen);
            if (i == 1_500) detector.Current.ShouldBeNull();
        }

        told.Select(loop => loop.StartToken).ShouldBe([0, 2_000]);
    }

    [Fact]
    public void Counts_are_those_of_the_definition()
    {
        var random = new Random(17);
        var options = new LoopOptions { MaxPeriod = 13, RepeatedTokens = 20, DeviationCost = 3 };
        for (var round = 0; round < 300; round++)
        {
            var tokens = Enumerable.Range(0, 200).Select(i => random.Next(10) == 0 ? random.Next(3) : i % 5 % 3).ToArray();
            var detector = new LoopDetector(options);

            tokens.Select(token => detector.Observe(token)?.PeriodTokens).FirstOrDefault(period => period is not null).ShouldBe(ByDefinition(tokens, options));
        }
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new LoopDetector(new LoopOptions { MaxPeriod = 0 })).ParamName.ShouldBe("options");
        Should.Throw<ArgumentOutOfRangeException>(() => new LoopDetector(new LoopOptions { RepeatedTokens = 0 })).ParamName.ShouldBe("options");
        Should.Throw<ArgumentOutOfRangeException>(() => new LoopDetector(new LoopOptions { DeviationCost = 0 })).ParamName.ShouldBe("options");
    }

    private static int? ByDefinition(int[] tokens, LoopOptions options)
    {
        var counts = new int[options.MaxPeriod + 1];
        for (var i = 0; i < tokens.Length; i++)
        {
            for (var period = 1; period <= Math.Min(i, options.MaxPeriod); period++)
            {
                counts[period] = tokens[i] == tokens[i - period] ? counts[period] + 1 : Math.Max(0, counts[period] - options.DeviationCost);
            }

            if (Array.FindIndex(counts, count => count >= options.RepeatedTokens) is var found and > 0) return found;
        }

        return null;
    }
}
