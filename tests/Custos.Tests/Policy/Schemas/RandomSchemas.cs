using System.Text.Json.Nodes;

namespace Custos.Tests.Policy.Schemas;

/// <summary>Schemas and values of a few names and numbers, so that they meet; some of the schemas are badly written.</summary>
internal static class RandomSchemas
{
    private static readonly string[] Names = ["a", "b", "c", "é", "a/b"];
    private static readonly string[] Types = ["null", "boolean", "integer", "number", "string", "array", "object"];
    private static readonly string[] Numbers = ["0", "1", "-1", "2", "3", "1.0", "0.3", "0.1", "1e2", "2.5", "100"];

    public static JsonNode? Schema(Random random, int depth)
    {
        if (random.Next(12) == 0) return random.Next(2) == 0;
        var schema = new JsonObject();
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var (keyword, value) = Keyword(random, depth);
            schema[keyword] = random.Next(60) == 0 ? Value(random, 1) : value;
        }

        return schema;
    }

    public static JsonNode? Value(Random random, int depth) => random.Next(depth > 0 ? 8 : 5) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => Number(random),
        3 or 4 => string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => Names[random.Next(Names.Length)])),
        5 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth - 1))]),
        _ => ByName(random, () => Value(random, depth - 1)),
    };

    private static (string Keyword, JsonNode? Value) Keyword(Random random, int depth) => random.Next(depth > 0 ? 24 : 13) switch
    {
        0 => ("type", Types[random.Next(Types.Length)]),
        1 => ("type", new JsonArray(Types[random.Next(3)], Types[3 + random.Next(4)])),
        2 => ("enum", new JsonArray(Value(random, 1), Value(random, 1), Value(random, 0))),
        3 => ("const", Value(random, 1)),
        4 => ("minimum", Number(random)),
        5 => ("exclusiveMaximum", Number(random)),
        6 => ("multipleOf", random.Next(2) == 0 ? 2 : JsonNode.Parse("0.1")),
        7 => (random.Next(2) == 0 ? "maxLength" : "minLength", random.Next(3)),
        8 => ("pattern", random.Next(2) == 0 ? "^a" : "[b-c]+$"),
        9 => ("required", new JsonArray(Names[random.Next(Names.Length)])),
        10 => (random.Next(2) == 0 ? "minItems" : "maxProperties", random.Next(3)),
        11 => ("uniqueItems", random.Next(4) > 0),
        12 => ("dependentRequired", new JsonObject { [Names[random.Next(2)]] = new JsonArray(Names[2]) }),
        13 or 14 => ("properties", ByName(random, () => Schema(random, depth - 1))),
        15 => ("additionalProperties", Schema(random, depth - 1)),
        16 => ("patternProperties", new JsonObject { ["^[ab]"] = Schema(random, depth - 1) }),
        17 => ("propertyNames", Schema(random, depth - 1)),
        18 => ("items", Schema(random, depth - 1)),
        19 => ("prefixItems", new JsonArray(Schema(random, depth - 1), Schema(random, depth - 1))),
        20 => ("contains", Schema(random, depth - 1)),
        21 => (random.Next(2) == 0 ? "anyOf" : "oneOf", new JsonArray(Schema(random, depth - 1), Schema(random, depth - 1))),
        22 => ("not", Schema(random, depth - 1)),
        _ => ("allOf", new JsonArray(Schema(random, depth - 1))),
    };

    private static JsonNode Number(Random random) => JsonNode.Parse(Numbers[random.Next(Numbers.Length)])!;

    private static JsonObject ByName(Random random, Func<JsonNode?> draw)
    {
        var drawn = new JsonObject();
        for (var i = random.Next(4); i > 0; i--) drawn[Names[random.Next(Names.Length)]] = draw();
        return drawn;
    }
}
