using Custos.Statistics.Causal;

namespace Custos.Tests.Statistics.Causal;

public sealed class NaturalEffectsTests
{
    // By hand from Pearl's formulas, P(m) 0.3 and 0.7, P(y) 0.1 0.4 / 0.2 0.7, as in MediationTests.
    [Fact]
    public void Rows_with_the_shares_of_the_example_have_its_effects()
    {
        var effects = Effects(Rows(10, (7, 0.7), (3, 1.2), (3, 0.6), (7, 4.9)));
        var exact = Mediation.OfChances(0.3, 0.7, [[0.1, 0.4], [0.2, 0.7]]);
        effects.Total.Value.ShouldBe(exact.Total, 1e-12);
        effects.NaturalDirect.Value.ShouldBe(exact.NaturalDirect, 1e-12);
        effects.NaturalIndirect.Value.ShouldBe(exact.NaturalIndirect, 1e-12);
        effects.TotalIndirect.Value.ShouldBe(exact.TotalIndirect, 1e-12);
        effects.TotalDirect.Value.ShouldBe(exact.TotalDirect, 1e-12);
        effects.ProportionMediated!.Value.ShouldBe(1 / 3.0, 1e-12);
    }

    [Fact]
    public void An_arm_without_the_mediator_cannot_tell()
    {
        NaturalEffects.TryOf([false, false, true, true], [false, false, true, true], [0, 1, 0, 1], out var effects, out var reason).ShouldBeFalse();
        effects.ShouldBeNull();
        reason.ShouldContain("fewer than two units");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Intervals_cover_about_as_often_as_they_say(bool yesOrNo)
    {
        var exact = Mediation.OfChances(0.3, 0.6, [[0.1, 0.3], [0.2, 0.6]]);
        var (direct, indirect, runs) = (0, 0, 1000);
        for (var run = 0; run < runs; run++)
        {
            var random = new Random(run);
            var treatment = Enumerable.Range(0, 200).Select(i => i % 2 == 1).ToArray();
            var mediator = treatment.Select(treated => random.NextDouble() < (treated ? 0.6 : 0.3)).ToArray();
            var outcome = treatment.Zip(mediator).Select(unit => Draw(random, (unit.First, unit.Second) switch { (false, false) => 0.1, (false, true) => 0.3, (true, false) => 0.2, _ => 0.6 })).ToArray();
            NaturalEffects.TryOf(treatment, mediator, outcome, out var effects, out _).ShouldBeTrue();
            direct += effects!.NaturalDirect.Interval.Contains(exact.NaturalDirect) ? 1 : 0;
            indirect += effects.NaturalIndirect.Interval.Contains(exact.NaturalIndirect) ? 1 : 0;
        }

        // Two standard errors of a simulated 95 % are 1.4 points.
        (direct / (double)runs).ShouldBeInRange(0.93, 0.985);
        (indirect / (double)runs).ShouldBeInRange(0.93, 0.985);

        double Draw(Random random, double chance) => yesOrNo ? random.NextDouble() < chance ? 1 : 0 : chance + random.NextDouble() - 0.5;
    }

    private static NaturalEffects Effects((bool T, bool M, double Y)[] rows)
    {
        NaturalEffects.TryOf([.. rows.Select(row => row.T)], [.. rows.Select(row => row.M)], [.. rows.Select(row => row.Y)], out var effects, out _).ShouldBeTrue();
        return effects!;
    }

    // Untreated without and with the mediator, treated without and with: units and, of them, yes.
    private static (bool T, bool M, double Y)[] Rows(int times, params (int Units, double Yes)[] cells) =>
        [.. cells.SelectMany((cell, c) => Enumerable.Range(0, cell.Units * 10 * times).Select(i => (c >= 2, c % 2 == 1, i < Math.Round(cell.Yes * 10 * times) ? 1.0 : 0.0)))];
}
