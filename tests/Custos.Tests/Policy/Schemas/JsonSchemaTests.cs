using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Custos.Policy.Schemas;
using Custos.Tests.House;

namespace Custos.Tests.Policy.Schemas;

public sealed class JsonSchemaTests
{
    [Theory]
    [InlineData("""{"multipleOf": 0.1}""", "0.3", true)]
    [InlineData("""{"multipleOf": 0.1}""", "0.35", false)]
    [InlineData("""{"multipleOf": 0.01}""", "19.99", true)]
    [InlineData("""{"multipleOf": 7}""", "70000000000000000000000000000000000000000007", true)]
    [InlineData("""{"multipleOf": 7}""", "70000000000000000000000000000000000000000008", false)]
    [InlineData("""{"type": "integer"}""", "1.0", true)]
    [InlineData("""{"type": "integer"}""", "12345678901234567890.5", false)]
    [InlineData("""{"maximum": 9007199254740992}""", "9007199254740993", false)]
    [InlineData("""{"exclusiveMinimum": 0.1}""", "0.1000000000000000000001", true)]
    [InlineData("""{"const": 1}""", "1.00", true)]
    [InlineData("""{"enum": [{"a": 1, "b": [2]}]}""", """{"b": [2.0], "a": 1}""", true)]
    [InlineData("""{"maxLength": 1}""", "\"😀\"", true)]
    [InlineData("""{"maxLength": 1}""", "\"\\ud83d\\ude00\"", true)]
    [InlineData("""{"uniqueItems": true}""", """[{"a": 1, "b": 2}, {"b": 2.0, "a": 1}]""", false)]
    [InlineData("""{"uniqueItems": true}""", """[1, true, "1", [1], {"1": 1}]""", true)]
    [InlineData("""{"properties": {"a~/b": {"type": "null"}}, "additionalProperties": false}""", """{"a~\u002fb": null}""", true)]
    [InlineData("""{"$defs": {"tree": {"properties": {"left": {"$ref": "#/$defs/tree"}}, "additionalProperties": false}}, "$ref": "#/$defs/tree"}""", """{"left": {"left": {"right": 1}}}""", false)]
    public void A_value_keeps_a_schema_or_does_not(string schema, string instance, bool isKept) =>
        SomeSchemas.Read(schema).TryValidate(instance, out _).ShouldBe(isKept);

    [Fact]
    public void A_fault_says_where_and_what_is_wanted_and_never_what_was_sent()
    {
        var faults = SomeSchemas.FaultsOf(SomeSchemas.SendMail, """{"to": "secret one", "subject": "", "priority": "secret two", "copies": 2.5, "tags": ["a", 7], "secret": 3}""");

        faults.Select(fault => fault.ToString()).ShouldBe(
        [
            "the arguments: It must have the property \"body\".",
            "/to: It must be an e-mail address.",
            "/subject: It must have from 1 to 200 characters.",
            "/priority: It must be one of \"low\", \"normal\", \"high\".",
            "/copies: Its type must be integer.",
            "/tags/1: Its type must be string.",
            "/secret: No property of this name is allowed.",
        ]);
        faults.ShouldAllBe(fault => !fault.Problem.Contains("secret"));
    }

    [Fact]
    public void Names_that_were_sent_are_cut_and_made_visible_in_a_path()
    {
        var name = new string('x', 70);
        SomeSchemas.FaultsOf("""{"additionalProperties": {"additionalProperties": false}}""", $$"""{"a\u202e\n~/b": {"{{name}}": 1} }""")
            .ShouldBe([new SchemaFault($"/a\uFFFD\uFFFD~0~1b/{name[..64]}…", "No property of this name is allowed.")]);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("{\"a\": 1", "")]
    [InlineData("{\"a\": 1} 2", "")]
    [InlineData("{\"a\": 1,}", "")]
    [InlineData("{\"b\": {\"a\": 1, \"c\": 2, \"\\u0061\": 1}}", "/b")]
    [InlineData("\"\\ud800\"", "")]
    [InlineData("{\"\\udc00\": 1}", "")]
    [InlineData("1e9999999999", "")]
    public void What_readers_may_differ_on_is_a_fault(string instance, string path) =>
        SomeSchemas.FaultsOf("true", instance).ShouldHaveSingleItem().Path.ShouldBe(path);

    [Fact]
    public void Half_a_character_is_a_fault() =>
        SomeSchemas.FaultsOf("true", "\"\ud800\"").ShouldBe([new SchemaFault("", "It holds half of a surrogate pair, which is no character.")]);

    [Fact]
    public void Bytes_that_are_not_UTF8_are_a_fault() =>
        SomeSchemas.Read("true").TryValidate([(byte)'"', 0xC0, 0x80, (byte)'"'], out _).ShouldBeFalse();

    [Fact]
    public void Sixty_four_levels_are_read_and_one_more_is_a_fault()
    {
        var schema = SomeSchemas.Read("""{"items": {"$ref": "#"}}""");
        schema.TryValidate(new string('[', 64) + new string(']', 64), out _).ShouldBeTrue();
        schema.TryValidate(new string('[', 65) + new string(']', 65), out var faults).ShouldBeFalse();
        faults.ShouldHaveSingleItem().Problem.ShouldBe("It nests deeper than 64 levels.");
    }

    [Fact]
    public void An_element_of_a_document_is_checked_where_it_stands()
    {
        using var document = JsonDocument.Parse($$"""{"name": "send", "arguments": {{SomeSchemas.Mail}}, "twice": {"a": 1, "a": 2} }""");
        SomeSchemas.Read(SomeSchemas.SendMail).Validate(document.RootElement.GetProperty("arguments")).ShouldBeEmpty();
        SomeSchemas.Read("true").Validate(document.RootElement.GetProperty("twice")).Count.ShouldBe(1);
    }

    [Fact]
    public void A_tree_built_by_a_program_is_read_and_one_that_is_no_JSON_is_an_error()
    {
        JsonSchema.TryRead(new JsonObject { ["type"] = "object", ["minProperties"] = 1 }, out var read, out _).ShouldBeTrue();
        read!.TryValidate("{}", out _).ShouldBeFalse();
        JsonSchema.TryRead(new JsonObject { ["minimum"] = double.NaN }, out _, out var errors).ShouldBeFalse();
        errors.Count.ShouldBe(1);
        JsonSchema.TryRead((JsonNode?)null, out _, out _).ShouldBeFalse();
    }

    [Fact]
    public void At_most_thirty_two_faults_are_told() =>
        SomeSchemas.FaultsOf("""{"items": {"type": "string"}}""", $"[{string.Join(',', Enumerable.Range(0, 1000))}]").Count.ShouldBe(32);

    [Fact]
    public void A_value_that_keeps_its_schema_allocates_nothing()
    {
        var schema = SomeSchemas.Read(SomeSchemas.SendMail);
        var mail = Encoding.UTF8.GetBytes(SomeSchemas.Mail);
        Allocations.Of(() => schema.TryValidate(mail, out _)).ShouldBe(0);
    }

    [Fact]
    public void Many_threads_get_the_same_answer()
    {
        var schema = SomeSchemas.Read("""{"$defs": {"a": {"type": ["integer", "array"], "items": {"$ref": "#/$defs/a"}}}, "anyOf": [{"$ref": "#/$defs/a"}, {"items": {"$ref": "#/$defs/a"}}]}""");
        Parallel.For(0, 1000, i => schema.TryValidate(i % 2 == 0 ? "[1,[2,[3]]]" : "[1,[2,[null]]]", out _).ShouldBe(i % 2 == 0));
    }
}
