using Custos.Records;
using Custos.Statistics.Sampling;

namespace Custos.Tests.Statistics.Sampling;

public sealed class StratifiedSamplerTests
{
    private static readonly string[] Population = [.. Enumerable.Repeat("a", 60), .. Enumerable.Repeat("b", 30), .. Enumerable.Repeat("c", 10)];

    [Fact]
    public void Equal_numbers_of_each_class_are_exact()
    {
        var sample = Draw(new Allocation.PerStratum(10));

        Counts(sample).ShouldBe("a 10, b 10, c 10");
        sample.Rows.Where(row => row.Stratum == "a").ShouldAllBe(row => row.Weight == 6);
        sample.Rows.Select(row => row.Row).ShouldBeInOrder();
    }

    [Theory]
    [InlineData(10, "a 6, b 3, c 1")]
    [InlineData(7, "a 4, b 2, c 1")]
    [InlineData(1, "a 1, b 0, c 0")]
    [InlineData(100, "a 60, b 30, c 10")]
    public void A_proportional_sample_is_apportioned_by_largest_remainder(int size, string counts) => Counts(Draw(new Allocation.Proportional(size))).ShouldBe(counts);

    [Fact]
    public void A_minimum_is_kept_and_paid_for_by_the_others() => Counts(Draw(new Allocation.Proportional(20), minimum: 4)).ShouldBe("a 11, b 5, c 4");

    [Fact]
    public void Weights_need_not_sum_to_one_and_a_class_without_one_gives_none() =>
        Counts(Draw(new Allocation.Weighted(12, new Dictionary<string, double> { ["a"] = 1, ["c"] = 3 }))).ShouldBe("a 3, b 0, c 9");

    [Fact]
    public void A_class_that_is_too_small_is_named()
    {
        var refused = Should.Throw<BadInputException>(() => Draw(new Allocation.PerStratum(20)));

        refused.Problem.ShouldBe("The class c has 10 rows, and 20 of it are asked for.");
    }

    [Fact]
    public void A_class_that_is_asked_for_and_not_there_is_short() =>
        Should.Throw<BadInputException>(() => Draw(new Allocation.Weighted(10, new Dictionary<string, double> { ["a"] = 1, ["z"] = 1 }))).Problem.ShouldStartWith("The class z has 0 rows");

    [Fact]
    public void Take_all_makes_the_sample_smaller_and_redistribute_fills_it_up()
    {
        Counts(Draw(new Allocation.PerStratum(20), shortage: Shortage.TakeAll)).ShouldBe("a 20, b 20, c 10");
        Counts(Draw(new Allocation.Equal(60), shortage: Shortage.TakeAll)).ShouldBe("a 20, b 20, c 10");
        Counts(Draw(new Allocation.Equal(60), shortage: Shortage.Redistribute)).ShouldBe("a 25, b 25, c 10");
        Counts(Draw(new Allocation.Equal(99), shortage: Shortage.Redistribute)).ShouldBe("a 59, b 30, c 10");
    }

    [Fact]
    public void More_than_there_is_cannot_be_drawn()
    {
        Should.Throw<BadInputException>(() => Draw(new Allocation.Proportional(101)));
        Should.Throw<BadInputException>(() => Draw(new Allocation.Equal(101), shortage: Shortage.Redistribute));
        Should.Throw<BadInputException>(() => Draw(new Allocation.Proportional(5), minimum: 2));
        Should.Throw<BadInputException>(() => new StratifiedSampler<int>(new Allocation.Proportional(5), 0, Shortage.Fail, 1).Draw());
    }

    [Fact]
    public void What_cannot_be_meant_is_refused()
    {
        Should.Throw<ArgumentException>(() => new StratifiedSampler<int>(new Allocation.PerStratum(5), 0, Shortage.Redistribute, 1));
        Should.Throw<ArgumentException>(() => new StratifiedSampler<int>(new Allocation.PerStratum(-1), 0, Shortage.Fail, 1));
        Should.Throw<ArgumentException>(() => new StratifiedSampler<int>(new Allocation.Weighted(5, new Dictionary<string, double> { ["a"] = 0 }), 0, Shortage.Fail, 1));
    }

