using Custos.App.Proxy;
using Custos.Records;
using Custos.Store;

namespace Custos.Tests.App.Proxy;

public sealed class RateLimitsTests
{
    private static readonly KeyLimits NoneOfItsOwn = new();

    private readonly Clock _clock = new();

    [Fact]
    public void A_minutes_worth_is_let_in_and_then_evenly()
    {
        var limits = new RateLimits(new KeyLimits(RequestsPerMinute: 2), _clock);
        limits.Enter("a", NoneOfItsOwn).ShouldBeNull();
        limits.Enter("a", NoneOfItsOwn).ShouldBeNull();

        limits.Enter("a", NoneOfItsOwn).ShouldBe(new Refusal("requests", 2, TimeSpan.FromSeconds(30)));
        limits.Enter("b", NoneOfItsOwn).ShouldBeNull();
        _clock.Pass(TimeSpan.FromSeconds(30));
        limits.Enter("a", NoneOfItsOwn).ShouldBeNull();
        limits.Enter("a", NoneOfItsOwn).ShouldNotBeNull();
    }

    [Fact]
    public void Tokens_are_owed_until_they_are_filled_up_again()
    {
        var limits = new RateLimits(new KeyLimits(TokensPerMinute: 60), _clock);
        limits.Enter("a", NoneOfItsOwn).ShouldBeNull();
        limits.Use("a", NoneOfItsOwn, 90);

        limits.Enter("a", NoneOfItsOwn).ShouldBe(new Refusal("tokens", 60, TimeSpan.FromSeconds(31)));
        _clock.Pass(TimeSpan.FromSeconds(31));
        limits.Enter("a", NoneOfItsOwn).ShouldBeNull();
    }

    [Fact]
    public void Without_limits_everybody_is_let_in()
    {
        var limits = new RateLimits(NoneOfItsOwn, _clock);
        for (var i = 0; i < 1000; i++) limits.Enter("a", NoneOfItsOwn).ShouldBeNull();
    }

    [Fact]
    public void A_keys_own_limit_goes_before_the_usual_one_and_holds_as_soon_as_it_is_said()
    {
        var limits = new RateLimits(new KeyLimits(RequestsPerMinute: 1), _clock);
        var own = new KeyLimits(RequestsPerMinute: 3, TokensPerMinute: 100);
        for (var i = 0; i < 3; i++) limits.Enter("a", own).ShouldBeNull();
        limits.Enter("a", own)!.PerMinute.ShouldBe(3);
        limits.Enter("b", NoneOfItsOwn).ShouldBeNull();
        limits.Enter("b", NoneOfItsOwn)!.PerMinute.ShouldBe(1);

        _clock.Pass(TimeSpan.FromMinutes(1));
        limits.Use("a", own, 150);
        limits.Enter("a", own)!.What.ShouldBe("tokens");
        limits.Enter("a", NoneOfItsOwn).ShouldBeNull();
        limits.Enter("a", NoneOfItsOwn)!.PerMinute.ShouldBe(1);
        limits.Enter("a", new KeyLimits(RequestsPerMinute: 100, TokensPerMinute: 5)).ShouldNotBeNull().What.ShouldBe("requests");
        _clock.Pass(TimeSpan.FromSeconds(1));
        limits.Enter("a", new KeyLimits(RequestsPerMinute: 100, TokensPerMinute: 5)).ShouldBeNull();
    }

    [Fact]
    public void What_has_passed_is_known_by_who_said_it_and_the_bundle_and_forgotten_in_generations()
    {
        var vetted = new Vetted(most: 2);
        var about = new Message { Text = "", Endpoint = "/x", User = "u" };
        var keys = Enumerable.Range(0, 5).Select(number => Vetted.KeyOf("bundle", about, $"{number}")).ToList();
        foreach (var key in keys) vetted.Add(key);

        vetted.Knows(keys[4]).ShouldBeTrue();
        vetted.Knows(keys[0]).ShouldBeFalse();
        Vetted.KeyOf("other", about, "4").ShouldNotBe(keys[4]);
        Vetted.KeyOf("bundle", about with { User = null }, "4").ShouldNotBe(keys[4]);
        Vetted.KeyOf("bundle", about with { Tier = "u", User = null }, "4").ShouldNotBe(Vetted.KeyOf("bundle", about, "4"));
    }

    private sealed class Clock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Pass(TimeSpan time) => _now += time.Ticks;

        public override long GetTimestamp() => _now;
    }
}
