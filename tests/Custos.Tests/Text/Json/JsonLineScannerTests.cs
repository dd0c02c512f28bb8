using System.Text.Json;
using System.Text.Unicode;
using System.Text;
using Custos.Tests.House;
using Custos.Text.Json;

namespace Custos.Tests.Text.Json;

public sealed class JsonLineScannerTests
{
    private static readonly JsonPath[] Paths = [.. new[] { "a", "b", "a.b", "a.b.c", "b.0", "b.1.a", "key\\.with dots", "é" }.Select(JsonPath.Parse)];
    private static readonly JsonFieldTree Tree = new(Paths);

    [Theory]
    [InlineData("""{"a":1,"b":"x"}""", "1", "x")]
    [InlineData("""  { "a" : -1.5e3 , "b" : [ ] }  """, "-1.5e3", "[…]")]
    [InlineData("""{"b":{"a":2},"a":null}""", null, "[…]")]
    [InlineData("""{"a":1,"b":2,"a":3}""", "3", "2")]
    [InlineData("""{"\u0061":true,"\u0062":false}""", "true", "false")]
    [InlineData("""{"x\\\"a":9,"a":"\\","b":"\"}"}""", "\\\\", "\\\"}")]
    [InlineData("{}", null, null)]
    public void A_whole_line_yields_its_fields(string line, string? a, string? b)
    {
        var (damage, values) = Scan(line);

        damage.ShouldBe(JsonDamage.None);
        values["a"].ShouldBe(a);
        values["b"].ShouldBe(b);
    }

    [Fact]
    public void Paths_step_into_objects_by_key_and_into_arrays_by_number()
    {
        var (_, values) = Scan("""{"a":{"x":[1,{"b":9}],"b":{"c":"deep"}},"b":["first",{"a":"second"}],"key.with dots":7,"é":"yes"}""");

        values["a.b.c"].ShouldBe("deep");
        values["a.b"].ShouldBe("[…]");
        values["b.0"].ShouldBe("first");
        values["b.1.a"].ShouldBe("second");
        values["key\\.with dots"].ShouldBe("7");
        values["é"].ShouldBe("yes");
    }

    [Fact]
    public void Of_a_key_that_comes_twice_the_last_counts_with_all_that_is_in_it()
    {
        var (_, values) = Scan("""{"a":{"b":{"c":1}},"a":{"x":2}}""");

        values["a"].ShouldBe("[…]");
        values["a.b"].ShouldBeNull();
        values["a.b.c"].ShouldBeNull();
    }

    [Theory]
    [InlineData("", JsonDamage.NotAnObject, 0)]
    [InlineData("[1]", JsonDamage.NotAnObject, 0)]
    [InlineData("  12", JsonDamage.NotAnObject, 2)]
    [InlineData("{\"a\":1", JsonDamage.EndsTooEarly, 6)]
    [InlineData("{\"a\":\"x", JsonDamage.EndsTooEarly, 7)]
    [InlineData("{\"a\":\"x\\", JsonDamage.EndsTooEarly, 8)]
    [InlineData("{\"a\":\"x\\u12", JsonDamage.EndsTooEarly, 11)]
    [InlineData("{\"a\":1}}", JsonDamage.UnexpectedCharacter, 7)]
    [InlineData("{\"a\":1} {", JsonDamage.UnexpectedCharacter, 8)]
    [InlineData("{\"a\" 1}", JsonDamage.UnexpectedCharacter, 5)]
    [InlineData("{\"a\":1,}", JsonDamage.UnexpectedCharacter, 7)]
    [InlineData("{\"a\":[1,]}", JsonDamage.UnexpectedCharacter, 8)]
    [InlineData("{\"a\":[1}", JsonDamage.UnexpectedCharacter, 7)]
    [InlineData("{a:1}", JsonDamage.UnexpectedCharacter, 1)]
    [InlineData("{\"a\":01}", JsonDamage.BadLiteral, 5)]
    [InlineData("{\"a\":+1}", JsonDamage.BadLiteral, 5)]
    [InlineData("{\"a\":1.}", JsonDamage.BadLiteral, 5)]
    [InlineData("{\"a\":truely}", JsonDamage.BadLiteral, 5)]
    [InlineData("{\"a\":NaN}", JsonDamage.BadLiteral, 5)]
    [InlineData("{\"a\":1\v}", JsonDamage.ControlCharacter, 6)]
    [InlineData("{\"a\":\"\t\"}", JsonDamage.ControlCharacter, 6)]
    [InlineData("{\"a\":\"\\x\"}", JsonDamage.BadEscape, 6)]
    [InlineData("{\"a\":\"\\u12g4\"}", JsonDamage.BadEscape, 6)]
    public void A_damaged_line_is_told_by_what_is_wrong_and_where(string line, JsonDamage damage, int at)
    {
        new JsonLineScanner(Tree).Scan(Encoding.UTF8.GetBytes(line), out var found).ShouldBe(damage);

        found.ShouldBe(at);
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_damage_at_their_place()
    {
        byte[] line = [.. "{\"a\":\"é"u8, 0xC3, .. "\"}"u8];

        new JsonLineScanner(Tree).Scan(line, out var at).ShouldBe(JsonDamage.NotUtf8);

        at.ShouldBe(8);
    }

    [Fact]
    public void Depth_is_bounded()
    {
        string Nested(int depth) => string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);

        Scan(Nested(JsonLineScanner.MaxDepth)).Damage.ShouldBe(JsonDamage.None);
        Scan(Nested(JsonLineScanner.MaxDepth + 1)).Damage.ShouldBe(JsonDamage.TooDeep);
        Scan("{\"a\":" + new string('[', 1_000_000)).Damage.ShouldBe(JsonDamage.TooDeep);
    }

