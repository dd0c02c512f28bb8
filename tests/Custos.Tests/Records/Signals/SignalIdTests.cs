using Custos.Records.Signals;

namespace Custos.Tests.Records.Signals;

public sealed class SignalIdTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_same_key_has_the_same_id_and_another_another()
    {
        var id = SignalId.Of(Noon, "otlp", "a:b");

        SignalId.Of(Noon, "otlp", "a:b").ShouldBe(id);
        SignalId.Of(Noon, "otlp", "a:c").ShouldNotBe(id);
        SignalId.Of(Noon, "import", "a:b").ShouldNotBe(id);
        SignalId.Of(Noon.AddMilliseconds(1), "otlp", "a:b").ShouldNotBe(id);
        SignalId.Of(Noon, "otlp", "a:b".PadRight(2000)).ShouldNotBe(id);
        SignalId.Of(Noon, "otlp\0a"u8).ShouldBe(SignalId.Of(Noon, "otlp", "a"));
    }

    [Fact]
    public void Ids_sort_by_time_and_have_the_form_of_version_7()
    {
        var times = Enumerable.Range(0, 100).Select(i => Noon.AddMilliseconds(i * 7919)).ToList();

        var ids = times.Select((at, i) => SignalId.Of(at, "otlp", $"{100 - i}")).ToList();

        ids.ShouldBeInOrder();
        ids.ShouldAllBe(id => id.Version == 7 && (id.Variant & 0xC) == 8);
        SignalId.Of(DateTimeOffset.UnixEpoch.AddYears(-1), "otlp", "x").ShouldBe(SignalId.Of(DateTimeOffset.UnixEpoch, "otlp", "x"));
    }
}
