using Custos.Gate;
using Custos.Records;

namespace Custos.Tests.Gate;

public sealed class BundleTests
{
    private static readonly Signal First = Signal.Create("first", _ => new SignalValue.Scores([]));
    private static readonly Signal Second = Signal.Create("second", _ => new SignalValue.Scores([]));

    [Fact]
    public void The_same_content_has_the_same_address() =>
        new Bundle([First, Second], new Fallbacks()).Id.ShouldBe(new Bundle([First, Second], new Fallbacks()).Id);

    [Fact]
    public void Anything_that_decides_changes_the_address()
    {
        var ids = new[]
        {
            new Bundle([First], new Fallbacks()).Id,
            new Bundle([Second], new Fallbacks()).Id,
            new Bundle([First, Second], new Fallbacks()).Id,
            new Bundle([First], new Fallbacks { OnTimeout = Fallback.Block }).Id,
            new Bundle([First], new Fallbacks { OnError = Fallback.Block }).Id,
            new Bundle([First], new Fallbacks { OnOverload = Fallback.Allow }).Id,
        };

        ids.Distinct().Count().ShouldBe(ids.Length);
        ids.ShouldAllBe(id => id.Length == 64);
    }

    [Fact]
    public void No_signal_or_one_name_twice_is_refused()
    {
        Should.Throw<ArgumentException>(() => new Bundle([], new Fallbacks()));
        Should.Throw<ArgumentException>(() => new Bundle([First, First], new Fallbacks()));
    }
}
