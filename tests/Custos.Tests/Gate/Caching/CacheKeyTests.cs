using Custos.Gate.Caching;

namespace Custos.Tests.Gate.Caching;

public sealed class CacheKeyTests
{
    [Fact]
    public void Equal_parts_have_equal_keys_and_nothing_else_has()
    {
        UInt128[] keys = [Of("ab", "c"), Of("a", "bc"), Of("abc", ""), Of("abc", null), Of("", "abc"), Of(null, "abc"), Of("abc"), Of("ABC")];

        keys.Distinct().Count().ShouldBe(keys.Length);
        Of("ab", "c").ShouldBe(keys[0]);
    }

    [Fact]
    public void Lone_surrogates_are_told_apart() => Of("\uD800").ShouldNotBe(Of("\uD801"));

    private static UInt128 Of(params string?[] parts)
    {
        var key = CacheKey.Begin("test");
        foreach (var part in parts) key.Add(part);
        return key.End();
    }
}
