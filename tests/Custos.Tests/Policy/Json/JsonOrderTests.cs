using System.Text;
using Custos.Policy.Json;
using Custos.Tests.Policy.Schemas;

namespace Custos.Tests.Policy.Json;

public sealed class JsonOrderTests
{
    [Fact]
    public void It_is_an_order_of_all_values()
    {
        var random = new Random(4);
        var values = Enumerable.Range(0, 60).Select(_ => Read(RandomSchemas.Value(random, 3)?.ToJsonString() ?? "null")).ToArray();
        foreach (var a in values)
        {
            JsonOrder.Compare(a, 0, a, 0).ShouldBe(0);
            foreach (var b in values)
            {
                Math.Sign(JsonOrder.Compare(a, 0, b, 0)).ShouldBe(-Math.Sign(JsonOrder.Compare(b, 0, a, 0)));
                foreach (var c in values.Where(c => JsonOrder.Compare(a, 0, b, 0) <= 0 && JsonOrder.Compare(b, 0, c, 0) <= 0)) JsonOrder.Compare(a, 0, c, 0).ShouldBeLessThanOrEqualTo(0);
            }
        }
    }

    private static FlatJson Read(string json)
    {
        var flat = new FlatJson();
        flat.TryRead(Encoding.UTF8.GetBytes(json), out var problem, out _).ShouldBeTrue(problem);
        return flat;
    }
}
