using Custos.Counting;
using Custos.Tests.House;
using FsCheck.Fluent;
using FsCheck;

namespace Custos.Tests.Counting;

public sealed class WindowCountersTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly SeriesKey Key = SeriesKey.Of("user", "u-1", "asked");

    [Fact]
    public void The_window_takes_in_both_its_ends()
    {
        var window = TimeSpan.FromSeconds(10);
        var counters = With(window);
        counters.AddValue(Key, "u1", At(0)).ShouldBeTrue();
        counters.AddValue(Key, "u2", At(5)).ShouldBeTrue();
        counters.AddValue(Key, "u1", At(9)).ShouldBeTrue();

        counters.Distinct(Key, window, At(9)).ShouldBe(new WindowCount(2, 2, 2));
        counters.Distinct(Key, window, At(11)).ShouldBe(new WindowCount(2, 2, 2));
        counters.Distinct(Key, window, At(15)).ShouldBe(new WindowCount(2, 2, 2));
        counters.Distinct(Key, window, At(16)).ShouldBe(new WindowCount(1, 1, 1));
    }

    [Fact]
    public void A_window_of_no_length_holds_what_happens_at_the_same_time()
    {
        var counters = With(TimeSpan.Zero);
        counters.Add(Key, At(1));
        counters.Add(Key, At(1));
        counters.Count(Key, TimeSpan.Zero, At(1)).ShouldBe(new WindowCount(2, 2, 2));
        counters.Count(Key, TimeSpan.Zero, At(1.000001)).ShouldBe(new WindowCount(0, 0, 0));
    }

    [Fact]
    public void A_window_below_0_is_refused()
    {
        Should.Throw<ArgumentException>(() => With(TimeSpan.FromTicks(-1)));
        Should.Throw<ArgumentException>(() => With(TimeSpan.FromSeconds(1)).Count(Key, TimeSpan.FromSeconds(-1), At(0)));
    }

    [Fact]
    public void A_window_that_was_not_announced_is_refused() =>
        Should.Throw<ArgumentException>(() => With(TimeSpan.FromSeconds(1)).Count(Key, TimeSpan.FromSeconds(2), At(0)));

    [Fact]
    public void An_amount_below_0_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => With(TimeSpan.FromSeconds(1)).Add(Key, At(0), -1));

    [Fact]
    public void An_event_later_than_the_grace_is_refused_and_told_of()
    {
        var counters = With(TimeSpan.FromMinutes(60));
        counters.Add(Key, At(600));
        counters.Add(Key, At(300)).ShouldBeTrue();
        counters.Add(Key, At(299)).ShouldBeFalse();
        counters.State.Late.ShouldBe(1);
        counters.Count(Key, TimeSpan.FromMinutes(60), At(600)).Value.ShouldBe(2);
    }

    [Fact]
    public void Answers_are_those_of_counting_by_hand_whatever_the_order_within_the_grace()
    {
        var windows = new[] { TimeSpan.Zero, TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(40) };
        var steps = Gen.Choose(0, 12).Zip(Gen.Choose(0, 3)).Zip(Gen.Choose(0, 5)).ListOf(200);
        Prop.ForAll(Arb.From(steps), drawn =>
        {
            var counters = new WindowCounters(new WindowCountersOptions { Windows = [.. windows], Grace = TimeSpan.FromSeconds(10) });
            var seen = new List<(double At, int Value)>();
            var now = 0.0;
            foreach (var ((late, step), value) in drawn)
            {
                now += step;
                var at = Math.Max(0, now - late);
                var isKept = at >= now - 10;
                // Time goes on by the questions too.
                counters.Count(Key, windows[0], At(now));
                counters.Add(Key, At(at), value).ShouldBe(isKept);
                counters.AddValue(Key, $"v{value}", At(at)).ShouldBe(isKept);
                if (isKept) seen.Add((at, value));
                foreach (var window in windows)
                {
                    var within = seen.Where(one => one.At >= now - window.TotalSeconds && one.At <= now).ToList();
                    counters.Count(Key, window, At(now)).ShouldBe(WindowCount.Exactly(within.Count));
                    counters.Sum(Key, window, At(now)).ShouldBe(WindowCount.Exactly(within.Sum(one => one.Value)));
                    counters.Distinct(Key, window, At(now)).ShouldBe(WindowCount.Exactly(within.Select(one => one.Value).Distinct().Count()));
                    if (now < late) continue;
                    var past = seen.Where(one => one.At >= at - window.TotalSeconds && one.At <= at).ToList();
                    if (isKept) counters.Count(Key, window, At(at)).ShouldBe(WindowCount.Exactly(past.Count));
                    if (isKept) Holds(counters.Distinct(Key, window, At(at)), past.Select(one => one.Value).Distinct().Count());
                }
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Beyond_its_memory_a_series_answers_with_bounds_that_hold()
    {
        var windows = new[] { TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(600) };
        var counters = new WindowCounters(new WindowCountersOptions { Windows = [.. windows], CellsPerSeries = 32 });
        var random = new Random(5);
        var seen = new List<(double At, long Amount)>();
        var inexact = 0;
        for (var i = 0; i < 5000; i++)
        {
            var at = Math.Max(0, (i / 4.0) - random.Next(20));
            var amount = random.Next(100);
            if (counters.Add(Key, At(at), amount)) seen.Add((at, amount));
            if (i % 7 != 0) continue;
            foreach (var window in windows)
            {
                var asked = Math.Max(seen.Max(one => one.At), at) - random.Next(3);
                var within = seen.Where(one => one.At >= asked - window.TotalSeconds && one.At <= asked).ToList();
                var count = counters.Count(Key, window, At(asked));
                Holds(count, within.Count);
                Holds(counters.Sum(Key, window, At(asked)), within.Sum(one => one.Amount));
                inexact += count.IsExact ? 0 : 1;
                if (within.Count > 1000) (count.High - count.Low).ShouldBeLessThan(0.5 * within.Count);
            }
        }

        inexact.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Beyond_its_memory_distinct_values_are_estimated_with_an_interval_that_holds()
    {
        var window = TimeSpan.FromSeconds(100);
        var missed = 0;
        const int Runs = 400;
        for (var run = 0; run < Runs; run++)
        {
            var counters = new WindowCounters(new WindowCountersOptions { Windows = [window], CellsPerSeries = 256 });
            for (var i = 0; i < 3000; i++) counters.AddValue(Key, $"{run}/{i % 2000}", At(i / 100.0));
            var count = counters.Distinct(Key, window, At(30));
            count.IsExact.ShouldBeFalse();
            if (count.Low > 2000 || count.High < 2000) missed++;
        }

        // The interval is a 99 % one: 400 runs miss more than 12 times with probability below 0.0003 (binomial).
        missed.ShouldBeLessThanOrEqualTo(12);
    }

    [Fact]
    public void When_memory_is_full_new_keys_are_counted_from_above_and_old_ones_stay_right()
    {
        var window = TimeSpan.FromMinutes(10);
        var counters = new WindowCounters(new WindowCountersOptions { Windows = [window], MaxBytes = 1 << 20 });
        for (var user = 0; user < 20_000; user++)
        {
            for (var i = 0; i <= user % 3; i++) counters.Add(SeriesKey.Of("user", $"u{user}", "asked"), At(user / 100.0));
        }

        var state = counters.State;
        state.Overflown.ShouldBeGreaterThan(1000);
        state.Bytes.ShouldBeLessThan(3 << 20);
        var exact = 0;
        for (var user = 0; user < 20_000; user++)
        {
            var count = counters.Count(SeriesKey.Of("user", $"u{user}", "asked"), window, At(200));
            Holds(count, (user % 3) + 1);
            exact += count.IsExact ? 1 : 0;
        }

        exact.ShouldBeGreaterThan(1000);
    }

    [Fact]
    public void What_has_left_every_window_gives_its_memory_back()
    {
        var counters = new WindowCounters(new WindowCountersOptions { Windows = [TimeSpan.FromSeconds(1)], Grace = TimeSpan.Zero, MaxBytes = 1 << 20 });
        for (var user = 0; user < 50_000; user++) counters.Add(SeriesKey.Of("user", $"u{user}", "asked"), At(user / 50.0));
        counters.State.Series.ShouldBeLessThan(1000);
        counters.State.Overflown.ShouldBe(0);
    }

    [Fact]
    public void Threads_together_count_what_one_would()
    {
        var window = TimeSpan.FromSeconds(30);
        var counters = With(window);
        Parallel.For(0, 8, thread =>
        {
            for (var i = 0; i < 5000; i++)
            {
                counters.Add(Key, At(i / 250.0));
                counters.AddValue(Key, $"v{i % 100}", At(i / 250.0));
            }
        });

        counters.Count(Key, window, At(20)).ShouldBe(WindowCount.Exactly(40_000));
        counters.Distinct(Key, window, At(20)).ShouldBe(WindowCount.Exactly(100));
    }

    [Fact]
    public void Counting_for_a_known_key_allocates_nothing()
    {
        var window = TimeSpan.FromSeconds(1);
        var counters = With(window);
        for (var i = 0; i < 2000; i++) Round(i);
        var next = 2000;
        Allocations.Of(() =>
        {
            for (var i = 0; i < 1000; i++) Round(next++);
        }).ShouldBe(0);

        void Round(int i)
        {
            counters.Add(Key, At(i));
            counters.AddValue(Key, "value", At(i));
            counters.Count(Key, window, At(i));
            counters.Distinct(Key, window, At(i));
        }
    }

    private static void Holds(WindowCount count, double truth)
    {
        count.Low.ShouldBeLessThanOrEqualTo(truth);
        count.High.ShouldBeGreaterThanOrEqualTo(truth);
        count.Value.ShouldBeInRange(count.Low, count.High);
    }

    private static WindowCounters With(TimeSpan window) => new(new WindowCountersOptions { Windows = [window] });

    private static DateTimeOffset At(double seconds) => Start.AddSeconds(seconds);
}
