using System.Collections.Frozen;
using Custos.Policy.Json;
using Custos.Text;

namespace Custos.Policy.Schemas;

/// <summary>What does a schema document ask, schema by schema, and what is wrong with it?</summary>
internal sealed class SchemaReader
{
    private const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    private static readonly FrozenSet<string> Assertions = FrozenSet.Create(
        StringComparer.Ordinal,
        "type", "enum", "const", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern", "format",
        "required", "properties", "additionalProperties", "patternProperties", "propertyNames", "minProperties", "maxProperties", "dependentRequired",
        "items", "prefixItems", "contains", "minContains", "maxContains", "minItems", "maxItems", "uniqueItems",
        "allOf", "anyOf", "oneOf", "not", "if", "then", "else", "$ref", "$defs");

    private static readonly FrozenSet<string> Annotations = FrozenSet.Create(
        StringComparer.Ordinal, "title", "description", "default", "examples", "$schema", "$id", "$comment", "deprecated", "readOnly", "writeOnly");

    private static readonly FrozenDictionary<string, string> Remedies = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["definitions"] = "Use $defs.",
        ["dependencies"] = "Use dependentRequired, or if with then.",
        ["dependentSchemas"] = "Use if with required, and then.",
        ["additionalItems"] = "Use items beside prefixItems.",
        ["nullable"] = "Add \"null\" to the types.",
        ["unevaluatedProperties"] = "Use additionalProperties in one schema that names all properties.",
        ["unevaluatedItems"] = "Use items beside prefixItems.",
        ["$anchor"] = "Refer to its place, such as \"#/$defs/name\".",
        ["$dynamicRef"] = "Use $ref.",
        ["$recursiveRef"] = "Use $ref.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly FlatJson _schema;
    private readonly List<SchemaError> _errors = [];
    private readonly List<SchemaRule[]?> _rules = [];
    private readonly List<string> _places = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<(int Target, string Pointer)> _references = [];

    private SchemaReader(FlatJson schema) => _schema = schema;

    /// <summary>The schemas of a document, the whole of it first, each referring to others by their place in the list; none where there are errors.</summary>
    public static SchemaNode[] Read(ReadOnlySpan<byte> json, out IReadOnlyList<SchemaError> errors)
    {
        var schema = new FlatJson();
        if (!schema.TryRead(json, out var problem, out var at))
        {
            errors = [new SchemaError(InstancePath.Of(schema, at), problem, "Mend it.")];
            return [];
        }

        var reader = new SchemaReader(schema);
        reader.Read(0, "");
        errors = reader._errors;
        reader.CheckReferences();
        if (reader._errors.Count > 0) return [];
        var references = reader._references.CountBy(reference => reference.Target).ToDictionary();
        return [.. reader._rules.Select((rules, i) => new SchemaNode(rules!, reader.IsShared(i, references.GetValueOrDefault(i))))];
    }

    public static string Escaped(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    public void Refuse(string pointer, string problem, string remedy) => _errors.Add(new SchemaError(pointer, problem, remedy));

    /// <summary>Reads the schema at a place, and tells its number.</summary>
    public int Read(int token, string pointer)
    {
        var number = NumberOf(pointer);
        _rules[number] = _schema[token].Kind switch
        {
            JsonKind.True => [],
            JsonKind.False => [ValueRule.Never(_schema)],
            JsonKind.Object => ReadKeywords(token, pointer),
            _ => null,
        };
        if (_rules[number] is not null) return number;
        _rules[number] = [];
        Refuse(pointer, "It is not a schema.", pointer.EndsWith("/items", StringComparison.Ordinal) ? "Write an object, true or false; one schema for each place is prefixItems." : "Write an object, true or false.");
        return number;
    }

    /// <summary>The number of the schema at a place, which may be read later.</summary>
    public int Refer(string target, string pointer)
    {
        var number = NumberOf(target);
        _references.Add((number, pointer));
        return number;
    }

    private SchemaRule[] ReadKeywords(int token, string pointer)
    {
        var keywords = new SchemaKeywords(this, _schema, token, pointer);
        foreach (var name in _schema.NamesOf(token)) CheckKnown(keywords, keywords.TextAt(name), pointer.Length == 0);
        keywords.SchemasByName("$defs");
        // Cheap ones first, and those that say most about what was meant.
        return
        [
            .. ValueRule.Read(keywords), .. NumberRule.Read(keywords), .. TextRule.Read(keywords), .. PresenceRule.Read(keywords), .. PropertiesRule.Read(keywords),
            .. ItemsRule.Read(keywords), .. ContainsRule.Read(keywords), .. CombinedRule.Read(keywords), .. ConditionRule.Read(keywords),
        ];
    }

    private static void CheckKnown(SchemaKeywords keywords, string keyword, bool isWhole)
    {
        if (keyword is "$schema" && !(isWhole && keywords.Text(keyword)?.TrimEnd('#') == Dialect))
        {
            keywords.Refuse(keyword, "It names another dialect than JSON Schema 2020-12, or stands inside.", $"Write \"{Dialect}\" at the top, or leave it out.");
        }

        if (keyword is "$id" && !(isWhole && keywords.Text(keyword) is not null))
        {
            keywords.Refuse(keyword, "It stands inside, where it would change what \"#\" means, or is not a string.", "Leave it out.");
        }

        if (Assertions.Contains(keyword) || Annotations.Contains(keyword)) return;
        var nearest = NearestName.Of(keyword, Assertions);
        var isNear = NearestName.Distance(keyword, nearest) <= Math.Max(1, keyword.Length / 4);
        keywords.Refuse(keyword, "It is no keyword that is checked here.", Remedies.GetValueOrDefault(keyword) ?? (isNear ? $"Did you mean \"{nearest}\"?" : "Leave it out, or say it with the keywords that are."));
    }

    private int NumberOf(string pointer)
    {
        if (_numbers.TryGetValue(pointer, out var number)) return number;
        _numbers.Add(pointer, _rules.Count);
        _places.Add(pointer);
        _rules.Add(null);
        return _rules.Count - 1;
    }

    private void CheckReferences()
    {
        foreach (var (target, pointer) in _references)
        {
            if (_rules[target] is null) Refuse(pointer, "It leads to no schema.", "Refer to \"#\" or to a place such as \"#/$defs/name\" that is there.");
        }

        if (_errors.Count > 0) return;
        foreach (var (number, problem) in InPlaceChains.Wrong([.. _rules!])) Refuse(_places[number], problem, "Put a property or an item between, or make the chain shorter.");
    }

    // Two references, or one beside the schema's own place, could multiply without end what is asked of one value.
    private bool IsShared(int number, int references)
    {
        var place = _places[number];
        var isOnlyReferred = place.Length == 0 || (place.StartsWith("/$defs/", StringComparison.Ordinal) && place.LastIndexOf('/') == "/$defs".Length);
        return references > (isOnlyReferred ? 1 : 0);
    }
}
