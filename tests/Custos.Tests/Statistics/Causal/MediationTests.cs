using Custos.Statistics.Causal;

namespace Custos.Tests.Statistics.Causal;

public sealed class MediationTests
{
    // By hand from Pearl's formulas, P(m) 0.3 and 0.7, P(y) 0.1 0.4 / 0.2 0.7.
    [Fact]
    public void Natural_effects_by_hand()
    {
        var answer = Mediation.OfChances(0.3, 0.7, [[0.1, 0.4], [0.2, 0.7]]);
        answer.Total.ShouldBe(0.36, 1e-15);
        answer.NaturalDirect.ShouldBe(0.16, 1e-15);
        answer.NaturalIndirect.ShouldBe(0.12, 1e-15);
        answer.TotalIndirect.ShouldBe(0.20, 1e-15);
        answer.TotalDirect.ShouldBe(0.24, 1e-15);
        answer.ProportionMediated!.Value.ShouldBe(1 / 3.0, 1e-14);
    }

    [Fact]
    public void No_total_effect_has_no_proportion() => Mediation.OfChances(0.5, 0.5, [[0.2, 0.2], [0.2, 0.2]]).ProportionMediated.ShouldBeNull();

    // In linear regression the parts add up exactly: total = direct + a·b.
    [Fact]
    public void Linear_parts_add_up()
    {
        double[] t = [0, 0, 0, 0, 1, 1, 1, 1], m = [0.6, 0.3, 0.9, 1.2, 1.9, 1.2, 1.3, 2.6], y = [2.4, 2.6, 3.0, 3.2, 4.3, 3.9, 4.1, 5.5];
        var answer = LinearMediation.Fit(t, m, y);
        (answer.Direct.Value + answer.Indirect.Value).ShouldBe(answer.Total.Value, 1e-12);
        answer.Indirect.Interval.Contains(answer.Indirect.Value).ShouldBeTrue();
        LinearMediation.Fit(t, m, y).Indirect.ShouldBe(answer.Indirect);
    }

    [Fact]
    public void A_mediator_that_is_the_treatment_again_is_refused_in_plain_words() =>
        Should.Throw<ArgumentException>(() => LinearMediation.Fit([0, 0, 1, 1], [0, 0, 1, 1], [1, 2, 3, 4])).ParamName.ShouldBe("mediator");

    [Fact]
    public void A_chance_above_one_is_refused() => Should.Throw<ArgumentException>(() => Mediation.OfChances(1.2, 0.5, [[0, 0], [0, 0]])).ParamName.ShouldBe("mediatorWithout");

    [Fact]
    public void A_path_that_a_hidden_cause_made_up_is_cancelled_at_that_causes_correlation()
    {
        // The mediator does nothing; something hidden moves both, with correlation 0.5.
        var random = new Random(11);
        var (t, m, y) = (new double[20_000], new double[20_000], new double[20_000]);
        for (var i = 0; i < t.Length; i++)
        {
            var hidden = random.NextDouble() - 0.5;
            t[i] = i % 2;
            m[i] = t[i] + hidden + random.NextDouble();
            y[i] = 2 * t[i] + hidden + random.NextDouble();
        }

        var answer = LinearMediation.Fit(t, m, y);
        answer.Indirect.Interval.Lower.ShouldBeGreaterThan(0.4);
        answer.CancellingCorrelation!.Value.ShouldBe(0.5, 0.02);
    }
}
