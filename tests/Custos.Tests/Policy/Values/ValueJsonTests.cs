using System.Text;
using System.Text.Json;
using Custos.Policy.Types;
using Custos.Policy.Values;

namespace Custos.Tests.Policy.Values;

public sealed class ValueJsonTests
{
    [Fact]
    public void What_is_written_reads_back_as_the_same_value()
    {
        Value[] values =
        [
            Value.Null, Value.True, Value.Of(-5L), Value.Of(ulong.MaxValue), Value.Of(1.0), Value.Of(1e300), Value.Of(0.1), Value.Of("a\"é😀"), Value.Of([1, 2, 255]),
            Value.Of(CelType.Int), Value.Optional(null), Value.Optional(Value.Of(1L)), Value.OfList(Value.Of(1L), Value.OfList()),
            Value.Of(MapValue.OfNames(("type", Value.Of("car")))), Value.Of(MapValue.OfNames(("int", Value.Of(2.5)))), Value.Of(MapValue.OfNames(("map", Value.OfList()))), Value.Of(MapValue.OfNames(("a", Value.Null), ("b", Value.Of(2.5)))),
            Value.Of(MapValue.TryCreate([KeyValuePair.Create(Value.Of(1L), Value.Of("x")), KeyValuePair.Create(Value.True, Value.Of("y"))], out var map) ? map : MapValue.Empty),
        ];

        foreach (var value in values)
        {
            var read = ValueJson.Read(JsonDocument.Parse(Written(value)).RootElement);
            read.Kind.ShouldBe(value.Kind);
            read.ShouldBe(value);
        }
    }

    [Theory]
    [InlineData("{\"bytes\": \"AQI=\"}", "{\"bytes\":\"AQI=\"}")]
    [InlineData("{\"uint\": \"7\"}", "7")]
    [InlineData("{\"double\": 7}", "7.0")]
    [InlineData("{\"double\": \"-Infinity\"}", "\"-Infinity\"")]
    [InlineData("{\"timestamp\": \"2026-01-31T12:00:00+01:00\"}", "\"2026-01-31T11:00:00Z\"")]
    [InlineData("{\"duration\": \"1h\"}", "\"3600s\"")]
    [InlineData("{\"map\": [[1, 2], [true, 3]]}", "{\"map\":[[1,2],[true,3]]}")]
    [InlineData("{\"type\": \"int\", \"b\": 1}", "{\"type\":\"int\",\"b\":1}")]
    [InlineData("{\"map\": {\"bytes\": 1}}", "{\"map\":{\"bytes\":1}}")]
    [InlineData("{\"map\": [[\"type\", \"int\"]]}", "{\"map\":[[\"type\",\"int\"]]}")]
    [InlineData("18446744073709551615", "18446744073709551615")]
    [InlineData("1e2", "100.0")]
    public void What_JSON_has_no_form_for_is_an_object_with_one_key(string json, string written) =>
        Written(ValueJson.Read(JsonDocument.Parse(json).RootElement)).ShouldBe(written);

    [Theory]
    [InlineData("{\"bytes\": \"?\"}")]
    [InlineData("{\"uint\": -1}")]
    [InlineData("{\"map\": [[1]]}")]
    [InlineData("{\"map\": [[1, 2], [1.0, 3]]}")]
    [InlineData("{\"map\": [[1, 2], [1, 3]]}")]
    [InlineData("{\"a\": 1, \"a\": 2}")]
    [InlineData("\"\\ud800\"")]
    public void What_does_not_hold_what_its_key_says_is_refused(string json) =>
        Should.Throw<FormatException>(() => ValueJson.Read(JsonDocument.Parse(json).RootElement));

    [Fact]
    public void A_tools_arguments_are_read_as_they_come() =>
        ValueJson.ReadPlain(JsonDocument.Parse("{\"type\": \"int\"}").RootElement).AsMap.TryGet("type", out _).ShouldBeTrue();

    private static string Written(Value value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream)) ValueJson.Write(writer, value);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
