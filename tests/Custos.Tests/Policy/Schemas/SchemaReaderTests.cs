namespace Custos.Tests.Policy.Schemas;

public sealed class SchemaReaderTests
{
    [Theory]
    [InlineData("""{"requierd": ["a"]}""", "/requierd", "Did you mean \"required\"?")]
    [InlineData("""{"properties": {"a/b": {"unevaluatedProperties": false}}}""", "/properties/a~1b/unevaluatedProperties", "Use additionalProperties in one schema that names all properties.")]
    [InlineData("""{"definitions": {}}""", "/definitions", "Use $defs.")]
    [InlineData("""{"items": [{}]}""", "/items", "Write an object, true or false; one schema for each place is prefixItems.")]
    [InlineData("""{"minimum": "3"}""", "/minimum", "Write a number.")]
    [InlineData("""{"minLength": -1}""", "/minLength", "Write such a number.")]
    [InlineData("""{"minLength": 1.5}""", "/minLength", "Write such a number.")]
    [InlineData("""{"minItems": 3, "maxItems": 2}""", "/minItems", "Lower it, or raise the other.")]
    [InlineData("""{"multipleOf": 0}""", "/multipleOf", "Write a number above 0 with at most 18 digits.")]
    [InlineData("""{"enum": []}""", "/enum", "List the values that are allowed.")]
    [InlineData("""{"type": "text"}""", "/type", "Types are null, boolean, integer, number, string, array, object.")]
    [InlineData("""{"type": 1}""", "/type", "Write an array.")]
    [InlineData("""{"required": ["a", "a"]}""", "/required", "Write each once.")]
    [InlineData("""{"required": "a"}""", "/required", "Write an array.")]
    [InlineData("""{"uniqueItems": 1}""", "/uniqueItems", "Write true or false.")]
    [InlineData("""{"anyOf": []}""", "/anyOf", "Write at least one, or leave it out.")]
    [InlineData("""{"not": 1}""", "/not", "Write an object, true or false.")]
    [InlineData("""{"then": {}}""", "/then", "Add if, or leave it out.")]
    [InlineData("""{"maxContains": 1}""", "/maxContains", "Add contains, or leave it out.")]
    [InlineData("""{"format": "duration"}""", "/format", "Leave it out, or use one of date, date-time, email, hostname, ipv4, ipv6, time, uri, uuid.")]
    [InlineData("""{"pattern": "(?=a)"}""", "/pattern", "Write it with classes, groups, repetitions and anchors alone.")]
    [InlineData("""{"patternProperties": {"(a)\\1": {}}}""", "/patternProperties", "Write it with classes, groups, repetitions and anchors alone.")]
    [InlineData("""{"$ref": "#/$defs/a"}""", "/$ref", "Refer to \"#\" or to a place such as \"#/$defs/name\" that is there.")]
    [InlineData("""{"$ref": "#/properties", "properties": {}}""", "/$ref", "Refer to \"#\" or to a place such as \"#/$defs/name\" that is there.")]
    [InlineData("""{"$ref": "https://example.com/a"}""", "/$ref", "Refer to \"#\" or to a place such as \"#/$defs/name\".")]
    [InlineData("""{"$ref": "#"}""", "", "Put a property or an item between, or make the chain shorter.")]
    [InlineData("""{"$defs": {"a": {"anyOf": [{"$ref": "#/$defs/b"}]}, "b": {"if": {"$ref": "#/$defs/a"}, "then": {}}}}""", "/$defs/a", "Put a property or an item between, or make the chain shorter.")]
    [InlineData("""{"$schema": "http://json-schema.org/draft-07/schema#"}""", "/$schema", "Write \"https://json-schema.org/draft/2020-12/schema\" at the top, or leave it out.")]
    [InlineData("""{"properties": {"a": {"$id": "b"}}}""", "/properties/a/$id", "Leave it out.")]
    [InlineData("""{"type": "string", "type": "number"}""", "", "Mend it.")]
    [InlineData("null", "", "Write an object, true or false.")]
    public void What_would_not_be_checked_as_it_reads_is_an_error(string schema, string path, string remedy)
    {
        var error = SomeSchemas.ErrorsOf(schema).ShouldHaveSingleItem();
        error.Path.ShouldBe(path);
        error.Remedy.ShouldBe(remedy);
        error.Problem.ShouldEndWith(".");
    }

    [Fact]
    public void Every_error_is_told_at_once() =>
        SomeSchemas.ErrorsOf("""{"minimum": "3", "properties": {"a": {"foo": 1, "type": "text"}}}""").Select(error => error.Path).Order(StringComparer.Ordinal)
            .ShouldBe(["/minimum", "/properties/a/foo", "/properties/a/type"]);

    [Fact]
    public void Annotations_are_admitted_and_change_nothing() =>
        SomeSchemas.FaultsOf("""{"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "urn:a", "title": "a", "description": "b", "default": 1, "examples": [], "$comment": "c", "deprecated": true, "readOnly": true, "writeOnly": false}""", "[1]").ShouldBeEmpty();

    [Fact]
    public void A_chain_of_references_that_is_too_long_is_an_error_however_long()
    {
        var chain = string.Join(',', Enumerable.Range(0, 20_000).Select(i => $$"""
            "{{i}}": {"$ref": "#/$defs/{{i + 1}}"}
            """));
        SomeSchemas.ErrorsOf($$"""{"$ref": "#/$defs/0", "$defs": { {{chain}}, "20000": {} } }""").ShouldHaveSingleItem().Problem.ShouldContain("64");
    }
}
