using Custos.Statistics.Rates;

namespace Custos.Tests.Statistics.Rates;

public sealed class PredictiveValuesTests
{
    [Fact]
    public void Five_percent_false_positives_at_one_percent_prevalence_make_most_flags_wrong()
    {
        var values = PredictiveValues.At(recall: 1, fpr: 0.05, prevalence: 0.01);
        values.Ppv!.Value.ShouldBeCloseTo(0.01 / 0.0595);
        values.Npv.ShouldBe(1);
        values.FlagRate.ShouldBeCloseTo(0.0595);
        values.FalseAlarmsPerTrueAlarm!.Value.ShouldBeCloseTo(4.95);
        values.LrPositive!.Value.ShouldBeCloseTo(20);
    }

    [Fact]
    public void What_does_not_exist_is_absent()
    {
        PredictiveValues.At(0, 0, 0.5).Ppv.ShouldBeNull();
        PredictiveValues.At(0, 0, 0.5).LrPositive.ShouldBeNull();
        PredictiveValues.At(1, 0, 0.5).LrPositive.ShouldBe(double.PositiveInfinity);
        PredictiveValues.At(1, 1, 0.5).Npv.ShouldBeNull();
        PredictiveValues.At(0.5, 0.5, 0).FalseAlarmsPerTrueAlarm.ShouldBeNull();
    }

    [Fact]
    public void The_rate_for_a_target_reaches_it()
    {
        var fpr = PredictiveValues.FprForTargetPpv(0.9, 0.001, 0.5);
        fpr.ShouldBeCloseTo(0.0009 / 0.999);
        PredictiveValues.At(0.9, fpr, 0.001).Ppv!.Value.ShouldBeCloseTo(0.5);
        PredictiveValues.FprForTargetPpv(1, 0.9, 0.5).ShouldBe(1);
    }

    [Fact]
    public void The_interval_holds_the_value_and_exists_without_false_positives()
    {
        PredictiveValues.PpvInterval(90, 100, 5, 1000, 0.01).Contains(PredictiveValues.At(0.9, 0.005, 0.01).Ppv!.Value).ShouldBeTrue();
        var (lower, upper) = PredictiveValues.PpvInterval(90, 100, 0, 1000, 0.01);
        lower.ShouldBeInRange(0.1, 1);
        upper.ShouldBe(1);
    }
}
