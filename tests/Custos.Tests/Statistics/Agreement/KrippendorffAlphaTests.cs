using Custos.Statistics.Agreement;

namespace Custos.Tests.Statistics.Agreement;

public sealed class KrippendorffAlphaTests
{
    // Krippendorff 2011, "Computing Krippendorff's alpha-reliability", section C: four observers, twelve units, values missing.
    private static readonly double?[][] _fourObservers =
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, null, null, null],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, null, 3],
        [null, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, null],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, null],
    ];

    [Theory]
    [InlineData(MeasurementScale.Nominal, 0.743)]
    [InlineData(MeasurementScale.Ordinal, 0.815)]
    [InlineData(MeasurementScale.Interval, 0.849)]
    [InlineData(MeasurementScale.Ratio, 0.797)]
    public void Krippendorffs_four_observers_on_every_scale(MeasurementScale scale, double alpha) =>
        KrippendorffAlpha.Measure(_fourObservers, scale).Value!.Value.ShouldBe(alpha, 5e-4);

    // Wikipedia, "Krippendorff's alpha", three coders: nominal 0.691, interval 0.811.
    [Fact]
    public void Three_coders_with_missing_values()
    {
        double?[][] coders =
        [
            [null, null, null, null, null, 3, 4, 1, 2, 1, 1, 3, 3, null, 3],
            [1, null, 2, 1, 3, 3, 4, 3, null, null, null, null, null, null, null],
            [null, null, 2, 1, 3, 4, 4, null, 2, 1, 1, 3, 3, null, 4],
        ];
        KrippendorffAlpha.Measure(coders, MeasurementScale.Nominal).Value!.Value.ShouldBe(0.691, 5e-4);
        KrippendorffAlpha.Measure(coders, MeasurementScale.Interval).Value!.Value.ShouldBe(0.811, 5e-4);
    }

    [Fact]
    public void Units_in_any_order_give_the_same_alpha_and_a_seed_the_same_interval()
    {
        var backwards = _fourObservers.Select(row => row.Reverse().ToArray()).ToArray();
        KrippendorffAlpha.Measure(backwards, MeasurementScale.Ordinal).Value!.Value.ShouldBe(KrippendorffAlpha.Measure(_fourObservers, MeasurementScale.Ordinal).Value!.Value, 1e-14);
        var once = KrippendorffAlpha.Measure(_fourObservers, MeasurementScale.Nominal, resamples: 500, seed: 7);
        once.Interval.ShouldBe(KrippendorffAlpha.Measure(_fourObservers, MeasurementScale.Nominal, resamples: 500, seed: 7).Interval);
        once.Interval!.Value.Contains(0.743).ShouldBeTrue();
    }

    [Fact]
    public void One_value_throughout_is_a_case() => KrippendorffAlpha.Measure([[1, 1], [1, 1]], MeasurementScale.Nominal).AbsentBecause.ShouldNotBeNull();

    [Fact]
    public void Ratings_that_never_meet_are_refused() =>
        Should.Throw<ArgumentException>(() => KrippendorffAlpha.Measure([[1, null], [null, 2]], MeasurementScale.Nominal)).ParamName.ShouldBe("ratings");
}
