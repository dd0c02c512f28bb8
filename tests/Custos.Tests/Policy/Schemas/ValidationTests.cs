using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Custos.Policy.Schemas;

namespace Custos.Tests.Policy.Schemas;

/// <summary>What is made to be slow, deep or broken.</summary>
public sealed class ValidationTests
{
    // A hundred times what each takes alone, so that only another order of growth fails.
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private static readonly Dictionary<string, (string Schema, string Instance)> HostileMegabytes = new(StringComparer.Ordinal)
    {
        ["many items, all different"] = ("""{"uniqueItems": true}""", $"[{string.Join(',', Enumerable.Range(0, 100_000))}]"),
        ["objects that differ at the end"] = ("""{"uniqueItems": true}""", $"[{string.Join(',', Enumerable.Range(0, 10_000).Select(i => $$"""{"b":{"b":[1,2,3,4]},"a":"{{new string('x', 60)}}","c":{{i}}}"""))}]"),
        ["many names"] = ("""{"required": ["a", "b"], "additionalProperties": {"type": "integer"}}""", $"{{{string.Join(',', Enumerable.Range(0, 80_000).Select(i => $"\"n{i}\":1"))},\"a\":1,\"b\":2}}"),
        ["a number of a million digits"] = ("""{"multipleOf": 7, "minimum": 3, "type": "integer", "enum": [1, 2]}""", new string('7', 1_000_000)),
        ["a pattern that backtracks elsewhere"] = ("""{"pattern": "^(a+)+$"}""", $"\"{new string('a', 1_000_000)}!\""),
        ["alternatives of alternatives"] = (Doubling, new string('[', 60) + string.Join(',', Enumerable.Repeat("[]", 100_000)) + new string(']', 60)),
        ["brackets alone"] = ("true", new string('[', 1_000_000)),
    };

    public static TheoryData<string> Names => [.. HostileMegabytes.Keys];

    // Asked one by one, the innermost value would be asked 2^60 times.
    private const string Doubling = """{"$defs": {"a": {"anyOf": [{"items": {"$ref": "#/$defs/a"}, "minItems": 1}, {"items": {"$ref": "#/$defs/a"}, "minItems": 1}, {"const": 1}]}}, "$ref": "#/$defs/a"}""";

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hostile_megabyte_is_checked_in_bounded_time(string what)
    {
        var (schema, instance) = HostileMegabytes[what];
        var read = SomeSchemas.Read(schema);
        var watch = Stopwatch.StartNew();
        read.TryValidate(instance, out _);
        watch.Elapsed.ShouldBeLessThan(Bound, what);
    }

    [Fact]
    public void The_deepest_search_fits_in_a_small_stack_and_its_end_is_a_fault_even_under_a_not()
    {
        var chain = string.Join(',', Enumerable.Range(0, 28).Select(i => $$"""
            "{{i}}": {"oneOf": [{"$ref": "#/$defs/{{i + 1}}"}]}
            """));
        var schema = SomeSchemas.Read($$"""{"not": {"$ref": "#/$defs/0"}, "$defs": { {{chain}}, "28": {"items": {"$ref": "#/$defs/0"} } } }""");
        IReadOnlyList<SchemaFault> faults = [];
        var thread = new Thread(() => schema.TryValidate(new string('[', 64) + new string(']', 64), out faults), maxStackSize: 512 * 1024);
        thread.Start();
        thread.Join();
        faults.ShouldContain(new SchemaFault("", "It nests deeper than this schema can be checked."));
    }

    [Fact]
    public void Random_JSON_as_schema_and_as_value_throws_nothing()
    {
        var random = new Random(1);
        var (read, kept) = (0, 0);
        for (var i = 0; i < 6_000; i++)
        {
            var json = RandomSchemas.Schema(random, 3);
            var isRead = JsonSchema.TryRead(json, out var schema, out var errors);
            isRead.ShouldBe(errors.Count == 0);
            for (var j = 0; isRead && j < 5; j++)
            {
                var isKept = schema!.TryValidate(RandomSchemas.Value(random, 3)?.ToJsonString() ?? "null", out var faults);
                isKept.ShouldBe(faults.Count == 0);
                (read, kept) = (read + 1, kept + (isKept ? 1 : 0));
            }
        }

        read.ShouldBeGreaterThan(5_000);
        ((double)kept / read).ShouldBeInRange(0.1, 0.9);
    }

    [Fact]
    public void Broken_text_throws_nothing()
    {
        var random = new Random(2);
        var schema = SomeSchemas.Read(SomeSchemas.SendMail);
        for (var i = 0; i < 3_000; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(i % 2 == 0 ? SomeSchemas.Mail : SomeSchemas.SendMail);
            for (var j = random.Next(4); j >= 0; j--) bytes[random.Next(bytes.Length)] = (byte)(random.Next(4) == 0 ? random.Next(256) : "{}[]\",:\\ue0-.1"[random.Next(14)]);
            schema.TryValidate(bytes, out _);
            JsonSchema.TryRead(bytes, out _, out _);
        }
    }

    [Fact]
    public void A_schema_and_its_not_disagree_and_combinations_follow_their_parts()
    {
        var random = new Random(3);
        for (var i = 0; i < 1_000; i++)
        {
            var (a, b) = (RandomSchemas.Schema(random, 2), RandomSchemas.Schema(random, 2));
            if (!JsonSchema.TryRead(a, out var first, out _) || !JsonSchema.TryRead(b, out var second, out _)) continue;
            var value = RandomSchemas.Value(random, 2)?.ToJsonString() ?? "null";
            var (keepsFirst, keepsSecond) = (first.TryValidate(value, out _), second.TryValidate(value, out _));
            Keeps(new JsonObject { ["not"] = a!.DeepClone() }).ShouldBe(!keepsFirst);
            Keeps(Of("allOf")).ShouldBe(keepsFirst && keepsSecond);
            Keeps(Of("anyOf")).ShouldBe(keepsFirst || keepsSecond);
            Keeps(Of("oneOf")).ShouldBe(keepsFirst != keepsSecond);
            Keeps(new JsonObject { ["if"] = a.DeepClone(), ["then"] = b!.DeepClone() }).ShouldBe(!keepsFirst || keepsSecond);

            JsonObject Of(string keyword) => new() { [keyword] = new JsonArray(a!.DeepClone(), b!.DeepClone()) };
            bool Keeps(JsonObject schema) => JsonSchema.TryRead(schema, out var read, out _) && read.TryValidate(value, out _);
        }
    }
}