    [Fact]
    public void Every_row_of_a_class_has_the_same_chance()
    {
        const int draws = 3000;
        var taken = new int[Population.Length];
        for (ulong seed = 1; seed <= draws; seed++)
        {
            foreach (var row in Draw(new Allocation.Weighted(23, new Dictionary<string, double> { ["a"] = 12, ["b"] = 6, ["c"] = 5 }), seed: seed).Rows) taken[row.Row]++;
        }

        for (var row = 0; row < taken.Length; row++)
        {
            var chance = Population[row] == "c" ? 0.5 : 0.2;

            // A hundred rows: 4.5 standard deviations are passed by one of them once in 1,500 sets of draws.
            ((double)taken[row]).ShouldBe(draws * chance, 4.5 * Math.Sqrt(draws * chance * (1 - chance)), $"row {row}");
        }
    }

    [Fact]
    public void Weights_make_the_sample_speak_for_the_file()
    {
        var sample = Draw(new Allocation.PerStratum(5));

        sample.Rows.Sum(row => row.Weight).ShouldBe(Population.Length, 1e-9);
    }

    [Fact]
    public void The_sample_does_not_depend_on_the_order_of_the_rows()
    {
        var forward = new StratifiedSampler<int>(new Allocation.PerStratum(7), 0, Shortage.Fail, 3);
        var backward = new StratifiedSampler<int>(new Allocation.PerStratum(7), 0, Shortage.Fail, 3);
        for (var i = 0; i < Population.Length; i++) forward.Offer(Population[i], (ulong)i, i, 0, () => 0);
        for (var i = Population.Length - 1; i >= 0; i--) backward.Offer(Population[i], (ulong)i, i, 0, () => 0);

        backward.Draw().Rows.ShouldBe(forward.Draw().Rows);
    }

    [Fact]
    public void Higher_priorities_come_first_and_chance_decides_among_equals_alone()
    {
        var chosen = new HashSet<long>();
        for (ulong seed = 0; seed < 300; seed++)
        {
            var sampler = new StratifiedSampler<int>(new Allocation.PerStratum(5), 0, Shortage.Fail, seed);

            // Three rows of priority 9, twenty of 5, others below.
            for (var i = 0; i < 100; i++) sampler.Offer("a", (ulong)i, i, i % 33 == 0 && i < 99 ? 9 : i % 5 == 1 ? 5 : i % 5 * 0.5, () => 0);
            var rows = sampler.Draw().Rows;

            rows.Where(row => row.Row % 33 == 0).Select(row => row.Weight).ShouldBe([1, 1, 1]);
            var others = rows.Where(row => row.Row % 33 != 0).ToList();
            others.Count.ShouldBe(2);

            // 66 has the priority 9, so nineteen or twenty of 5 remain: two stand for all of them.
            others.Sum(row => row.Weight).ShouldBe(Enumerable.Range(0, 100).Count(i => i % 5 == 1 && !(i % 33 == 0 && i < 99)), 1e-9);
            foreach (var row in others) chosen.Add(row.Row);
        }

        chosen.Count.ShouldBe(19);
    }

    [Fact]
    public void Only_rows_that_are_kept_are_made()
    {
        var made = 0;
        var sampler = new StratifiedSampler<int>(new Allocation.PerStratum(10), 0, Shortage.Fail, 1);
        for (var i = 0; i < 1_000_000; i++) sampler.Offer("a", (ulong)i, i, 0, () => ++made);

        // About 10 · ln(1,000,000/10) + 10 rows are kept for a while.
        made.ShouldBeInRange(50, 250);
    }

    [Fact]
    public void Columns_that_hold_no_classes_are_refused()
    {
        var sampler = new StratifiedSampler<int>(new Allocation.PerStratum(1), 0, Shortage.Fail, 1);

        Should.Throw<BadInputException>(() =>
        {
            for (var i = 0; i <= StratifiedSampler<int>.MostStrata; i++) sampler.Offer($"name {i}", (ulong)i, i, 0, () => 0);
        }).Problem.ShouldContain("10,000 classes");
    }

    private static StratifiedSample<int> Draw(Allocation allocation, int minimum = 0, Shortage shortage = Shortage.Fail, ulong seed = 1)
    {
        var sampler = new StratifiedSampler<int>(allocation, minimum, shortage, seed);
        for (var i = 0; i < Population.Length; i++) sampler.Offer(Population[i], (ulong)i, i, 0, () => 0);
        return sampler.Draw();
    }

    private static string Counts(StratifiedSample<int> sample)
    {
        sample.Strata.ShouldAllBe(stratum => stratum.Taken == sample.Rows.Count(row => row.Stratum == stratum.Name));
        return string.Join(", ", sample.Strata.Select(stratum => $"{stratum.Name} {stratum.Taken}"));
    }
}
