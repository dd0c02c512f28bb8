using Custos.Statistics.Sampling;
using FsCheck;
using FsCheck.Fluent;

namespace Custos.Tests.Statistics.Sampling;

public sealed class ApportionmentTests
{
    [Fact]
    public void Largest_remainders_are_rounded_up() =>
        // Exact shares 4.7, 3.1, 1.2, 1.0: the one seat that is left goes to .7.
        Apportionment.LargestRemainder(10, [47, 31, 12, 10]).ShouldBe([5, 3, 1, 1]);

    [Fact]
    public void Of_equal_remainders_the_earlier_is_rounded_up() => Apportionment.LargestRemainder(2, [1, 1, 1, 0]).ShouldBe([1, 1, 0, 0]);

    [Fact]
    public void Parts_sum_to_the_total_and_each_is_its_exact_share_rounded_down_or_up() => Prop.ForAll(
        Gen.Zip(Gen.Choose(0, 100_000), Gen.Choose(0, 1000).ListOf().Where(shares => shares.Count > 0 && shares.Any(share => share > 0))).ToArbitrary(),
        drawn =>
        {
            var (total, whole) = drawn;
            var parts = Apportionment.LargestRemainder(total, [.. whole.Select(share => (double)share)]);
            parts.Sum().ShouldBe(total);
            foreach (var (part, share) in parts.Zip(whole))
            {
                var exact = total * (double)share / whole.Sum();
                ((double)part).ShouldBeInRange(Math.Floor(exact - 1e-6), Math.Ceiling(exact + 1e-6));
                if (share == 0) part.ShouldBe(0);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Bounded_parts_keep_their_bounds_and_sum_to_the_total_wherever_that_can_be() => Prop.ForAll(
        Gen.Zip(Gen.Choose(0, 300), Gen.Zip(Gen.Choose(1, 50), Gen.Zip(Gen.Choose(0, 5), Gen.Choose(5, 60))).ListOf().Where(parts => parts.Count > 0)).ToArbitrary(),
        drawn =>
        {
            var (total, drawnParts) = drawn;
            var shares = drawnParts.Select(part => (double)part.Item1).ToList();
            var least = drawnParts.Select(part => (long)part.Item2.Item1).ToList();
            var most = drawnParts.Select(part => (long)part.Item2.Item2).ToList();

            var parts = Apportionment.Bounded(total, shares, least, most);

            var canBe = least.Sum() <= total && total <= most.Sum();
            (parts is not null).ShouldBe(canBe);
            if (parts is null) return;
            parts.Sum().ShouldBe(total);
            for (var i = 0; i < parts.Length; i++) ((long)parts[i]).ShouldBeInRange(least[i], most[i]);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Shares_that_say_nothing_are_refused()
    {
        Should.Throw<ArgumentException>(() => Apportionment.LargestRemainder(1, [0, 0]));
        Should.Throw<ArgumentException>(() => Apportionment.LargestRemainder(1, [1, -1]));
        Should.Throw<ArgumentException>(() => Apportionment.LargestRemainder(1, [double.NaN]));
    }
}
