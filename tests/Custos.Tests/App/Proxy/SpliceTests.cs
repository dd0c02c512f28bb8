using System.Text;
using System.Text.Json;
using Custos.App.Proxy;

namespace Custos.Tests.App.Proxy;

public sealed class SpliceTests
{
    [Fact]
    public void Strings_are_replaced_in_their_places_and_every_other_byte_stays()
    {
        var body = "{ \"a\" : \"o\\u006ee\",\t\"b\":[\"two\" ], \"c\":1.0e5 }"u8.ToArray();
        using var parsed = JsonDocument.Parse(body);
        var places = new JsonPlaces(body);
        var (a, b) = (parsed.RootElement.GetProperty("a"), parsed.RootElement.GetProperty("b")[0]);

        JsonPlaces.TextOf(a).ShouldBe("one");
        Encoding.UTF8.GetString(Splice.Strings(body, [(places.Of(b), "\"2\" €\n"), (places.Of(a), "")]))
            .ShouldBe("{ \"a\" : \"\",\t\"b\":[\"\\\"2\\\" €\\n\" ], \"c\":1.0e5 }");
    }

    [Fact]
    public void Half_a_pair_of_surrogates_is_read_as_a_text()
    {
        using var parsed = JsonDocument.Parse("{\"a\":\"x\\ud83dy\"}"u8.ToArray());

        JsonPlaces.TextOf(parsed.RootElement, "a").ShouldBe("x\uFFFDy");
    }

    [Fact]
    public void A_value_of_another_text_has_no_place()
    {
        using var parsed = JsonDocument.Parse("{}"u8.ToArray());

        Should.Throw<ArgumentException>(() => new JsonPlaces("{}"u8.ToArray()).Of(parsed.RootElement));
    }
}
