using Custos.Statistics.TimeSeries;

namespace Custos.Tests.Statistics.TimeSeries;

public sealed class CausalImpactTests
{
    // The first Aswan dam lowered the flow after 1898 (Cobb 1978). A level that may wander of itself makes 28 years of past borderline evidence.
    [Fact]
    public void The_dam_at_Aswan_lowered_the_Nile()
    {
        var impact = CausalImpact.Measure(LocalLevelTests.Nile[..28], LocalLevelTests.Nile[28..48]);
        impact.Average.Value.ShouldBe(-250, 60);
        impact.P.ShouldBe(0.05, 0.005);
        impact.Average.Interval.Upper.ShouldBe(0, 3);
        impact.PlaceboP!.Value.ShouldBeGreaterThan(0.05);
    }

    [Fact]
    public void Beside_a_series_that_explains_it_an_effect_is_found_sharply()
    {
        var random = new Random(12);
        double[] x = [.. Enumerable.Range(0, 100).Select(i => 50 + 10 * Math.Sin(i / 7.0) + random.NextDouble())];
        double[] y = [.. x.Select((value, i) => 2 * value + random.NextDouble() + (i >= 80 ? 5 : 0))];
        var impact = CausalImpact.Measure(y[..80], y[80..], [x[..80]], [x[80..]]);
        impact.Average.Interval.Contains(5).ShouldBeTrue();
        impact.Average.Interval.Width.ShouldBeLessThan(2);
        impact.P.ShouldBeLessThan(1e-6);
        impact.Cumulative.Value.ShouldBe(20 * impact.Average.Value, 1e-9);
    }

    [Fact]
    public void P_is_two_sided_and_agrees_with_the_interval()
    {
        var random = new Random(3);
        for (var repetition = 0; repetition < 30; repetition++)
        {
            double[] y = [.. Enumerable.Range(0, 30).Select(_ => random.NextDouble())];
            var impact = CausalImpact.Measure(y[..20], y[20..]);
            (impact.P < 0.05).ShouldBe(!impact.Cumulative.Interval.Contains(0));
        }
    }

    [Fact]
    public void Turning_the_series_over_turns_the_effect_over()
    {
        var up = CausalImpact.Measure(LocalLevelTests.Nile[..28], LocalLevelTests.Nile[28..40]);
        var down = CausalImpact.Measure([.. LocalLevelTests.Nile[..28].Select(x => -x)], [.. LocalLevelTests.Nile[28..40].Select(x => -x)]);
        down.Average.Value.ShouldBe(-up.Average.Value, 1e-8);
        down.P.ShouldBe(up.P, 1e-9);
    }

    [Fact]
    public void A_past_that_never_changes_is_refused() => Should.Throw<ArgumentException>(() => CausalImpact.Measure([2, 2, 2, 2], [3])).ParamName.ShouldBe("before");

    [Fact]
    public void Two_series_beside_it_that_are_one_are_refused() =>
        Should.Throw<ArgumentException>(() => CausalImpact.Measure([1, 3, 2, 5, 4, 6], [7], [[1, 2, 3, 4, 5, 7], [2, 4, 6, 8, 10, 14]], [[8], [16]]));
}
