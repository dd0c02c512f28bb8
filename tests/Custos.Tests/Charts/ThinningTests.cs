using Custos.Charts;
using FsCheck;
using FsCheck.Fluent;

namespace Custos.Tests.Charts;

public sealed class ThinningTests
{
    [Fact]
    public void Each_column_of_a_thinned_curve_keeps_its_first_lowest_highest_and_last_point() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(byte X, short Y)[]>(), raw =>
        {
            var points = (raw ?? []).OrderBy(one => one.X).Select(one => new Point(one.X / 16.0, one.Y)).ToList();
            var kept = Thinning.Curve(points);
            var columns = points.GroupBy(point => Math.Floor(point.X)).ToList();
            kept.Count.ShouldBeLessThanOrEqualTo(4 * columns.Count);
            foreach (var column in columns)
            {
                var remaining = kept.Where(point => Math.Floor(point.X).Equals(column.Key)).ToList();
                remaining[0].ShouldBe(column.First());
                remaining[^1].ShouldBe(column.Last());
                remaining.Min(point => point.Y).ShouldBe(column.Min(point => point.Y));
                remaining.Max(point => point.Y).ShouldBe(column.Max(point => point.Y));
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_thinned_band_is_never_narrower_than_the_band()
    {
        var band = Enumerable.Range(0, 1000).Select(index => new Band(index / 100.0, 50 + index % 13, 40 - index % 11)).ToList();
        var thinned = Thinning.Envelope(band);
        thinned.Count.ShouldBeLessThanOrEqualTo(12);
        thinned.Max(entry => entry.Lower).ShouldBe(62);
        thinned.Min(entry => entry.Upper).ShouldBe(30);
    }

    [Fact]
    public void Bars_narrower_than_a_pixel_keep_the_tallest() =>
        Thinning.Skyline([new Bar(0, 0.3, 9), new Bar(0.3, 0.6, 2), new Bar(0.6, 0.9, 5), new Bar(1, 2, 4)]).ShouldBe([new Bar(0, 0.9, 2), new Bar(1, 2, 4)]);

    [Fact]
    public void Marks_on_the_same_half_pixel_are_drawn_once() =>
        Thinning.Cloud([new Mark(1.1, 1.1), new Mark(1.2, 1.3), new Mark(1.6, 1.1)]).Count.ShouldBe(2);
}
