using Custos.Gate.Caching;

namespace Custos.Tests.Gate.Caching;

public sealed class BoundedCacheTests
{
    [Fact]
    public void What_was_asked_for_longest_ago_goes_first_and_the_bound_holds()
    {
        var cache = new BoundedCache<string>(16 * 10_000);
        for (var i = 0; i < 10_000; i++)
        {
            cache.Add((UInt128)(uint)i, $"value {i}", 380);
            cache.Find(0).ShouldBe("value 0");
        }

        cache.State.Bytes.ShouldBeLessThanOrEqualTo(cache.State.MaxBytes);
        // The 96th bit and up choose the part: all of these fall into one, of 10,000 bytes, at 500 each.
        cache.State.Entries.ShouldBe(20);
        cache.Find(1).ShouldBeNull();
        cache.Find(9999).ShouldBe("value 9999");
        cache.State.Hits.ShouldBe(10_001);
        cache.State.Misses.ShouldBe(1);
    }

    [Fact]
    public void A_value_larger_than_its_part_is_not_kept_and_drives_out_nothing()
    {
        var cache = new BoundedCache<string>(16 * 1000);
        cache.Add(1, "small", 10);
        cache.Add(2, "large", 2000);

        cache.Find(1).ShouldBe("small");
        cache.Find(2).ShouldBeNull();
    }

    [Fact]
    public void Without_room_it_remembers_nothing()
    {
        var cache = new BoundedCache<string>(0);
        cache.Add(1, "a", 0);

        cache.IsOn.ShouldBeFalse();
        cache.Find(1).ShouldBeNull();
    }

    [Fact]
    public void It_stays_within_its_bound_with_many_threads()
    {
        var cache = new BoundedCache<string>(64_000);
        Parallel.For(0, 20_000, i =>
        {
            var key = CacheKey.Begin("test");
            key.Add(i % 500);
            var number = key.End();
            (cache.Find(number) ?? $"{i % 500}").ShouldBe($"{i % 500}");
            cache.Add(number, $"{i % 500}", 100);
        });

        cache.State.Bytes.ShouldBeLessThanOrEqualTo(64_000);
        (cache.State.Hits + cache.State.Misses).ShouldBe(20_000);
    }
}