    [Fact]
    public void Every_line_is_judged_and_read_as_the_framework_does_it()
    {
        var random = new Random(4);
        var scanner = new JsonLineScanner(Tree);
        var whole = 0;
        for (var round = 0; round < 30_000; round++)
        {
            var line = SomeJson.Line(random);
            if (round % 3 != 0) line = SomeJson.Damaged(random, line);
            var expected = Oracle(line);
            var damage = scanner.Scan(line, out var at);

            if ((damage == JsonDamage.None) != expected is not null || at < 0 || at > line.Length) Assert.Fail($"{damage} at {at} of {Convert.ToHexString(line)}");
            if (expected is null) continue;
            whole++;
            var found = ValuesOf(scanner, line);
            if (Paths.Any(path => found[path.Text] != expected[path.Text])) Assert.Fail($"The fields of {Convert.ToHexString(line)} differ.");
        }

        whole.ShouldBeInRange(11_000, 25_000);
    }

    [Fact]
    public void A_damaged_line_leaves_nothing_behind_for_the_next()
    {
        var scanner = new JsonLineScanner(Tree);
        scanner.Scan("{\"a\":\"\\"u8, out _).ShouldBe(JsonDamage.EndsTooEarly);

        scanner.Scan("{\"b\":1}"u8, out _).ShouldBe(JsonDamage.None);

        ValuesOf(scanner, "{\"b\":1}"u8.ToArray())["a"].ShouldBeNull();
    }

    [Fact]
    public void Reading_a_line_allocates_nothing()
    {
        var scanner = new JsonLineScanner(Tree);
        var line = Encoding.UTF8.GetBytes($$"""{"a":{"b":1},"text":"{{new string('x', 5000)}}","key\u002ewith dots":[1,2,{"a":null}]}""");
        scanner.Scan(line, out _);

        Allocations.Of(() => scanner.Scan(line, out _)).ShouldBe(0);
    }

    private static (JsonDamage Damage, IReadOnlyDictionary<string, string?> Values) Scan(string line)
    {
        var scanner = new JsonLineScanner(Tree);
        var bytes = Encoding.UTF8.GetBytes(line);
        return (scanner.Scan(bytes, out _), ValuesOf(scanner, bytes));
    }

    private static Dictionary<string, string?> ValuesOf(JsonLineScanner scanner, byte[] line)
    {
        return Paths.ToDictionary(path => path.Text, path => scanner.Values[Tree.FieldOf(path)] switch
        {
            { Kind: JsonKind.Missing } => null,
            { Kind: JsonKind.Compound } => "[…]",
            var value => Encoding.UTF8.GetString(line, value.Start, value.Length),
        });
    }

    // What System.Text.Json says: null for a line that is no JSON object in UTF-8.
    private static Dictionary<string, string?>? Oracle(byte[] line)
    {
        if (!Utf8.IsValid(line)) return null;
        try
        {
            using var document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = JsonLineScanner.MaxDepth });
            return document.RootElement.ValueKind == JsonValueKind.Object ? Paths.ToDictionary(path => path.Text, path => Find(document.RootElement, path)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Find(JsonElement element, JsonPath path)
    {
        foreach (var step in path.Steps)
        {
            if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(step, out var inside)) element = inside;
            else if (element.ValueKind == JsonValueKind.Array && int.TryParse(step, out var place) && place < element.GetArrayLength()) element = element[place];
            else return null;
        }

        return element.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.Object or JsonValueKind.Array => "[…]",
            JsonValueKind.String => element.GetRawText()[1..^1],
            _ => element.GetRawText(),
        };
    }
}
