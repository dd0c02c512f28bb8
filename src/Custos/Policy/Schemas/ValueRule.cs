using System.Text;
using Custos.Policy.Json;

namespace Custos.Policy.Schemas;

/// <summary>Is it of a wanted type, and one of the wanted values? Keywords <c>type</c>, <c>enum</c> and <c>const</c>.</summary>
internal sealed class ValueRule : SchemaRule
{
    private const int MaxShown = 200;
    private static readonly string[] TypeNames = ["null", "boolean", "integer", "number", "string", "array", "object"];

    private readonly string[]? _types;
    private readonly int _kinds;
    private readonly bool _isInteger;
    private readonly FlatJson _schema;
    private readonly int[]? _values;
    private readonly string _typeProblem;
    private readonly string _valueProblem = "";

    private ValueRule(FlatJson schema, string[]? types, int[]? values)
    {
        (_schema, _types, _values) = (schema, types, values);
        _isInteger = types is not null && types.Contains("integer") && !types.Contains("number");
        foreach (var type in types ?? []) _kinds |= KindsOf(type);
        _typeProblem = types is [] ? "No value is allowed here." : $"Its type must be {string.Join(" or ", types ?? [])}.";
        if (values is not null) _valueProblem = values.Length == 1 ? $"It must be {Shown(values)}." : $"It must be one of {Shown(values)}.";
    }

    /// <summary>The rule of the schema <c>false</c>.</summary>
    public static ValueRule Never(FlatJson schema) => new(schema, [], null);

    public static IEnumerable<SchemaRule> Read(SchemaKeywords keywords)
    {
        var types = ReadTypes(keywords);
        if (types is not null) yield return new ValueRule(keywords.Schema, types, null);
        if (keywords.Find("const") is >= 0 and var value) yield return new ValueRule(keywords.Schema, null, [value]);
        if (keywords.Items("enum") is not { } values) yield break;
        if (values.Length == 0) keywords.Refuse("enum", "It allows no value at all.", "List the values that are allowed.");
        else yield return new ValueRule(keywords.Schema, null, values);
    }

    public override bool IsKept(Validation run, int token)
    {
        if (_types is not null && !IsOfType(run.Json, token)) return run.Refuse(token, _typeProblem);
        if (_values is null) return true;
        foreach (var value in _values)
        {
            if (JsonOrder.Compare(_schema, value, run.Json, token) == 0) return true;
        }

        return run.Refuse(token, _valueProblem);
    }

    private bool IsOfType(FlatJson json, int token)
    {
        var kind = json[token].Kind;
        if ((_kinds >> (int)kind & 1) == 0) return false;
        return kind != JsonKind.Number || !_isInteger || new JsonNumber(json.TextOf(token)).IsWhole;
    }

    private static string[]? ReadTypes(SchemaKeywords keywords)
    {
        var at = keywords.Find("type");
        if (at < 0) return null;
        var names = keywords.Schema[at].Kind == JsonKind.Text ? [keywords.TextAt(at)] : keywords.Texts("type");
        if (names is null) return null;
        if (names.Length == 0) keywords.Refuse("type", "It allows no value at all.", "Name at least one type.");
        foreach (var name in names.Where(name => !TypeNames.Contains(name)))
        {
            keywords.Refuse("type", "It names something that is no type.", $"Types are {string.Join(", ", TypeNames)}.");
        }

        return names;
    }

    private static int KindsOf(string type) => type switch
    {
        "null" => 1 << (int)JsonKind.Null,
        "boolean" => 1 << (int)JsonKind.True | 1 << (int)JsonKind.False,
        "integer" or "number" => 1 << (int)JsonKind.Number,
        "string" => 1 << (int)JsonKind.Text,
        "array" => 1 << (int)JsonKind.Array,
        "object" => 1 << (int)JsonKind.Object,
        _ => 0,
    };

    private string Shown(int[] values)
    {
        var shown = new StringBuilder();
        foreach (var value in values)
        {
            if (shown.Length > 0) shown.Append(", ");
            shown.Append(JsonWords.Of(_schema, value));
            if (shown.Length > MaxShown) return string.Concat(shown.ToString().AsSpan(0, MaxShown), " …");
        }

        return shown.ToString();
    }
}
