using Custos.Records.Telemetry;

namespace Custos.Tests.Records.Telemetry;

public sealed class TelemetryIdTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_same_key_has_the_same_id_and_another_another()
    {
        var id = TelemetryId.Of(Noon, "otlp", "a:b");

        TelemetryId.Of(Noon, "otlp", "a:b").ShouldBe(id);
        TelemetryId.Of(Noon, "otlp", "a:c").ShouldNotBe(id);
        TelemetryId.Of(Noon, "import", "a:b").ShouldNotBe(id);
        TelemetryId.Of(Noon.AddMilliseconds(1), "otlp", "a:b").ShouldNotBe(id);
        TelemetryId.Of(Noon, "otlp", "a:b".PadRight(2000)).ShouldNotBe(id);
        TelemetryId.Of(Noon, "otlp\0a"u8).ShouldBe(TelemetryId.Of(Noon, "otlp", "a"));
    }

    [Fact]
    public void Ids_sort_by_time_and_have_the_form_of_version_7()
    {
        var times = Enumerable.Range(0, 100).Select(i => Noon.AddMilliseconds(i * 7919)).ToList();

        var ids = times.Select((at, i) => TelemetryId.Of(at, "otlp", $"{100 - i}")).ToList();

        ids.ShouldBeInOrder();
        ids.ShouldAllBe(id => id.Version == 7 && (id.Variant & 0xC) == 8);
        TelemetryId.Of(DateTimeOffset.UnixEpoch.AddYears(-1), "otlp", "x").ShouldBe(TelemetryId.Of(DateTimeOffset.UnixEpoch, "otlp", "x"));
    }
}
